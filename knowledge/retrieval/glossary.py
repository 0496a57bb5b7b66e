"""Glossary: the names that one thing goes by, in both languages, so that a search crosses over."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from knowledge.documents.markdown import blocks
from knowledge.language import language_of
from knowledge.packaged import packaged
from knowledge.records import Chunk
from knowledge.retrieval.concept import Concept, Wording
from knowledge.tokens import terms

Pair = tuple[str, str]
"""Two names of one thing, such as `("采纳率", "adoption rate")`."""

OTHER_NAME_WEIGHT = 0.7
"""Another name counts for less than the asker's own words."""

_Run = tuple[str, ...]


class Glossary:
    """Pairs of names, looked up by the search terms of either. Immutable."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._others: dict[_Run, list[_Run]] = {}
        for one, other in pairs:
            left, right = tuple(terms(one)), tuple(terms(other))
            if left and right and left != right:
                self._add(left, right)
                self._add(right, left)
        self._longest = max(map(len, self._others), default=1)

    def concepts(self, query: Sequence[str]) -> list[Concept]:
        """A query's terms as concepts: known names together and with their other names."""
        found: dict[_Run, Concept] = {}
        at = 0
        while at < len(query):
            run = self._known_run(query, at)
            others = (Wording(other, OTHER_NAME_WEIGHT) for other in self._others.get(run, []))
            found[run] = Concept((Wording(run), *others))
            at += len(run)
        return list(found.values())

    def _known_run(self, query: Sequence[str], at: int) -> _Run:
        for length in range(min(self._longest, len(query) - at), 1, -1):
            run = tuple(query[at : at + length])
            if run in self._others:
                return run
        return (query[at],)

    def _add(self, name: _Run, other: _Run) -> None:
        known = self._others.setdefault(name, [])
        if other not in known:
            known.append(other)


@cache
def common_pairs() -> tuple[Pair, ...]:
    """The working words of product teams: `vocabulary.yaml`."""
    groups = packaged(__package__, "vocabulary.yaml")
    return tuple(pair for group in groups for pair in combinations(group, 2))


def is_glossary(chunk: Chunk) -> bool:
    """Whether a passage's document calls itself a glossary or 术语表."""
    name = f"{chunk.doc_id} {chunk.title}".casefold()
    return "glossary" in name or "术语" in name


def pairs_in(chunks: Iterable[Chunk]) -> Iterator[Pair]:
    """The pairs in the tables of documents that call themselves a glossary or 术语表."""
    for chunk in chunks:
        if is_glossary(chunk):
            for block in blocks(chunk.text):
                if block.kind == "table":
                    yield from _pairs_in_table(block.text)


def _pairs_in_table(table: str) -> Iterator[Pair]:
    rows = [_cells(line) for line in table.split("\n") if line.strip("|:- \t")][1:]
    columns = range(min(map(len, rows), default=0))
    # The columns are told by what stands in them: headers vary, and definitions come last.
    sides = [_side([row[column] for row in rows]) for column in columns]
    if "zh" in sides and "en" in sides:
        chinese, english = sides.index("zh"), sides.index("en")
        for row in rows:
            for one in _names(row[chinese]):
                yield from ((one, other) for other in _names(row[english]))


def _side(cells: Sequence[str]) -> str:
    chinese = sum(language_of(cell) == "zh" for cell in cells)
    return "zh" if chinese * 2 > len(cells) else "en"


def _cells(line: str) -> list[str]:
    return [cell.strip(" \t*`") for cell in line.strip().strip("|").split("|")]


def _names(cell: str) -> list[str]:
    """The names in a cell, such as `点踩率 / 差评率` or `Top-k (retrieval depth)`."""
    for mark in "/、，,；;（）()":
        cell = cell.replace(mark, "\n")
    return [name for name in map(str.strip, cell.split("\n")) if name]
