"""Cases that came at once: what they come to together, and a line each with its cause."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records import Diagnosis, Trace
from knowledge.texts import say
from tools.diagnosis.markdown import trace_link
from tools.diagnosis.priority import first_things_first
from tools.diagnosis.shown import as_read
from tools.inert import inert

READ = 100
"""Cases of one message or file that are looked at; whole logs are imported."""
MOST = 20
"""Cases that are listed one by one."""
_SHOWN = 40
"""Characters of a question, and of an answer."""

Cases = Sequence[tuple[Trace, Diagnosis]]


def to_list(cases: Cases) -> Cases:
    """The cases that are listed: all in their order, or of many those to mend first."""
    return cases if len(cases) <= MOST else sorted(cases, key=_gravity)[:MOST]


def worst_of(cases: Cases) -> tuple[Trace, Diagnosis]:
    """The case to mend first; of several alike, and where nothing is wrong in any, the first."""
    return min(cases, key=_gravity)


def several_markdown(cases: Cases, lang: Lang, *, shown: str, file: str | None = None) -> str:
    """What the cases come to, and how to open one; the one with the id `shown` follows.

    `file` is what they were read from, if that was a file.
    """
    count, causes = len(cases), _causes(cases, lang)
    found = (
        say("retelling.several.found_in", lang, file=inert(Path(file).name), count=count)
        if file
        else say("retelling.several.found", lang, count=count)
    )
    lines = [
        say(
            "retelling.several.line",
            lang,
            n=n,
            id=f"[{inert(trace.id)}]({trace_link(trace.id)})",
            query=inert(beginning(trace.query, _SHOWN)),
            answer=inert(beginning(as_read(trace.answer), _SHOWN)),
            kind=_kind(diagnosis.cause, diagnosis.subcause, lang),
        )
        for n, (trace, diagnosis) in enumerate(to_list(cases), start=1)
    ]
    parts = [
        f"{found}{causes}",
        say("retelling.several.first", lang, count=MOST) if count > MOST else "",
        "\n".join(lines),
        say("retelling.several.most", lang, count=READ) if count >= READ else "",
        say("retelling.several.next", lang, id=inert(shown)),
    ]
    return "\n\n".join(filter(None, parts))


def _causes(cases: Cases, lang: Lang) -> str:
    """How many of the cases each kind of failure has, the commonest first."""
    often = Counter((one.cause, one.subcause) for _, one in cases).most_common()
    return " · ".join(f"{_kind(*kind, lang)} {count}" for kind, count in often)


def _kind(cause: str, subcause: str | None, lang: Lang) -> str:
    stage = say(f"diagnosis.cause.{cause}", lang)
    if subcause is None:
        return stage
    what = say(f"diagnosis.subcause.{cause}.{subcause}", lang)
    return say("clusters.name.whole", lang, stage=stage, what=what)


def _gravity(case: tuple[Trace, Diagnosis]) -> tuple[bool, tuple[str, float]]:
    return case[1].cause == "none", first_things_first(case[1].priority)
