"""Quoting passages: the relevant sentences, made harmless, with a link to where they stand."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from knowledge.records import Hit
from knowledge.sentences import sentences
from knowledge.texts import say
from knowledge.tokens import terms

_FOUND = 0.45
"""The coverage from which a passage is taken to speak of the question. On two public sets of
docs and questions, 92 to 98 % of the answerable reached it, and 2 to 5 % of the foreign."""

_RELEVANT = 0.5
"""Of the best score, what a passage needs to be quoted beside the best one."""

_GAP = " … "
_LONGEST = 320
_COLUMNS = 8
_CELL = 100
_WORD = re.compile(r"\w")
_MARKER = re.compile(r"^(?:\s*>)*\s*(?:(?:[-*+•]|#{1,6}|\d{1,3}[.)、])\s+)?")
# The parenthesis after a bracket too, for readers who look for links without parsing Markdown.
_SPECIAL = re.compile(r"([\\`\[\]|*~]|(?<!\w)_|_(?!\w)|(?<=\])\()")
# What makes a link of a bare address; written as an entity, which shows alike.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|(?<=mailto):|@(?=\w)", re.IGNORECASE)


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
    stated = [
        say("docs.search.superseded", chunk.lang) if chunk.superseded else None,
        chunk.version,
        chunk.date.isoformat() if chunk.date else None,
    ]
    place = " · ".join([f"**{inert(chunk.place)}**", *(inert(one) for one in stated if one)])
    letters = round(room if chunk.lang == "zh" else 2 * room)
    lines = excerpt(chunk.text, asked, letters) or [""]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"{quoted}\n>\n> — [{number}](#passage:{quote(chunk.id, safe='')}) {place}"


def excerpt(text: str, asked: AbstractSet[str], letters: int) -> list[str]:
    """The sentences that bear most on the terms `asked`, in their order, within `letters`.

    Lines of inert Markdown: sentences in one line, with gaps marked, and the rows of a table as
    a table, with its header. A sentence bears on the terms by those that it holds, and a little
    by those of the sentence before, which it may be answering. Where they fill less than half,
    the first ones are added.
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
    return _lines(spans, sorted(chosen))


def _lines(spans: Sequence["_Span"], chosen: Sequence[int]) -> list[str]:
    """The chosen spans as Markdown, prose and tables apart."""
    parts: list[list[str]] = []
    for header, run in groupby(chosen, lambda at: spans[at].table):
        ats = list(run)
        if header is None:
            parts.append([inert(_shortened(_prose(spans, ats, gap=bool(parts)), _LONGEST))])
        else:
            parts.append(_table(spans, ats))
    return [line for part in parts for line in ["", *part]][1:]


def _prose(spans: Sequence["_Span"], ats: Sequence[int], gap: bool) -> str:
    words = ""
    for at in ats:
        if at - 1 in ats:
            words += " " if spans[at - 1].text[-1:].isascii() else ""
        elif words or (gap and spans[at - 1].table is None):
            words += _GAP
        words += spans[at].text
    return words


def _table(spans: Sequence["_Span"], ats: Sequence[int]) -> list[str]:
    width = min(len(spans[ats[0]].cells), _COLUMNS)
    lines: list[str] = []
    for at in ats:
        if lines and at - 1 not in ats:
            lines.append("| … " * width + "|")
        cells = [*spans[at].cells, *[""] * width][:width]
        lines.append("| " + " | ".join(inert(_shortened(cell, _CELL)) for cell in cells) + " |")
        if len(lines) == 1:
            lines.append("|---" * width + "|")
    return lines


def _shortened(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[:letters].rstrip() + "…"


def inert(text: str) -> str:
    """Text as one line of Markdown that shows it and does nothing else.

    It cannot leave its line, and so its block quote; nor link, not even by a bare address; nor
    cite, embed, emphasise, or open a tag.
    """
    line = " ".join(text.split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(r"\\\1", line)
    line = _ADDRESS.sub(lambda mark: f"&#{ord(mark[0])};", line)
    return f"\\{line}" if line[:1] in tuple("#-+=") else line


@dataclass(frozen=True)
class _Span:
    text: str
    """A sentence without its list marker, or a row of a table."""
    cells: tuple[str, ...] = ()
    """The cells of a row."""
    table: int | None = None
    """For a row of a table with a header, where the header stands among the spans."""
    header: int | None = None
    """The same, but None for the header itself."""


def _spans(text: str) -> list[_Span]:
    spans: list[_Span] = []
    header: int | None = None
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        row = _cells(line)
        if row is None:
            header = None
            bare = (_MARKER.sub("", sentence).strip() for sentence in sentences(line))
            spans += [_Span(sentence) for sentence in bare if _WORD.search(sentence)]
        elif header is None and _is_rule(following):
            header = len(spans)
            spans.append(_Span(line.strip(), row, header))
        elif _WORD.search(line):
            spans.append(_Span(line.strip(), row, header, header))
    return spans


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table's row; None for a line that is none."""
    if not line.lstrip().startswith("|"):
        return None
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _is_rule(line: str) -> bool:
    """Whether a line is the one between a table's header and its rows."""
    return line.lstrip().startswith("|") and "-" in line and not line.strip("|:- \t\r")
