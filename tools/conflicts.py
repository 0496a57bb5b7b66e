"""Passages that answer the same question with different values.

A reader should see both and decide, so a false alarm costs more than one that is missed: two
statements conflict only when they are about the same thing in nearly the same words, in one
language and in different documents, and share no value of a measure that both give.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations

from pydantic import BaseModel

from knowledge.records import Chunk, Hit
from knowledge.tokens import terms
from tools.excerpt import Span, spans_of
from tools.values import Value, values, without_values

_ALIKE = 0.55
"""The share of the words of either that two statements need in common."""
_WHOLLY = 0.75
"""The same where one is only the beginning of a sentence."""
_CONTAINED = 0.65
"""The same of the shorter one."""
_MANY = 3
"""Values in one statement; of more, nobody knows which is of what."""
_MOST = 2
"""Further passages that are shown for the sake of a contradiction."""
_NEGATED = 0.75
"""The share of words in common when all that differs is a negation."""
_NEGATION = re.compile(
    r"不能|不可以?|不支持|不需要|不允许|不用|不会|不提供|不含|不得|不再|没有|尚未|未|禁止|无需|无法|无"
    r"|\b(?:cannot|not|never|no|without|forbidden|n['’]t)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，；;]|,\s")
_NAMED = re.compile(
    r"^\s*(?:[-*+]\s*)?(?P<label>[^：:|]{2,24})[：:]\s*(?P<value>[^：:|]{1,40}?)[。.]?\s*$"
)
_OTHERS = re.compile(
    r"竞品|竞争对手|对手|访谈|问卷|competitor|rival|interview|survey", re.IGNORECASE
)
"""Documents of what others do or say: they are no statement about the product."""
_NUMBERED = re.compile(
    r"(?:version|level|phase|step|stage|part|tier|round|第|版本|阶段)\s*[\d一二三四五六七八九十]+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z]+\d+|\d+[A-Za-z]+|[A-Z][A-Za-z]+|[A-Z]\b")


class Conflict(BaseModel):
    """Two passages that cannot both hold."""

    first: int
    """The place of the one among the hits, from 0; the newer, where that is known."""
    second: int
    """The place of the other."""
    what: str
    """What they differ in: both statements, as they stand."""
    sides: tuple[str, str]
    """The statement of each."""


@dataclass(frozen=True)
class _Said:
    about: frozenset[str]
    """The words of the statement, its values and negations left out."""
    around: frozenset[str]
    """The words of its headings."""
    values: frozenset[Value]
    negated: bool
    names: frozenset[str]
    """Names with capitals or digits: `P0`, `Pro`."""
    is_cell: bool
    label: str | None
    """For a line `label: value`, the value that is no number."""
    text: str
    is_clause: bool = False
    """Whether it is only the beginning of a sentence."""


def conflicts(hits: Sequence[Hit], asked: AbstractSet[str]) -> list[Conflict]:
    """The conflicts among `hits`, each pair once; `asked` are the question's search terms."""
    found: list[Conflict] = []
    said = [list(_statements(hit.chunk)) for hit in hits]
    for first, second in combinations(range(len(hits)), 2):
        one, other = hits[first].chunk, hits[second].chunk
        if not _comparable(one, other, asked):
            continue
        what = next(_differences(said[first], said[second], asked), None)
        if what is not None:
            newer, older = (second, first) if _is_newer(other, one) else (first, second)
            sides = what if newer == first else (what[1], what[0])
            found.append(Conflict(first=newer, second=older, what=" ≠ ".join(sides), sides=sides))
    return found


def contested(hits: Sequence[Hit], others: Sequence[Hit], asked: AbstractSet[str]) -> list[Hit]:
    """Those of `others` that contradict one of `hits`, at most a few, best first.

    What is superseded stands far down in a search; a reader should still see that it says else.
    """
    ids = {hit.chunk.id for hit in hits}
    more = [hit for hit in others if hit.chunk.id not in ids]
    pairs = conflicts([*hits, *more], asked)
    against = {max(p.first, p.second) for p in pairs if min(p.first, p.second) < len(hits)}
    return [more[at - len(hits)] for at in sorted(against) if at >= len(hits)][:_MOST]


