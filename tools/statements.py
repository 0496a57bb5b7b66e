"""The statements of a passage that can be compared: sentences, and the cells of its tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.beginning import beginning
from knowledge.records import Chunk
from knowledge.tokens import terms
from tools.excerpt import Span, spans_of
from tools.values import Value, values, without_values

_MANY = 3
"""Values in one statement; of more, nobody knows which is of what."""
_NEGATION = re.compile(
    r"不能|不可以?|不支持|不需要|不允许|不用|不会|不提供|不含|不得|不再|没有|尚未|未|禁止|无需|无法|无"
    r"|\b(?:cannot|not|never|no|without|forbidden|n['’]t)\b|n['’]t\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"[由从][^，。；]{1,24}(?:到|至|为|成)|→|->|\bfrom\b[^.;]{1,40}\bto\b", re.IGNORECASE
)
"""What tells of a change, or of a span: its values are the old and the new one."""
_CLAUSE = re.compile(r"[，；;]|,\s")
_NAMED = re.compile(
    r"^\s*(?:[-*+]\s*)?(?P<label>[^：:|]{2,24})[：:]\s*(?P<value>[^：:|]{1,40}?)[。.]?\s*$"
)
_NUMBERED = re.compile(
    r"(?:version|level|phase|step|stage|part|tier|round|第|版本|阶段)\s*[\d一二三四五六七八九十]+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z]+\d+|\d+[A-Za-z]+|[A-Z][A-Za-z]+|[A-Z]\b")


@dataclass(frozen=True)
class Cell:
    """Where in its table a statement stands."""

    row: frozenset[str]
    """The words of the row's name."""
    column: frozenset[str]
    """The words of the column's name; empty where all columns of the row say the same."""


@dataclass(frozen=True)
class Statement:
    """What a sentence or a cell says."""

    about: frozenset[str]
    """The words of the statement, its values and negations left out."""
    around: frozenset[str]
    """The words of its title and headings."""
    headings: frozenset[str]
    """The words of its headings alone."""
    values: frozenset[Value]
    """Its values; none where they are too many."""
    negated: bool
    """Whether it denies something."""
    names: frozenset[str]
    """Names with capitals or digits: `P0`, `Pro`."""
    label: str | None
    """For a line `label: value`, the value that is no number."""
    text: str
    """As it stands, on one line."""
    cell: Cell | None = None
    """For a cell of a table, where it stands."""
    is_clause: bool = False
    """Whether it is only the beginning of a sentence."""


def statements(chunk: Chunk) -> Iterator[Statement]:
    """What a passage says, in order."""
    place = _Place.of(chunk)
    spans = spans_of(chunk.text)
    for span in spans:
        if span.table is None:
            yield _sentence(span.text, place)
            first, *more = _CLAUSE.split(span.text)
            if more and values(first):
                yield replace(_sentence(first, place), is_clause=True)
        elif span.header is not None:
            yield from _row(spans[span.header].cells, span, place)


@dataclass(frozen=True)
class _Place:
    around: frozenset[str]
    headings: frozenset[str]

    @classmethod
    def of(cls, chunk: Chunk) -> "_Place":
        headings = terms(" ".join(chunk.section)) if chunk.section else []
        return cls(frozenset([*terms(chunk.title), *headings]), frozenset(headings))


def _sentence(text: str, place: _Place) -> Statement:
    given = frozenset() if _CHANGE.search(text) else values(text)
    named = _NAMED.match(text) if not values(text) else None
    words = terms(named["label"] if named else _words(text))
    return Statement(
        about=frozenset(words),
        around=place.around,
        headings=place.headings,
        values=given if len(given) <= _MANY else frozenset(),
        negated=_NEGATION.search(text) is not None,
        names=frozenset(_names(text, "")),
        label=named["value"].strip() if named else None,
        text=_short(text),
    )


def _row(header: Sequence[str], span: Span, place: _Place) -> Iterator[Statement]:
    """The cells of a row, each with its names; one that all columns agree on stands for the row."""
    name, *cells = span.cells
    said = [
        _cell(cell, name, column, place, span)
        for column, cell in zip(header[1:], cells, strict=False)
    ]
    yield from said
    if len(said) > 1 and said[0].values and len({one.values for one in said}) == 1:
        yield _cell(cells[0], name, "", place, span)


def _cell(text: str, row: str, column: str, place: _Place, span: Span) -> Statement:
    label = f"{row} {column}".strip()
    # A column's heading may hold the measure of its cells; the row's, which row it is.
    given = values(f"{text} {label}") - values(label)
    return Statement(
        about=frozenset(terms(_words(f"{label} {text}"))),
        around=place.around,
        headings=place.headings,
        values=given if len(given) <= _MANY else frozenset(),
        negated=_NEGATION.search(text) is not None,
        names=frozenset(_names(f"{label} {span.text}", label)),
        label=None,
        text=_short(f"{label}: {text}"),
        cell=Cell(frozenset(terms(row)), frozenset(terms(column)) if column else frozenset()),
    )


def _words(text: str) -> str:
    return _NEGATION.sub(" ", without_values(text))


def _names(text: str, label: str) -> Iterator[str]:
    """Words with capitals or digits; a capital that only begins the sentence names nothing."""
    yield from (f"{one.amount} {one.measure}" for one in values(label))
    yield from ("".join(found.split()).casefold() for found in _NUMBERED.findall(text))
    bare = without_values(text)
    for found in _NAME.finditer(bare):
        name = found[0]
        if bare[: found.start()].strip() or name != name.capitalize() or len(name) == 1:
            yield name.casefold()


def _short(text: str) -> str:
    return beginning(text.replace("*", ""), 120)
