"""Reads a passage sentence by sentence and row by row, for quoting in a PRD."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from knowledge.language import Lang, language_of
from knowledge.records import Chunk
from knowledge.records.prd import Source
from knowledge.texts import clauses, say
from tools.excerpt import Span, spans_of
from tools.prd.gathering.facts import Stated

_LENGTHS: dict[Lang, tuple[int, int]] = {"zh": (10, 120), "en": (36, 260)}
"""Letters of a sentence that can stand by itself."""
_ROWS: dict[Lang, tuple[int, int]] = {"zh": (5, 140), "en": (12, 280)}
"""Letters of a row, which names what it is about in its first cell."""
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BROKEN = re.compile(
    r"https?://|^\W*$|[|{}<>\\]|[:：]$|[?？]$"
    r"|^[（(]?(?:[但而且所以因此这那它其此她他]|下面|上面|如下|见|例如|比如|反方向|反之|同上|前者|后者|没有别的)"
    r"|当晚|当天|那[天晚次时]|次日|上述|如前所述|^本文|本页|^\d{1,2}:\d\d"
    r"|\bthat (?:night|evening|day)\b|\bthe next (?:day|morning)\b"
    r"|^(?:One|Two|Three|Four|Five|Six|Seven),"
    r"|^(?:This|That|These|Those|It|They|But|And|So|However|He|She|For example|See"
    r"|Nothing else|Such)\b"
)
"""What cannot be understood without its surroundings, or is no sentence."""
_DITTO = re.compile(
    r"^(?:同上?|ditto|(?:the )?same(?: as above)?|as above|[-–—…]+)?$", re.IGNORECASE
)
_MEANING = re.compile(
    r"^(?:定义|说明|含义|描述|definition|meaning|description|notes?)$", re.IGNORECASE
)
_NOT = re.compile(r"^(?:不是|否|不适合|不包括|不做|no|not|not for)$", re.IGNORECASE)
_PAIRS = ("“”", "（）", "()", "《》", "「」", "[]")


@dataclass(frozen=True)
class Row:
    """A row of a table that has heads."""

    name: str
    """Its first cell."""
    said: str
    """The name and the second cell: 账号规模：粉丝 500–20 万."""
    whole: str
    """The name and every further cell with its head: 时延 p95：Pro ≤ 10 秒；团队版 ≤ 8 秒."""
    denied: str
    """The cell below a head that says no, such as 不是; empty without one."""


def passage_source(chunk: Chunk, words: str, lang: Lang | None = None) -> Source:
    """A passage as the source of a sentence; its place is told in `lang`, by default its own."""
    at = datetime.combine(chunk.date, time(), UTC) if chunk.date else None
    place = chunk.where(lang or chunk.lang)
    return Source(kind="passage", id=chunk.id, quote=words, place=place, at=at)


def stated_in(chunk: Chunk, words: str, lang: Lang, heading: str | None = None) -> Stated:
    """A sentence of a passage, for a document in `lang`."""
    own = chunk.section[-1] if chunk.section else ""
    source = passage_source(chunk, words, lang)
    return Stated(words, chunk.title, own if heading is None else heading, chunk.lang, source)


def sentences_of(chunk: Chunk) -> Iterator[str]:
    """The sentences of a passage that can stand by themselves, without marks of emphasis.

    What refers to its surroundings is left out, and so are rows of tables and items that only
    their lead-in makes whole.
    """
    for span in spans_of(chunk.text):
        if span.lead is None and span.table is None:
            words = _plain(span)
            if _fits(words, _LENGTHS) and not _BROKEN.search(words):
                yield words


def items_of(chunk: Chunk) -> Iterator[str]:
    """The paragraphs and items of a passage as wholes: all the sentences of one line."""
    for words in _lines(spans_of(chunk.text)):
        if _fits(words, _LENGTHS) and not _BROKEN.search(words):
            yield words


def rows_of(chunk: Chunk) -> Iterator[Row]:
    """The rows of a passage's tables with heads; those that refer to the row above are left out."""
    spans = spans_of(chunk.text)
    for span in spans:
        if span.header is None or len(span.cells) < 2:
            continue
        heads, cells = [[_bare(cell) for cell in one.cells] for one in (spans[span.header], span)]
        if any(_DITTO.match(cell) for cell in cells[:2]):
            continue
        named = [
            cell if _MEANING.match(head) else f"{head} {cell}".strip()
            for head, cell in zip(heads[1:], cells[1:], strict=False)
            if not _DITTO.match(cell)
        ]  # fmt: skip
        row = Row(
            name=cells[0],
            said=say("prd.cells", chunk.lang, name=cells[0], value=cells[1]),
            whole=say("prd.cells", chunk.lang, name=cells[0], value=clauses(named, chunk.lang)),
            denied=next((c for h, c in zip(heads, cells, strict=False) if _NOT.match(h)), ""),
        )
        if _fits(row.said, _ROWS) and not re.search(r"[|{}<>\\]|https?://", row.whole):
            yield row


def statements(chunk: Chunk) -> list[str]:
    """All that a passage says in the forms of quotes: sentences and rows, then whole items."""
    spans = spans_of(chunk.text)
    simple = [
        say(
            "prd.cells",
            chunk.lang,
            name=_bare(span.cells[0]),
            value=_bare("".join(span.cells[1:2])),
        )
        if span.cells
        else _plain(span)
        for span in spans
    ]
    rows = [form for row in rows_of(chunk) for form in (row.whole, row.denied) if form]
    return [*simple, *_lines(spans), *rows]


def _lines(spans: Sequence[Span]) -> list[str]:
    """The sentences of each paragraph and item, joined."""
    whole: list[str] = []
    lines = []
    for span in spans:
        if (span.apart or span.table is not None or span.lead is not None) and whole:
            lines.append(_joined(whole))
            whole = []
        if span.table is None and span.lead is None:
            whole.append(_plain(span))
    return [*lines, _joined(whole)] if whole else lines


def _fits(words: str, lengths: dict[Lang, tuple[int, int]]) -> bool:
    least, most = lengths[language_of(words)]
    whole = all(words.count(pair[0]) == words.count(pair[1]) for pair in _PAIRS)
    return least <= len(words) <= most and whole


def _plain(span: Span) -> str:
    return _bare(span.text)


def _bare(text: str) -> str:
    words = _MARKS.sub(r"\2", _LINK.sub(r"\1", text))
    return _ITALIC.sub(r"\1", words).strip().strip(">").strip()


def _joined(parts: list[str]) -> str:
    said = ""
    for part in parts:
        said += (" " if said and said[-1].isascii() else "") + part
    return said
