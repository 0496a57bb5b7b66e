"""One thing that is asked of a run: its worst answers, or what it cost; the rest a click away."""

from typing import TYPE_CHECKING, Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.texts import say
from tools.diagnosis.markdown import trace_link
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Weak
from tools.inert import inert
from tools.run_eval_text import value_said

if TYPE_CHECKING:
    from tools.run_report import RunReport

VIEWS = ("worst", "spent")
"""What may be asked of a run by itself."""
_CUT = 60
_NEXT = 2
_COST = "cost"


def view_of(show: str) -> tuple[str | None, str]:
    """What of a run is to be shown, None for all of it, and the run: its id, or `last`.

    >>> view_of("worst"), view_of("spent run-1a2b"), view_of("run-1a2b")
    (('worst', 'last'), ('spent', 'run-1a2b'), (None, 'run-1a2b'))
    """
    word, _, run = show.strip().partition(" ")
    if word.casefold() in VIEWS:
        return word.casefold(), run.strip() or "last"
    return None, show


def asked_text(reports: list["RunReport"], view: str, call_id: str | None, lang: Lang) -> str:
    """The answer for each run, and where the whole scorecard is."""
    tell = _worst if view == "worst" else _spent
    said = [tell(report, lang) for report in reports]
    rest = f"[{_say('whole', lang)}](#step:{call_id})" if call_id else _say("whole", lang)
    return "\n\n".join([*said, rest])


def _worst(report: "RunReport", lang: Lang) -> str:
    target = inert(report.run.spec.target.name)
    if not report.card.worst:
        return _say("none_worst", lang, target=target)
    first, *others = report.card.worst
    said = [_say("worst", lang, target=target, example=_example(first, lang))]
    lines = [f"- {_example(one, lang)}" for one in others[:_NEXT]]
    if lines:
        said.append("\n".join([_say("then", lang), "", *lines]))
    return "\n\n".join(said)


def _example(one: Weak, lang: Lang) -> str:
    query = f"[{inert(beginning(one.query, _CUT))}]({trace_link(one.trace_id)})"
    return f"{query} · {metric_name(one.scorer, lang)} {one.value:.0%} · {inert(one.reason)}"


def _spent(report: "RunReport", lang: Lang) -> str:
    card = report.card
    dollars = report.spent if report.spent is not None else report.paid
    values: dict[str, Any] = {
        "target": inert(report.run.spec.target.name),
        "dataset": inert(report.run.spec.dataset),
        "version": report.run.spec.dataset_version,
    }
    if dollars is None:
        return _say("spent_unknown", lang, **values)
    said = [_say("spent", lang, spent=f"${dollars:.4f}", **values)]
    cost = next((one for one in card.results if one.name == _COST and one.scored), None)
    if cost is not None:
        said.append(_say("each", lang, value=value_said(cost), scored=cost.scored, of=cost.of))
    return ("" if lang == "zh" else " ").join(said)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"runs.asked.{key}", lang, **values)
