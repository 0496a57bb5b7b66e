"""One example in two runs: how each answered, and how that was scored."""

from collections.abc import Sequence

from knowledge.language import Lang
from knowledge.records import Outcome
from knowledge.texts import say
from tools.compared_changes import shortened
from tools.diagnosis.markdown import trace_link
from tools.evals.comparing.compared import ComparedRun
from tools.evals.comparing.metric import metric_of
from tools.evals.comparing.wording import metric_name, value_said
from tools.inert import inert


def example_text(
    example_id: str,
    found: Sequence[tuple[ComparedRun, Outcome | None]],
    lang: Lang,
) -> str:
    """One example in both runs: scores with their reasons, and both answers in full."""
    outcomes = [outcome for _, outcome in found]
    query = next((one.trace.query for one in outcomes if one and one.trace), "")
    lines = [say("compare.example.title", lang, id=inert(example_id), query=inert(query)), ""]
    names = sorted({name for one in outcomes if one for name in one.scores})
    if names:
        labels = [inert(run.label) for run, _ in found]
        lines += [
            say("compare.example.scores", lang, before=labels[0], after=labels[1]),
            "| --- | --- | --- |",
            *(
                "| "
                + " | ".join(
                    [metric_name(name, lang), *(_score(one, name, lang) for one in outcomes)]
                )
                + " |"
                for name in names
            ),
            "",
        ]
    for run, one in found:
        if one and one.failure:
            reason = inert(f"{one.failure.kind}: {one.failure.message}")
            lines.append(say("compare.example.failed", lang, run=inert(run.label), reason=reason))
        elif one and one.trace:
            link = trace_link(run.trace(example_id))
            answer = inert(one.trace.answer) or say("compare.text.no_answer", lang)
            lines.append(
                say("compare.example.answer", lang, run=inert(run.label), link=link, answer=answer)
            )
        lines.append("")
    return "\n".join(lines).strip()


def _score(outcome: Outcome | None, name: str, lang: Lang) -> str:
    score = outcome.scores.get(name) if outcome else None
    if score is None:
        return "–"
    metric = metric_of(name, [] if score.value is None else [score.value])
    value = value_said(score.value, metric, lang)
    if score.value is not None and metric.kind == "running":
        return value  # its reason says no more than the number
    return f"{value} · {shortened(score.reason)}" if score.reason else value
