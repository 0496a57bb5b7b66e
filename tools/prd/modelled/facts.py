"""The evidence that a section is written from: what the planner found, each piece with an id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.language import Lang
from knowledge.records.prd import Block, Section, Sentence, SentenceKind, Source
from knowledge.texts import clauses

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
    """The texts that a sentence on it is held against."""
    sentence: str
    """The id of the planner's sentence that says it."""

    @property
    def shown(self) -> str:
        """What of it a model is shown."""
        return self.says if len(self.says) <= _LONG else self.says[: _LONG - 1] + "…"


def facts_of(section: Section, more: Section | None, texts: Texts, lang: Lang) -> list[Fact]:
    """The evidence of a section, in its order.

    Where there is next to none, `more`, the section that tells why, lends its first pieces; lent
    always, its sentences would stand in the document twice. Of a cell of a table its sources' own
    words are taken: alone it does not say what it is about.
    """
    found: list[Fact] = []
    for own, most in ((section, _MOST), (more, _LENT)):
        if own is None or (own is more and len(found) >= _LENT):
            continue
        for says, one in (pair for block in own.blocks for pair in _carried(block, lang)):
            if len(found) < most and all(fact.says != says for fact in found):
                found.append(_fact(f"e{len(found) + 1}", says, one, texts))
    return found


def _carried(block: Block, lang: Lang) -> Iterator[tuple[str, Sentence]]:
    for one in block.sentences:
        if one.kind not in {"cited", "figure"} or not one.sources:
            continue
        if block.form == "table":
            yield clauses(dict.fromkeys(source.quote for source in one.sources), lang), one
        else:
            yield one.text, one


def _fact(id_: str, says: str, one: Sentence, texts: Texts) -> Fact:
    return Fact(id_, says, one.kind, one.sources, (*texts_of(one, texts), says), one.id)


def texts_of(one: Sentence, texts: Texts) -> list[str]:
    """What a sentence is held against: its passages as they are, its figures as they were."""
    now = [texts(source) for source in one.sources]
    kept = [source.quote for source in one.sources if source.kind != "passage"]
    return [text for text in (*now, *kept) if text]
