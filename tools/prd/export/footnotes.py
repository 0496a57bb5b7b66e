"""Footnotes: one number for each source, in the order in which they are first rested on."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language import Lang
from knowledge.records.prd import Prd, Sentence, Source
from knowledge.texts import say
from tools.prd.export.legible import one_line

_TELLING = frozenset({"scenario", "metric", "price", "need"})
"""Kinds whose quote says what they are; an id would tell a reader nothing more."""


@dataclass(frozen=True)
class Footnote:
    """A source as it is told at the foot."""

    number: int
    """From 1."""
    text: str
    """What it is, its words and its date; plain text on one line."""


class Footnotes:
    """The footnotes of a PRD, the same in every format."""

    def __init__(self, prd: Prd) -> None:
        found = dict.fromkeys(source for one in sentences_of(prd) for source in one.sources)
        self._numbers = {source: at for at, source in enumerate(found, 1)}
        self._lang = prd.lang

    def of(self, sentence: Sentence) -> list[int]:
        """The numbers that stand after a sentence, each once."""
        return list(dict.fromkeys(self._numbers[source] for source in sentence.sources))

    def all(self) -> list[Footnote]:
        """In order."""
        return [
            Footnote(number, source_said(source, self._lang))
            for source, number in self._numbers.items()
        ]


def sentences_of(prd: Prd) -> Iterator[Sentence]:
    """All sentences in the order in which they are read."""
    for section in prd.sections:
        for block in section.blocks:
            # Those beside a flow are shown nowhere: nothing refers to their sources.
            if block.form != "flow":
                yield from block.sentences


def source_said(source: Source, lang: Lang) -> str:
    """A source in words: what it is, what it said, and when."""
    kind = say(f"prd_export.source.{source.kind}", lang)
    quote = one_line(source.quote)
    named = one_line(source.place) or ("" if quote and source.kind in _TELLING else source.id)
    told = say("prd_export.note", lang, kind=kind, id=one_line(named)).strip()
    if quote and not (source.kind == "need" and source.place):
        told += say("prd_export.note_quote", lang, quote=quote)
    if source.at:
        told += say("prd_export.note_day", lang, day=f"{source.at:%Y-%m-%d}")
    return told
