"""Competitors: strengths, weaknesses and prices, as documents and users' voices state them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.documents.markdown import Block, blocks
from knowledge.documents.sentences import sentences
from knowledge.language import language_of
from knowledge.readers.dates import date_in
from knowledge.records import Chunk, Competitor, Point
from tools.decisions.needs.cells import table_of
from tools.decisions.needs.competitor_names import (
    PARENTHESES,
    any_of_list,
    is_name,
    lists,
    names_in_title,
    sides,
)
from tools.decisions.needs.passages import Utterance, utterances
from tools.decisions.needs.signals import strength, telling_clauses
from tools.decisions.needs.sources import any_of

Facet = str
_FACETS: tuple[Facet, ...] = ("strengths", "weaknesses", "prices", "unknown")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)、])\s*")
_FIGURE = re.compile(r"\d|免费|面议|\bfree\b|on request|contact", re.IGNORECASE)
_MOST = 8
"""Points of each kind that are kept for a competitor."""


@dataclass
class _Gathered:
    """What has been gathered of one competitor so far."""

    name: str
    aliases: list[str] = field(default_factory=list)
    points: dict[Facet, list[Point]] = field(default_factory=lambda: defaultdict(list))

    @property
    def names(self) -> list[str]:
        return [self.name, *self.aliases]


def competitors(
    documents: Iterable[Sequence[Chunk]],
    voices: Iterable[Sequence[Chunk]] = (),
    mentions: Callable[[str], int] = lambda _: 0,
) -> list[Competitor]:
    """The competitors that documents are about, each with what they and users say of it.

    `documents` are all documents; those about competitors are told by their titles, or by tables
    with a column of competitors. `voices` are those in which users speak: what they say of a
    competitor by its name counts as a strength or a weakness. Of "X vs Y" the one that is
    `mentions`-ed in more documents is the team's own product.
    """
    found: dict[str, _Gathered] = {}
    for chunks in documents:
        if chunks and any_of_list("title", chunks[0].title):
            _read_document(chunks, found, mentions)
    for chunks in voices:
        for chunk in chunks:
            for one in utterances(chunk):
                for about in _named(one.text, found.values()):
                    _add_voice(about, one, chunk)
    return sorted((_record(one) for one in found.values()), key=lambda one: one.name)


def _read_document(
    chunks: Sequence[Chunk], found: dict[str, _Gathered], mentions: Callable[[str], int]
) -> None:
    names = names_in_title(chunks[0].title, mentions)
    main = _gathered(names, found) if names else None
    ours = [name for name in sides(chunks[0].title) if name not in names]
    for chunk in chunks:
        if any(name in heading for name in ours for heading in chunk.section):
            continue
        facet = _facet(chunk.section)
        for block in blocks(chunk.text):
            if block.kind == "table" and _read_table(block, chunk, found):
                continue
            about = main or next(iter(_headed(chunk.section, found)), None)
            if about is None:
                continue
            if facet is not None:
                about.points[facet] += _points(block, chunk, facet)
            elif any(any_of("users", heading) for heading in chunk.section[-1:]):
                part = chunk.model_copy(update={"text": block.text})
                for one in utterances(part):
                    _add_voice(about, one, chunk)


def _gathered(names: Sequence[str], found: dict[str, _Gathered]) -> _Gathered:
    for one in found.values():
        if {name.casefold() for name in one.names} & {name.casefold() for name in names}:
            one.aliases += [name for name in names if name not in one.names]
            return one
    return found.setdefault(names[0].casefold(), _Gathered(names[0], list(names[1:])))


def _headed(section: Sequence[str], found: dict[str, _Gathered]) -> Iterator[_Gathered]:
    """The competitor that a section's heading names, in a document about several.

    A heading above one of a facet names one: `## QuickDraft` above `### Strengths`.
    """
    for at, heading in enumerate(section):
        yield from _named(heading, found.values())
        below = section[at + 1 :]
        if below and _facet(below) and _facet([heading]) is None and is_name(heading):
            yield _gathered([PARENTHESES.sub("", heading).strip(),
                             *PARENTHESES.findall(heading)], found)  # fmt: skip


def _facet(section: Sequence[str]) -> Facet | None:
    for heading in reversed(section):
        for facet in ("unknown", "weaknesses", "strengths", "prices"):
            if any_of_list(facet, heading):
                return facet
    return None


def _points(block: Block, chunk: Chunk, facet: Facet) -> Iterator[Point]:
    if block.kind == "table":
        _, rows = table_of(block.text)
        said: Iterable[str] = (" · ".join(filter(None, row)) for row in rows)
    elif block.kind == "list":
        said = (_BULLET.sub("", line).strip() for line in block.text.split("\n"))
    elif block.text.strip()[:1] in {"(", "（"}:
        said = [block.text.strip().strip("()（）")]
    else:
        said = (one.strip() for one in sentences(block.text))
    for text in said:
        bare = re.sub(r"\*\*|`", "", text).strip()
        if bare and (facet != "prices" or _FIGURE.search(bare)):
            yield _point(bare, chunk)


def _point(text: str, chunk: Chunk, who: str | None = None, date: str | None = None) -> Point:
    return Point(
        quote=text,
        lang=language_of(text, default=chunk.lang),
        source=chunk.id,
        place=chunk.place,
        who=who,
        date=(date_in(date) if date else None) or chunk.date,
        is_old=chunk.superseded,
    )


def _read_table(block: Block, chunk: Chunk, found: dict[str, _Gathered]) -> bool:
    """Reads a table with a row for each competitor; False for any other."""
    head, rows = table_of(block.text)
    name = next((at for at, one in enumerate(head) if _fully("name_column", one)), None)
    facets = {at: facet for at, one in enumerate(head) if (facet := _facet([one])) is not None}
    if name is None or len(facets) < 2:
        return False
    for row in rows:
        if name < len(row) and is_name(row[name]):
            names = [PARENTHESES.sub("", row[name]).strip(), *PARENTHESES.findall(row[name])]
            about = _gathered(names, found)
            for at, facet in facets.items():
                if at < len(row) and row[at] and not _fully("says_nothing", row[at]):
                    about.points[facet].append(_point(row[at], chunk))
    return True


def _fully(name: str, text: str) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in lists()[name].values())


def _named(text: str, known: Iterable[_Gathered]) -> list[_Gathered]:
    folded = text.casefold()
    return [
        one
        for one in known
        if any(re.search(_whole(name.casefold()), folded) for name in one.names)
    ]


def _whole(name: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])"


def _add_voice(about: _Gathered, one: Utterance, chunk: Chunk) -> None:
    """What a user says: a weakness where something is wrong, a strength where all is fine."""
    if one.within is not None and any(p.quote == one.within for p in about.points["weaknesses"]):
        return
    told = strength(one.text)
    if told is not None and not told.is_wish:
        facet = "weaknesses"
    elif told is None and not telling_clauses(one.text):
        facet = "strengths"
    else:
        return
    who = one.speaker.name if one.speaker else None
    about.points[facet].append(_point(one.text, chunk, who, one.date))


def _record(one: _Gathered) -> Competitor:
    facets: Mapping[Facet, tuple[Point, ...]] = {
        facet: _best(one.points[facet]) for facet in _FACETS
    }
    dates = [p.date for points in facets.values() for p in points if p.date and p.who is None]
    return Competitor(
        name=one.name,
        aliases=tuple(one.aliases),
        strengths=facets["strengths"],
        weaknesses=facets["weaknesses"],
        prices=facets["prices"],
        unknown=facets["unknown"],
        date=max(dates, default=None),
    )


def _best(points: Sequence[Point]) -> tuple[Point, ...]:
    """Each once, what holds now before what a newer document has replaced."""
    once = {point.quote: point for point in reversed(points)}
    in_order = list(once.values())[::-1]
    return tuple(sorted(in_order, key=lambda point: point.is_old)[:_MOST])
