"""The examples that changed between two runs, one by one, with both answers."""

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.texts import say, series
from tools.compared_headline import Compared
from tools.diagnosis.markdown import trace_link
from tools.evals.comparing.compared import ComparedRun
from tools.evals.comparing.comparison import Change, Way
from tools.evals.comparing.wording import metric_name, value_said
from tools.inert import inert

_SHOWN = 160
"""Characters of an answer or a query that are shown."""


def changed_list(found: Compared, way: Way, most: int) -> str:
    """Examples that changed one way, numbered as they are listed, with both answers."""
    lang, changes = found.lang, found.comparison.of(way)
    if not changes:
        return ""
    before = len(found.comparison.of("regression")) if way == "loss" else 0
    lines = [f"**{say(f'compare.text.list_{way}', lang)}**", ""]
    for number, one in enumerate(changes[:most], before + 1):
        lines += _item(number, one, found)
    if (more := found.comparison.totals[way] - most) > 0:
        lines += ["", say("compare.text.more", lang, count=more)]
    return "\n".join(lines)


def _item(number: int, one: Change, found: Compared) -> list[str]:
    lang = found.lang
    metrics = {result.metric.name: result.metric for result in found.comparison.results}
    scores = [
        f"{metric_name(name, lang)} {value_said(a, metrics[name], lang)} →"
        f" {value_said(b, metrics[name], lang)}"
        for name, (a, b) in one.metrics.items()
    ]
    lines = [
        say(
            "compare.text.item",
            lang,
            number=number,
            id=_linked(one.example_id, found.after),
            query=shortened(one.query) if one.query else "",
            scores=series(scores, lang),
        )
    ]
    for run, answer in ((found.before, one.before), (found.after, one.after)):
        if answer is not None:
            lines.append(_answer_line(run, answer, lang))
    if one.reason:
        lines.append(say("compare.text.item_reason", lang, reason=shortened(one.reason)))
    return lines


def _linked(example_id: str, run: ComparedRun) -> str:
    """The example's id, which opens its trace where there is one to open."""
    said = inert(example_id)
    return f"[{said}]({trace_link(run.trace(example_id))})" if run.is_stored else said


def _answer_line(run: ComparedRun, answer: str, lang: Lang) -> str:
    said = shortened(answer) or say("compare.text.no_answer", lang)
    return say("compare.text.item_answer", lang, run=inert(run.label), answer=said)


def shortened(text: str, most: int = _SHOWN) -> str:
    """The beginning of a text, as one inert line."""
    return inert(beginning(text, most))
