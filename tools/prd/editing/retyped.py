"""A section as it is after its text was typed in: what was left alone stays what it was."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Opcodes

from knowledge.documents.sentences import sentences
from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.records.prd import Block, Section, Sentence
from tools.prd.editing.plain import MOST, Written, plain_text, read_plain, written_of
from tools.prd.export.legible import one_line

_ALIKE = 60.0
"""The likeness in per cent from which a typed sentence is an earlier one, changed."""
_NEAR = 40
"""Earlier sentences that a typed one is compared with, at most."""
_ENDED = re.compile(r"[。！？；…：:.!?][\"'”’」』）)\]】》*]*$")
_NO_END = re.compile(r"(?:^\W*\d{1,3}[.)]|\b(?:e\.g|i\.e|vs|cf|no|approx)\.)\s*$", re.IGNORECASE)
"""A stop that ends no sentence: `1.`, `e.g.`"""
_PART, _PART_ALIKE, _PART_LOSS = 8, 80.0, 10.0
"""The letters from which on a part is like the whole, how like it must be, and by how much less."""
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Typed:
    """A sentence that did not stand so in the section."""

    text: str
    """Its words."""
    id: str
    """The id that it goes on with; empty for one that is new."""
    before: tuple[Sentence, ...]
    """The earlier sentences that stood in its place, the likest first."""
    in_table: bool
    """Whether it is a cell."""


Judge = Callable[[Typed], Sentence]
"""Says what a typed sentence is."""


def retyped(section: Section, text: str, lang: Lang, judge: Judge) -> Section:
    """The section with its text replaced.

    Sentences that stand in the new text word for word keep their ids, kinds and sources, wherever
    they stand in it. Raises BadInput for an empty text, one of more than 20,000 characters, and a
    flow without an end.
    """
    if len(text) > MOST:
        raise BadInput(
            "prd.hand.long", section=section.title, length=f"{len(text):,}", most=f"{MOST:,}"
        )
    written = read_plain(text)
    if not written:
        raise BadInput("prd.hand.empty", section=section.title)
    if written == read_plain(plain_text(section.blocks, lang)):
        return section
    kept, left = _unchanged(section.blocks, written, lang)
    changed = [one for one in written if id(one) not in kept]
    blocks = iter(_rewritten(changed, left, judge))
    return section.model_copy(
        update={"blocks": tuple(kept.get(id(one)) or next(blocks) for one in written)}
    )


def _unchanged(
    blocks: Sequence[Block], written: Sequence[Written], lang: Lang
) -> tuple[dict[int, Block], list[Block]]:
    """The blocks that stand in the text as they were, by what was written, and the others."""
    waiting: dict[Written, list[Block]] = defaultdict(list)
    for block in blocks:
        if same := written_of(block, lang):
            waiting[same].append(block)
    kept = {id(one): waiting[one].pop(0) for one in written if waiting.get(one)}
    stays = set(map(id, kept.values()))
    return kept, [one for one in blocks if id(one) not in stays]


@dataclass(frozen=True)
class _Place:
    """A sentence of the new text."""

    block: int
    """Which of the changed blocks it stands in."""
    text: str
    """Its words."""


def _rewritten(written: Sequence[Written], left: Sequence[Block], judge: Judge) -> list[Block]:
    """Blocks for what was written, of the sentences of those that are left where it is theirs."""
    flows = [one for one in left if one.form == "flow"]
    old = [one for block in left if block.form != "flow" for one in block.sentences]
    known = _Known(one_line(one.text) for one in old)
    places = [
        _Place(at, text)
        for at, block in enumerate(written)
        if block.form != "flow"
        for text in _sentences(block, known)
    ]
    made: dict[int, list[Sentence]] = defaultdict(list)
    forms = [one.form for one in written]
    for place, sentence in zip(places, _typed(places, old, forms, judge), strict=True):
        made[place.block].append(sentence)
    blocks = []
    for at, block in enumerate(written):
        if block.form == "flow":
            same = flows.pop(0) if flows else Block(form="flow")
            blocks.append(same.model_copy(update={"text": block.texts[0]}))
        else:
            blocks.append(Block(form=block.form, heads=block.heads, sentences=tuple(made[at])))
    return blocks


def _typed(
    places: Sequence[_Place], old: Sequence[Sentence], forms: Sequence[str], judge: Judge
) -> list[Sentence]:
    """The sentence of each place: an old one, or what the judge makes of it."""
    texts = [one_line(one.text) for one in old]
    rows = LCSseq.opcodes(texts, [one.text for one in places])
    found: dict[int, Sentence] = {}
    for row in rows:
        if row.tag == "equal":
            found.update(
                zip(range(row.dest_start, row.dest_end), old[row.src_start :], strict=False)
            )
    taken = {id(one) for one in found.values()}
    spare: dict[str, list[Sentence]] = defaultdict(list)
    for text, one in zip(texts, old, strict=True):
        if id(one) not in taken:
            spare[text].append(one)
    for at, place in enumerate(places):
        if at not in found and spare.get(place.text):
            found[at] = spare[place.text].pop(0)
    taken = {id(one) for one in found.values()}
    for old_range, new_range in _gaps(rows, len(old), len(places)):
        around = [old[at] for at in old_range if id(old[at]) not in taken]
        fresh = [at for at in new_range if at not in found]
        used: set[str] = set()
        for nth, at in enumerate(fresh):
            in_table = forms[places[at].block] == "table"
            before = _likest(places[at].text, around, nth)
            if not before and in_table and nth < len(around):
                before = [around[nth]]
            own = before[0].id if before and before[0].id not in used else ""
            used.add(own)
            found[at] = judge(Typed(places[at].text, own, tuple(before), in_table))
    return [found[at] for at in range(len(places))]


def _gaps(rows: Opcodes, olds: int, news: int) -> Iterator[tuple[range, range]]:
    """What lies between the sentences that are the same, in the old section and in the new text."""
    old, new = 0, 0
    for row in rows:
        if row.tag == "equal":
            yield range(old, row.src_start), range(new, row.dest_start)
            old, new = row.src_end, row.dest_end
    yield range(old, olds), range(new, news)


def _likest(text: str, around: Sequence[Sentence], nth: int) -> list[Sentence]:
    """The earlier sentences that this one is made of, the likest first."""
    near = around[max(nth - _NEAR // 2, 0) : nth + _NEAR // 2]
    scored = [(_likeness(text, one_line(one.text)), one) for one in near]
    alike = [pair for pair in scored if pair[0] >= _ALIKE]
    return [one for _, one in sorted(alike, key=lambda pair: -pair[0])]


def _likeness(text: str, other: str) -> float:
    """In per cent; a part of a longer sentence is like it, too."""
    whole = fuzz.ratio(text, other)
    if min(len(text), len(other)) < _PART:
        return whole
    part = fuzz.partial_ratio(text, other)
    return max(whole, part - _PART_LOSS) if part >= _PART_ALIKE else whole


class _Known:
    """The sentences that may stand in a text as they were, to be found where they begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = {one for one in texts if one}
        self._lengths = sorted({len(one) for one in self._texts}, reverse=True)

    def at(self, line: str, start: int) -> int | None:
        """Where the longest one that stands whole at `start` ends; None where none does."""
        for end in self._ends(line, start):
            rest = _SPACE.match(line, end)
            after = rest.end() if rest else end
            if after == len(line) or _ends_there(line, end, after) or self._begins(line, after):
                return end
        return None

    def _ends(self, line: str, start: int) -> Iterator[int]:
        for length in self._lengths:
            if line[start : start + length] in self._texts:
                yield start + length

    def _begins(self, line: str, start: int) -> bool:
        return next(self._ends(line, start), None) is not None


def _ends_there(line: str, end: int, after: int) -> bool:
    """Whether a sentence ends at `end`: a Latin stop needs a space after it."""
    return bool(_ENDED.search(line[max(end - 8, 0) : end])) and (
        after > end or not line[end - 1].isascii() or not line[end].isascii()
    )


def _sentences(block: Written, known: _Known) -> list[str]:
    """The texts of a block, a paragraph's sentence by sentence."""
    if block.form != "paragraph":
        return list(block.texts)
    line = block.texts[0]
    found: list[str] = []
    ends = list(_stops(line))
    start = 0
    while start < len(line):
        end = known.at(line, start) or next(one for one in ends if one > start)
        found.append(line[start:end].strip())
        space = _SPACE.match(line, end)
        start = space.end() if space else end
    return found


def _stops(line: str) -> Iterator[int]:
    """Where the sentences of a line end."""
    start = end = 0
    for piece in sentences(line):
        end += len(piece)
        if end == len(line) or not _NO_END.search(line[start:end]):
            yield end
            start = end
