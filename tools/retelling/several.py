"""Cases that came at once, a line each with its cause."""

from collections.abc import Sequence

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.shown import as_read
from tools.inert import inert

MOST = 20
"""Cases of one message or file that are looked at; whole logs are imported."""
_SHOWN = 40
"""Characters of a question, and of an answer."""


def several_markdown(cases: Sequence[tuple[Trace, Diagnosis]], lang: Lang) -> str:
    """What each of the cases comes to, and how to open one; the first is told after it."""
    lines = [
        say(
            "retelling.several.line",
            lang,
            n=n,
            id=f"[{inert(trace.id)}]({trace_link(trace.id)})",
            query=inert(beginning(trace.query, _SHOWN)),
            answer=inert(beginning(as_read(trace.answer), _SHOWN)),
            cause=say(f"diagnosis.cause.{diagnosis.cause}", lang),
            summary=inert(diagnosis.summary),
        )
        for n, (trace, diagnosis) in enumerate(cases, start=1)
    ]
    found = say("retelling.several.found", lang, count=len(cases))
    most = say("retelling.several.most", lang, count=MOST) if len(cases) >= MOST else ""
    parts = [found, "\n".join(lines), most, say("retelling.several.next", lang)]
    return "\n\n".join(filter(None, parts))
