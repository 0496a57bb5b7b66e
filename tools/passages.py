"""Quoting passages: the relevant sentences, made harmless, with a link to where they stand."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import quote

from knowledge.records import Hit
from knowledge.sentences import sentences
from knowledge.tokens import terms

_FOUND = 0.45
"""The coverage from which a passage is taken to speak of the question. On two public sets of
docs and questions, 93 to 97 % of the answerable reached it, and 9 to 19 % of the foreign."""

_RELEVANT = 0.5
"""Of the best score, what a passage needs to be quoted beside the best one."""

_GAP = " … "
_LONGEST = 320
_WORD = re.compile(r"\w")
_MARKER = re.compile(r"^\s*(?:[-*+•]|#{1,6}|\d{1,3}[.)、])\s+")
# The parenthesis after a bracket too, for readers who look for links without parsing Markdown.
_SPECIAL = re.compile(r"([\\`\[\]|]|(?<=\])\()")


def is_found(hits: Sequence[Hit]) -> bool:
    """Whether the documents speak of the question at all."""
    return any(hit.coverage >= _FOUND for hit in hits)


def worth_quoting(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that share no word with the question or fall far behind."""
    return [hit for hit in hits if hit.coverage > 0 and hit.score >= _RELEVANT * hits[0].score]


def cite(number: int, hit: Hit, asked: AbstractSet[str], room: float) -> str:
    """A block quote of the passage's relevant sentences, and a link that opens it.

    `room` is the length of the quote in Chinese characters; English takes twice as many letters.
    """
    chunk = hit.chunk
    stated = [chunk.version, chunk.date.isoformat() if chunk.date else None]
    place = " · ".join([f"**{inert(chunk.place)}**", *(inert(one) for one in stated if one)])
    letters = round(room if chunk.lang == "zh" else 2 * room)
    words = inert(excerpt(chunk.text, asked, letters))
    return f"> {words}\n>\n> — [{number}](#passage:{quote(chunk.id, safe='')}) {place}"


def excerpt(text: str, asked: AbstractSet[str], letters: int) -> str:
    """The sentences that bear most on the terms `asked`, in their order, within `letters`.

    A sentence bears on them by those that it holds, and a little by those of the sentence
    before, which it may be answering. Where they fill less than half, the first ones are added.
    Gaps are marked, and a row of a table brings its header.
    """
    spans = _spans(text)
    shared = [len(asked & set(terms(span.text))) for span in spans]
    bearing = [own + before / 3 for own, before in zip(shared, [0, *shared], strict=False)]
    chosen: set[int] = set()
    left = letters
    for at in sorted(range(len(spans)), key=lambda at: (-bearing[at], at)):
        enough = not bearing[at] and left < letters / 2
        if chosen and (enough or left < len(spans[at].text)):
            continue
        left -= len(spans[at].text)
        chosen.add(at)
        header = spans[at].header
        if header is not None:
            chosen.add(header)
    words = ""
    for at in sorted(chosen):
        words += (_joint(spans, at) if at - 1 in chosen else _GAP if words else "") + spans[at].text
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"


def inert(text: str) -> str:
    """Text as one line of Markdown that shows it and does nothing else.

    It cannot leave its line, and so its block quote; nor link, cite, embed, or open a tag.
    """
    line = " ".join(text.split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(r"\\\1", line)
    return f"\\{line}" if line[:1] in tuple("#-+=") else line


@dataclass(frozen=True)
class _Span:
    text: str
    """A sentence without its list marker, or the cells of a row."""
    row: bool = False
    """Whether it is a row of a table."""
    header: int | None = None
    """For a row, where its header stands among the spans."""


def _spans(text: str) -> list[_Span]:
    spans: list[_Span] = []
    header: int | None = None
    for line in text.split("\n"):
        if not line.lstrip().startswith("|"):
            header = None
            bare = (_MARKER.sub("", sentence).strip() for sentence in sentences(line))
            spans += [_Span(sentence) for sentence in bare if _WORD.search(sentence)]
        elif _WORD.search(line):
            cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
            spans.append(_Span(" · ".join(cell for cell in cells if cell), True, header))
        elif spans and spans[-1].row:
            header = len(spans) - 1
    return spans


def _joint(spans: Sequence[_Span], at: int) -> str:
    """What stands between a span and the one before it."""
    if spans[at].row or spans[at - 1].row:
        return " / "
    return " " if spans[at - 1].text[-1:].isascii() else ""
