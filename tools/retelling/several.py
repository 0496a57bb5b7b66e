"""Cases that came at once, a line each with its cause."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

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


def several_markdown(
    cases: Sequence[tuple[Trace, Diagnosis]], lang: Lang, *, shown: str, file: str | None = None
) -> str:
    """What each of the cases comes to, and how to open one; the one with the id `shown` follows.

    `file` is what they were read from, if that was a file.
    """
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
    count = len(cases)
    counted = {"count": count, "causes": _causes(cases, lang)}
    found = (
        say("retelling.several.found_in", lang, file=inert(Path(file).name), **counted)
        if file
        else say("retelling.several.found", lang, **counted)
    )
    most = say("retelling.several.most", lang, count=MOST) if count >= MOST else ""
    onward = say("retelling.several.next", lang, id=inert(shown))
    parts = [found, "\n".join(lines), most, onward]
    return "\n\n".join(filter(None, parts))


def _causes(cases: Sequence[tuple[Trace, Diagnosis]], lang: Lang) -> str:
    """How many of the cases each cause has, the commonest first."""
    often = Counter(diagnosis.cause for _, diagnosis in cases).most_common()
    return " · ".join(f"{say(f'diagnosis.cause.{cause}', lang)} {count}" for cause, count in often)
