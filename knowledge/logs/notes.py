"""What of a log was not read, counted: said once at the end rather than for every line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from knowledge.logs.logged import Logged
from knowledge.records import Trace
from knowledge.texts import catalogue, say, series

_KEPT = 100
"""Names of fields that are counted; a log whose every line has names of its own has no more."""
_NAMED = 12
"""Names that a line of a summary holds."""


class Notes(BaseModel):
    """How often which field was not read, or held nothing."""

    model_config = ConfigDict(frozen=True)

    unread: dict[str, int] = Field(default_factory=dict)
    """Fields that are none of a trace."""
    alike: dict[str, int] = Field(default_factory=dict)
    """Those of them that look like passages, where there are none under a name that is read."""
    aside: dict[str, int] = Field(default_factory=dict)
    """Fields of a trace that were set aside, for they held something else."""
    empty: dict[str, int] = Field(default_factory=dict)
    """Fields that held a placeholder."""

    def plus(self, more: "Notes") -> "Notes":
        """Both together."""
        sums = {n: _sum(getattr(self, n), getattr(more, n)) for n in type(self).model_fields}
        return Notes(**sums)

    def lines(self, lang: Lang) -> Iterator[str]:
        """What to say of it, a line for each kind; nothing where all was read."""
        others = {name: n for name, n in self.unread.items() if name not in self.alike}
        for kind, counts in (
            ("alike", self.alike),
            ("unread", others),
            ("aside", self.aside),
            ("empty", self.empty),
        ):
            if counts:
                yield say(f"events.notes.{kind}", lang, fields=_named(counts, lang))


def notes_of(read: Iterable[Logged]) -> Notes:
    """What of some lines was not read."""
    kinds: dict[str, Counter[str]] = {name: Counter() for name in Notes.model_fields}
    for one in read:
        kinds["unread"].update(one.unread)
        kinds["empty"].update(one.empty)
        for name in one.trace.set_aside:
            kinds["aside" if name in Trace.model_fields else "alike"][name] += 1
    return Notes(**{kind: _sum(counts) for kind, counts in kinds.items()})


def expected(field: str, lang: Lang) -> str:
    """What a field that was set aside should hold."""
    said = catalogue("events")["expected"]
    return say(f"events.expected.{field if field in said else 'text'}", lang)


def _sum(*counts: Mapping[str, int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in counts:
        for name, n in one.items():
            if name in found or len(found) < _KEPT:
                found[name] += n
    return dict(found)


def _named(counts: Mapping[str, int], lang: Lang) -> str:
    often = Counter(counts).most_common()
    told = [say("events.notes.field", lang, name=name[:40], count=n) for name, n in often[:_NAMED]]
    more = len(often) - _NAMED
    return series(
        [*told, *([say("events.notes.more", lang, count=more)] if more > 0 else [])], lang
    )
