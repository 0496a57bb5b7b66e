"""The evidence that a section is written from: what the planner found, each piece with an id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.records.prd import Section, Sentence, SentenceKind, Source

Texts = Callable[[Source], str | None]
"""The text of a source as it is now; None for one that has none of its own."""
_MOST = 14
"""Pieces of evidence for one section."""
_LENT = 3
"""Pieces below which another section lends some."""
_LONG = 320
"""Characters of a piece that a model is shown."""


@dataclass(frozen=True)
class Fact:
    """A piece of evidence."""

    id: str
    """What the model calls it, such as `e3`."""
    says: str
    """What it says, in the planner's words or verbatim."""
    kind: SentenceKind
    """`cited` or `figure`."""
    sources: tuple[Source, ...]
    """What it rests on."""
    texts: tuple[str, ...]
    """The texts of its sources."""
    sentence: str
    """The id of the planner's sentence that says it."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of its words: of the sources, and what the planner reckoned from them."""
        return (*self.texts, self.says)

    @property
    def shown(self) -> str:
        """What of it a model is shown."""
        return self.says if len(self.says) <= _LONG else self.says[: _LONG - 1] + "…"


def facts_of(section: Section, more: Section | None, texts: Texts) -> list[Fact]:
    """The evidence of a section's prose, in its order; what its tables say they say already.

    Where there is next to none, `more`, the section that tells why, lends its first pieces; lent
    always, its sentences would stand in the document twice.
    """
    found: list[Fact] = []
    for own, most in ((section, _MOST), (more, _LENT)):
        if own is None or (own is more and len(found) >= _LENT):
            continue
        for one in _carried(own):
            if len(found) < most and all(fact.says != one.text for fact in found):
                id_ = f"e{len(found) + 1}"
                told = tuple(texts_of(one, texts))
                found.append(Fact(id_, one.text, one.kind, one.sources, told, one.id))
    return found


def _carried(section: Section) -> Iterator[Sentence]:
    for block in section.blocks:
        if block.form in {"paragraph", "list"}:
            yield from (one for one in block.sentences if one.kind in {"cited", "figure"})


def texts_of(one: Sentence, texts: Texts) -> list[str]:
    """What a sentence is held against: its passages as they are, its figures as they were."""
    now = [texts(source) for source in one.sources]
    kept = [source.quote for source in one.sources if source.kind != "passage"]
    return [text for text in (*now, *kept) if text]
