"""Does one thing with several cases at once: a ticket for each, each into the eval set."""

from collections.abc import Callable, Sequence
from typing import Any

from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say
from tools.case_actions import keep_as_example
from tools.deps import Deps
from tools.diagnosis.markdown import Part, trace_link
from tools.inert import inert
from tools.retelling.handed_on import brief_markdown, ticket_markdown

_Cases = Sequence[tuple[Trace, Diagnosis]]

FOR_EACH: tuple[Part, ...] = ("ticket", "brief", "example", "undo")
"""What is done with each of several cases, where it is asked of them together."""


def done_together(deps: Deps, cases: _Cases, part: Part) -> str:
    """What came of it, in the order of the cases; raises KeyError for a part not in `FOR_EACH`."""
    told: dict[Part, Callable[[Deps, _Cases], str]] = {
        "ticket": _tickets,
        "brief": _briefs,
        "example": _kept,
        "undo": _taken_out,
    }
    return told[part](deps, cases)


def _tickets(deps: Deps, cases: _Cases) -> str:
    """A ticket a case, to copy one by one; none for an answer in which nothing is wrong."""
    lang = deps.lang
    failed = [one for one in cases if one[1].cause != "none"]
    good = [trace for trace, diagnosis in cases if diagnosis.cause == "none"]
    said = ["\n\n---\n\n".join(ticket_markdown(*one, lang) for one in failed)]
    if good:
        said.append(_say("good", lang, ids=_links(good)))
    return "\n\n".join(filter(None, said))


def _briefs(deps: Deps, cases: _Cases) -> str:
    lines = [f"{n}. {brief_markdown(*one, deps.lang)}" for n, one in enumerate(cases, start=1)]
    return "\n".join(lines)


def _kept(deps: Deps, cases: _Cases) -> str:
    """Each case into the eval set; those that were there stay as they are."""
    kept = [(trace, keep_as_example(deps, trace, diagnosis)[0]) for trace, diagnosis in cases]
    new = [trace for trace, is_new in kept if is_new]
    there = [trace for trace, is_new in kept if not is_new]
    lang, count = deps.lang, len(deps.examples.all())
    said = [_say("kept", lang, n=len(new), ids=_links(new), count=count)] if new else []
    said += (
        [say(f"intervention.{'again' if any(map(deps.replayable, new)) else 'not_again'}", lang)]
        if new
        else []
    )
    if there:
        said.append(_say("there", lang, n=len(there), ids=_links(there), count=count))
    return "\n\n".join(said)


def _taken_out(deps: Deps, cases: _Cases) -> str:
    out = [trace for trace, _ in cases if deps.examples.remove(trace.id)]
    lang, count = deps.lang, len(deps.examples.all())
    if not out:
        return _say("none_there", lang, count=count)
    return _say("gone", lang, n=len(out), ids=_links(out), count=count)


def _links(traces: Sequence[Trace]) -> str:
    return " · ".join(f"[{inert(one.id)}]({trace_link(one.id)})" for one in traces)


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"retelling.together.{key}", lang, **values)