def _comparable(one: Chunk, other: Chunk, asked: AbstractSet[str]) -> bool:
    """Whether two passages may contradict each other.

    Where the question names the version of one of them, it has said which it wants.
    """
    if one.doc_id == other.doc_id or one.lang != other.lang:
        return False
    if any((chunk.version or "").casefold() in asked for chunk in (one, other)):
        return False
    return not any(_OTHERS.search(f"{chunk.title} {chunk.doc_id}") for chunk in (one, other))


def _is_newer(one: Chunk, other: Chunk) -> bool:
    if one.superseded != other.superseded:
        return other.superseded
    return bool(one.date and other.date and one.date > other.date)


def _statements(chunk: Chunk) -> Iterator[_Said]:
    around = frozenset(terms(" ".join([chunk.title, *chunk.section])))
    spans = spans_of(chunk.text)
    for span in spans:
        if span.table is None:
            yield _said(span.text, "", around, span)
            first, *more = _CLAUSE.split(span.text)
            if more and values(first):
                yield replace(_said(first, "", around, span), is_clause=True)
        elif span.header is not None:
            header = spans[span.header].cells
            for column, cell in zip(header[1:], span.cells[1:], strict=False):
                yield _said(cell, f"{span.cells[0]} {column}", around, span, is_cell=True)


def _said(
    text: str, label: str, around: frozenset[str], span: Span, *, is_cell: bool = False
) -> _Said:
    named = _NAMED.match(span.text) if not is_cell else None
    # A column's heading may hold the measure of its cells; the row's, which row it is.
    given = values(f"{text} {label}") - values(label) if is_cell else values(text)
    words = terms(_NEGATION.sub(" ", without_values(f"{label} {text}")))
    value = named["value"].strip() if named and not given else None
    if named and value is not None:
        words = terms(named["label"])
    return _Said(
        about=frozenset(words),
        around=around,
        values=given if len(given) <= _MANY else frozenset(),
        negated=_NEGATION.search(text) is not None,
        names=frozenset(_names(f"{label} {span.text if is_cell else text}", label)),
        is_cell=is_cell,
        label=value,
        text=_short(f"{label}: {text}" if is_cell else text),
    )


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
    line = " ".join(text.replace("*", "").split())
    return line if len(line) <= 120 else line[:120].rstrip() + "…"


def _differences(
    some: Sequence[_Said], others: Sequence[_Said], asked: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    for one in some:
        for other in others:
            if _differ(one, other, asked):
                yield one.text, other.text


def _differ(one: _Said, other: _Said, asked: AbstractSet[str]) -> bool:
    shared = (one.about & (other.about | other.around)) | (other.about & (one.about | one.around))
    if not shared & asked:
        return False
    if one.label is not None and other.label is not None:
        return one.about == other.about and not _same_name(one.label, other.label)
    if one.names and other.names and one.names - other.names and other.names - one.names:
        return False
    if one.values or other.values:
        return _alike(one, other, shared) and _values_differ(one.values, other.values)
    either = one.about | other.about
    alike = len(one.about & other.about) >= max(2, _NEGATED * len(either))
    return alike and one.negated != other.negated


def _alike(one: _Said, other: _Said, shared: AbstractSet[str]) -> bool:
    least = min(len(one.about), len(other.about))
    either = one.about | other.about
    if one.is_cell and other.is_cell and least:
        return len(shared) >= max(1, 0.5 * least)
    enough = len(shared) >= 2
    share = _WHOLLY if one.is_clause or other.is_clause else _ALIKE
    return enough and len(shared) >= max(share * len(either), _CONTAINED * least)


def _values_differ(some: AbstractSet[Value], others: AbstractSet[Value]) -> bool:
    """Whether they give one value each of the same measure, and agree on none."""
    left, right = _single(some), _single(others)
    measures = left.keys() & right.keys()
    return bool(measures) and all(left[one] != right[one] for one in measures)


def _single(given: AbstractSet[Value]) -> dict[str, str]:
    """The amounts by measure; of several in one statement nobody knows which is which."""
    measures = [one.measure for one in given]
    return {one.measure: one.amount for one in given if measures.count(one.measure) == 1}


def _same_name(one: str, other: str) -> bool:
    left, right = one.casefold(), other.casefold()
    return left in right or right in left or bool(set(terms(one)) & set(terms(other)))
