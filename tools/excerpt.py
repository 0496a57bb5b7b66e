"""The sentences of a passage that bear on a question, as lines of inert Markdown."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from knowledge.documents.sentences import sentences
from knowledge.tokens import terms
from tools.inert import inert

_GAP = " … "
_APART = " · "
"""Between lines that stand apart and end without a mark: items of a list, a title and its text."""
_LONGEST = 320
_COLUMNS = 8
_CELL = 100
_REPEATED = 0.85
"""The share of a sentence's words in an earlier one that makes it a repetition."""
_WORD = re.compile(r"\w")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_MARKER = re.compile(r"^(?:\s*>)*\s*(?:(?:[-*+•]|#{1,6}|\d{1,3}[.)、])\s+)?")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)、])\s+")
_ENDED = re.compile(r"[。．.！!？?；;：:，,、…—][)）\]】》」』”\"’'*_`]*$")
_LEADS_IN = re.compile(r"[:：]\s*(?:\*\*)?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_WANTS_FIGURE = re.compile(
    r"多少|几(?![乎个月年天])|多久|多长|多大|什么时候|哪天|哪年|何时|价格?|费用"
    r"|\bhow (?:much|many|long|large|big|old|often|fast)\b|\bwhen\b|\bprices?\b|\bcosts?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A sentence without its list marker, or a row of a table."""

    text: str
    """What it says."""
    cells: tuple[str, ...] = ()
    """The cells of a row."""
    table: int | None = None
    """For a row of a table with a header, where the header stands among the spans."""
    header: int | None = None
    """The same, but None for the header itself."""
    lead: int | None = None
    """For an item of a list, where the sentence stands that leads in to it, if one does."""
    apart: bool = False
    """Whether it begins an item or a paragraph, and so does not go on the sentence before."""


@dataclass(frozen=True)
class Excerpt:
    """What was chosen."""

    lines: list[str]
    """Inert Markdown: sentences in one line, with gaps marked, and rows as a table."""
    said: tuple[frozenset[str], ...]
    """The words and figures of each sentence."""


def wants_figure(question: str) -> bool:
    """Whether a question asks for a number, an amount or a date."""
    return _WANTS_FIGURE.search(question) is not None


def excerpt(
    text: str,
    asked: AbstractSet[str],
    letters: int,
    *,
    figures: bool = False,
    seen: Sequence[AbstractSet[str]] = (),
) -> Excerpt:
    """The sentences that bear most on the terms `asked`, in their order, within `letters`.

    A sentence bears on the terms by those that it holds, and a little by those of the sentence
    before, which it may be answering; with `figures`, also by holding a number. An item of a
    list brings the sentence that leads in to it, and a row its header, which never stands alone.
    What was `seen` before is not said again. Where all that fills less than half, the first
    sentences are added, but no rows of a table that says nothing of the question.
    """
    spans = spans_of(text)
    said = [_said(span.text) for span in spans]
    bearing = list(_bearing(spans, said, asked, figures))
    headers = {span.header for span in spans}
    chosen: set[int] = set()
    left = letters
    for at in sorted(range(len(spans)), key=lambda at: (-bearing[at], at)):
        is_strange = spans[at].table is not None and spans[at].table not in chosen
        enough = not bearing[at] and (left < letters / 2 or is_strange)
        too_much = chosen and (enough or left < len(spans[at].text))
        if at in headers or too_much or any(_repeats(said[at], one) for one in seen):
            continue
        lead = {spans[at].lead} - {None, *chosen}
        left -= sum(len(spans[one].text) for one in (at, *lead) if one is not None)
        chosen |= {one for one in (at, spans[at].header, spans[at].lead) if one is not None}
    order = sorted(chosen)
    return Excerpt(_lines(spans, order), tuple(said[at] for at in order))


def _bearing(
    spans: Sequence[Span],
    said: Sequence[AbstractSet[str]],
    asked: AbstractSet[str],
    figures: bool,
) -> Iterator[float]:
    before = 0.0
    own: list[float] = []
    for span, words in zip(spans, said, strict=True):
        shared = float(len(asked & words))
        if shared and figures and _FIGURE.search(span.text):
            shared += 1
        own.append(shared)
        above = span.lead if span.header is None else span.header
        lead = own[above] / 2 if above is not None else 0.0
        yield shared + max(min(before / 3, 2 / 3), lead)
        before = shared if span.table is None else 0.0


def _said(text: str) -> frozenset[str]:
    return frozenset([*terms(text), *_FIGURE.findall(text)])


def _repeats(said: AbstractSet[str], seen: AbstractSet[str]) -> bool:
    """Whether a sentence says hardly more than another one, and no other figure."""
    shared = said & seen
    more = said - seen
    return len(shared) >= _REPEATED * len(said) and not any(map(_FIGURE.fullmatch, more))


def _lines(spans: Sequence[Span], chosen: Sequence[int]) -> list[str]:
    """The chosen spans as Markdown, prose and tables apart."""
    parts: list[list[str]] = []
    for header, run in groupby(chosen, lambda at: spans[at].table):
        ats = list(run)
        if header is None:
            parts.append([inert(_shortened(_prose(spans, ats, gap=bool(parts)), _LONGEST))])
        else:
            parts.append(_table(spans, ats))
    return [line for part in parts for line in ["", *part]][1:]


def _prose(spans: Sequence[Span], ats: Sequence[int], gap: bool) -> str:
    words = ""
    for at in ats:
        if at - 1 in ats and spans[at].apart and not _ENDED.search(words):
            words += _APART
        elif at - 1 in ats:
            words += " " if spans[at - 1].text[-1:].isascii() else ""
        elif words and spans[at].lead in ats and _LEADS_IN.search(words):
            words += " "
        elif words or (gap and spans[at - 1].table is None):
            words += _GAP
        words += spans[at].text
    return words


def _table(spans: Sequence[Span], ats: Sequence[int]) -> list[str]:
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
    text = _EMPHASIS.sub(lambda found: found[2], text)
    return text if len(text) <= letters else text[:letters].rstrip() + "…"


def spans_of(text: str) -> list[Span]:
    """The sentences and rows of a passage, in order."""
    spans: list[Span] = []
    header: int | None = None
    lead: int | None = None
    lines = text.split("\n")
    is_new = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        row = _cells(line)
        if row is None:
            header = None
            is_item = _ITEM.match(line) is not None
            if not is_item and line.strip():
                lead = None
            bare = (_MARKER.sub("", sentence).strip() for sentence in sentences(line))
            words = [sentence for sentence in bare if _WORD.search(sentence)]
            lead_in = lead if is_item else None
            apart = is_item or is_new
            spans += [
                Span(sentence, lead=lead_in, apart=apart and not number)
                for number, sentence in enumerate(words)
            ]
            if words and not is_item and _LEADS_IN.search(words[-1]):
                lead = len(spans) - 1
        elif header is None and _is_rule(following):
            header = len(spans)
            spans.append(Span(line.strip(), row, header))
        elif _WORD.search(line):
            spans.append(Span(line.strip(), row, header, header))
        is_new = not line.strip() or line.lstrip().startswith("#")
    return spans


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table's row; None for a line that is none."""
    if not line.lstrip().startswith("|"):
        return None
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _is_rule(line: str) -> bool:
    """Whether a line is the one between a table's header and its rows."""
    return line.lstrip().startswith("|") and "-" in line and not line.strip("|:- \t\r")
