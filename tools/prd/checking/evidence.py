"""What a sentence rests on, made ready to be held against it."""

from collections.abc import Sequence
from functools import cached_property

from knowledge.language import Lang, language_of
from tools.claims.ground import Ground
from tools.excerpt import spans_of
from tools.prd.checking.stream import Stream

_MOST = 24_000
"""Characters of all sources together that are read; a sentence rests on passages, not on books."""


class Evidence:
    """The texts that a sentence rests on."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [text for text in texts if any(map(str.isalpha, text))]
        self.text = "\n".join(map(_without_tables, texts))[:_MOST]
        """All of them; tables cell by cell, each with the names of its row and column."""

    @cached_property
    def ground(self) -> Ground:
        """For asking whether a word stands in it at all."""
        return Ground([self.text])

    @cached_property
    def stream(self) -> Stream:
        """For asking what stands around a word."""
        return Stream(self.text)

    @cached_property
    def langs(self) -> frozenset[Lang]:
        """The languages that they are written in."""
        return frozenset(map(language_of, self._texts))


def _without_tables(text: str) -> str:
    """A text whose tables say each of their cells as `row column: cell`."""
    if "|" not in text:
        return text
    lines: list[str] = []
    spans = spans_of(text[:_MOST])
    for at, span in enumerate(spans):
        if span.header is None:
            lines.append(span.text)
        elif span.header != at:
            name, *cells = span.cells or ("",)
            columns = spans[span.header].cells[1:]
            lines += [
                f"{name} {column}: {cell}"
                for column, cell in zip(columns, cells, strict=False)
                if cell
            ]
    return "\n".join(lines)
