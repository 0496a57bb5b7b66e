"""Passages that answer the same question with different values.

A reader should see both and decide, so a false alarm costs more than one that is missed: two
statements conflict only when they are about the same thing in nearly the same words, in one
language, and share no value of a measure that both give. Within one document two tables are left
alone, for what tells them apart is often said nowhere, and so are sentences side by side.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations_with_replacement, product

from pydantic import BaseModel

from knowledge.records import Chunk, Hit
from tools.differing import apart, differ
from tools.statements import Statement, statements

_MOST = 2
"""Further passages that are shown for the sake of a contradiction."""
_OTHERS = re.compile(
    r"竞品|竞争对手|对手|访谈|问卷|competitor|rival|interview|survey", re.IGNORECASE
)
"""Documents of what others do or say: they are no statement about the product."""


class Conflict(BaseModel):
    """Two passages that cannot both hold."""

    first: int
    """The place of the one among the hits, from 0; the newer, where that is known."""
    second: int
    """The place of the other; the same where a passage contradicts itself."""
    what: str
    """What they differ in: both statements, as they stand."""
    sides: tuple[str, str]
    """The statement of each."""


def conflicts(hits: Sequence[Hit], asked: AbstractSet[str]) -> list[Conflict]:
    """The conflicts among `hits`, each pair once; `asked` are the question's search terms."""
    found: list[Conflict] = []
    said = [list(statements(hit.chunk)) for hit in hits]
    for first, second in combinations_with_replacement(range(len(hits)), 2):
        one, other = hits[first].chunk, hits[second].chunk
        if not _comparable(one, other, asked):
            continue
        pairs: Iterable[tuple[Statement, Statement]] = product(said[first], said[second])
        if one.doc_id == other.doc_id:
            pairs = filter(_stand_together, pairs) if first != second else filter(_of_both, pairs)
        what = next(((a.text, b.text) for a, b in pairs if differ(a, b, asked)), None)
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
    if one.lang != other.lang:
        return False
    if any((chunk.version or "").casefold() in asked for chunk in (one, other)):
        return False
    return not any(_OTHERS.search(f"{chunk.title} {chunk.doc_id}") for chunk in (one, other))


def _is_newer(one: Chunk, other: Chunk) -> bool:
    if one.superseded != other.superseded:
        return other.superseded
    return bool(one.date and other.date and one.date > other.date)


def _stand_together(pair: tuple[Statement, Statement]) -> bool:
    """Whether two statements of one document may be about one thing."""
    one, other = pair
    return not (one.cell and other.cell) and not apart(one, other)


def _of_both(pair: tuple[Statement, Statement]) -> bool:
    """Whether, within one passage, one stands in a table and the other before or after it."""
    return bool(pair[0].cell) != bool(pair[1].cell)
