"""Passages of users' voices, cut into what one person says in one breath."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.markdown import Block, blocks
from knowledge.documents.sentences import sentences
from knowledge.han import HAN
from knowledge.records import Chunk
from tools.decisions.needs.cells import cells_of, is_rule
from tools.decisions.needs.sources import any_of, is_one_of
from tools.decisions.needs.speaker import (
    Speaker,
    from_headings,
    from_label,
    from_signature,
    is_person_column,
    speaker_of,
)

_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)、])\s*")
_ASIDE = re.compile(r"^[（(].*[）)][。.]?$", re.DOTALL)
_NOTE = re.compile(r"[（(][^（）()“”\"]{0,80}[）)]\s*$")
_QUOTE = re.compile(r"“([^“”]{4,})”|「([^「」]{4,})」|(?<![\w“])\"([^\"]{4,})\"(?!\w)")
_RATED = re.compile(r"(\d(?:\.\d)?)\s*(?:/\s*(\d+))?")
_FIGURES = re.compile(r"[\W\d_]*(?:人|%|\w{0,2})?")
_LABELLED = re.compile(r"([^:;：]{1,40}):\s")
_SHEETS = {"csv", "xlsx"}
_LOW, _HIGH = 2, 4
"""Of five stars, from where down a review complains and from where up it does not."""


@dataclass(frozen=True)
class Utterance:
    """What one person says in one breath."""

    text: str
    """Their words, or what is noted of them."""
    judged: str | None = None
    """The part of it that counts, where the rest is speech that is given by itself."""
    within: str | None = None
    """For speech: the sentence that it stands in, which comes before it."""
    speaker: Speaker | None = None
    """Who says it; None where nothing tells."""
    spoken: bool = False
    """Whether these are their own words."""
    date: str | None = None
    """The day, as written beside it."""
    row: int | None = None
    """The row of a table, counted in its passage."""
    rating: float | None = None
    """The stars that came with it, out of five."""

    @property
    def complains(self) -> bool:
        """Whether the stars say that something is wrong, whatever the words."""
        return self.rating is not None and self.rating <= _LOW

    @property
    def praises(self) -> bool:
        """Whether the stars say that nothing is."""
        return self.rating is not None and self.rating >= _HIGH


def utterances(chunk: Chunk, *, voices: bool = True) -> Iterator[Utterance]:
    """What is said in a passage, in its order. `voices`: the section is users' own words."""
    speaker = from_headings(chunk.section)
    for block in blocks(chunk.text):
        match block.kind:
            case "table":
                yield from _rows(block)
            case "list" | "paragraph":
                for piece in _pieces(block):
                    if chunk.media in _SHEETS and (record := _record(piece)):
                        yield from _row(*record, row=block.line)
                    else:
                        yield from _said(piece, speaker, spoken=voices and piece.startswith(">"))


def _pieces(block: Block) -> Iterator[str]:
    """Items of a list, lines of a dialogue, paragraphs; a quoted one keeps its mark."""
    run: list[str] = []
    for line in block.text.split("\n"):
        if (
            _BULLET.match(line)
            or from_label(line.lstrip("> "))[0]
            or from_label(line.lstrip("> "))[1]
        ):
            if run:
                yield _joined(run)
            run = []
        if line.strip(" >"):
            run.append(line)
    if run:
        yield _joined(run)


def _joined(lines: Sequence[str]) -> str:
    quoted = lines[0].lstrip().startswith(">")
    bare = [_BULLET.sub("", line.strip().lstrip(">").strip(), count=1) for line in lines]
    glue = "" if HAN.search(bare[0][-1:]) else " "
    text = re.sub(r"\*\*|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", "", glue.join(bare)).strip()
    return f"> {text}" if quoted else text


def _said(piece: str, speaker: Speaker | None, *, spoken: bool) -> Iterator[Utterance]:
    text = piece.removeprefix("> ")
    labelled, interviewer, text = from_label(text)
    if interviewer or _ASIDE.match(text):
        return
    signed, date, text = from_signature(text)
    base = Utterance(
        "",
        speaker=signed or labelled or speaker,
        spoken=spoken or labelled is not None,
        date=date,
    )
    if base.spoken:
        bare = text[1:-1] if _QUOTE.fullmatch(text) else text
        yield from (replace(base, text=one.strip()) for one in sentences(bare) if one.strip())
        return
    speech = [found for found in _QUOTE.finditer(text) if _is_speech(_words(found))]
    # What stands around the speech is judged without it, and quoted with it.
    around, at = _blank(text, speech), 0
    for one in sentences(around):
        start, at = at, at + len(one)
        whole = text[start:at].strip(" ,，:：\n")
        if any(map(str.isalnum, one)) and not _ASIDE.match(one.strip()):
            yield replace(base, text=whole, judged=_NOTE.sub("", one.strip()))
        for found in speech:
            if start <= found.start() < at:
                for words in sentences(_words(found)):
                    yield replace(base, text=words.strip(), spoken=True, within=whole)


def _words(found: re.Match[str]) -> str:
    return str(next(filter(None, found.groups())))


def _blank(text: str, spans: Sequence[re.Match[str]]) -> str:
    for found in spans:
        text = f"{text[: found.start()]}{' ' * len(found[0])}{text[found.end() :]}"
    return text


def _is_speech(words: str) -> bool:
    return len(HAN.findall(words)) >= 6 or len(words.split()) >= 4


def _rows(block: Block) -> Iterator[Utterance]:
    lines = [line for line in block.text.split("\n") if line.strip() and not is_rule(line)]
    if len(lines) < 2:
        return
    head = cells_of(lines[0])
    if any(is_one_of("column_figure", name) for name in head):
        return  # figures of a survey, see `survey.py`
    for number, line in enumerate(lines[1:]):
        yield from _row(head, cells_of(line), row=block.line + number)


def _record(piece: str) -> tuple[list[str], list[str]] | None:
    """A long row that was written as `column: value; column: value`."""
    found = list(_LABELLED.finditer(piece))
    if len(found) < 2:
        return None
    ends = [*(one.start() for one in found[1:]), len(piece)]
    values = [piece[one.end() : end].strip("; ") for one, end in zip(found, ends, strict=True)]
    return [one[1].strip("; ") for one in found], values


def _row(head: Sequence[str], cells: Sequence[str], row: int) -> Iterator[Utterance]:
    """What somebody says in a row: its columns of text, or those that hold sentences."""
    pairs = [(name, cell) for name, cell in zip(head, cells, strict=False) if cell.strip()]
    texts = [
        (name, cell)
        for name, cell in pairs
        if any_of("column_text", name) and not _FIGURES.fullmatch(cell)
    ]
    persons = [cell for name, cell in pairs if is_person_column(name) and (name, cell) not in texts]
    if not texts:
        return
    date = next((cell for name, cell in pairs if any_of("column_date", name)), None)
    base = Utterance(
        "",
        speaker=speaker_of(persons[0]) if persons else None,
        spoken=True,
        date=date,
        row=row,
        rating=_rating(pairs),
    )
    for _, cell in texts:
        yield from (replace(base, text=one.strip()) for one in sentences(cell) if one.strip())


def _rating(pairs: Sequence[tuple[str, str]]) -> float | None:
    for name, cell in pairs:
        found = _RATED.match(cell) if is_one_of("column_rating", name) else None
        if found:
            value, most = float(found[1]), float(found[2] or 5)
            return value * 5 / most if most else None
    return None
