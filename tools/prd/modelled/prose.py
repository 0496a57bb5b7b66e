"""A section with a model's prose in the place of the planner's."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.records.prd import Block, Section, Sentence
from tools.prd.checking.wording import role
from tools.prd.drafting.blocks import listed, paragraph

_RUN = 5
"""Sentences of a paragraph; more tire."""
_FIXED = frozenset({"table", "flow"})


@dataclass(frozen=True)
class Phrased:
    """A sentence of a model's."""

    sentence: Sentence
    """As it goes into the document."""
    instead: frozenset[str] = frozenset()
    """The ids of the planner's sentences that say what it rests on."""


def with_prose(
    section: Section, said: Sequence[Phrased], told: Collection[str], most: int | None = None
) -> Section:
    """The section with `said` first; `told` are the ids of the planner's sentences it says anew.

    Nothing that is known is lost: what the planner found and the model left out stays, as do
    tables with what leads in to them, and open questions. What the planner lists stays a list.
    `most` is how many sentences there may be.
    """
    asked = [one.sentence for one in said if one.sentence.kind == "question"]
    written = [one for one in said if one.sentence.kind != "question"][:most]
    proposes = any(one.sentence.kind == "assumption" for one in written)
    left = [_without(one, told, proposes=proposes) for one in section.blocks]
    # Beside targets, what is only assumed of them is a remark and no target.
    is_of_goals = role(section) == "goals"
    own, used = _laid_out(section.blocks, left, written, as_remarks=is_of_goals)
    kept = _kept([block for at, block in enumerate(left) if at not in used])
    questions = [paragraph(*asked)] if asked else []
    blocks = (*own, *kept, *questions)
    return section.model_copy(update={"blocks": tuple(one for one in blocks if _says(one))})


def prose_of(section: Section) -> list[Sentence]:
    """The sentences that may be said otherwise: neither tables nor what was decided or asked."""
    return [
        one
        for block in section.blocks
        if block.form not in _FIXED
        for one in block.sentences
        if one.kind not in {"decision", "question"}
    ]


def _kept(left: Sequence[Block]) -> Iterator[Block]:
    """The planner's blocks without what leads in to nothing."""
    for at, one in enumerate(left):
        follows = left[at + 1] if at + 1 < len(left) else None
        if one.form in _FIXED or not _leads(one) or (follows and _says(follows)):
            yield one


def _without(block: Block, told: Collection[str], *, proposes: bool) -> Block:
    """What is left of a block; advice on nothing gives way to the model's."""
    if block.form in _FIXED:
        return block
    sentences = [
        one
        for one in block.sentences
        if one.id not in told and not (proposes and one.kind == "assumption" and not one.sources)
    ]
    return block.model_copy(update={"sentences": tuple(sentences)})


def _leads(block: Block) -> bool:
    return all(one.kind == "plain" for one in block.sentences)


def _says(block: Block) -> bool:
    return bool(block.sentences or block.text)


def _laid_out(
    blocks: Sequence[Block], left: Sequence[Block], said: Sequence[Phrased], *, as_remarks: bool
) -> tuple[list[Block], set[int]]:
    """Paragraphs; sentences in a row on what the planner has in one list are a list again.

    With it stand what leads in to that list and what is `left` of it; their places come along.
    Where the planner has one list and nothing else, all is a list; `as_remarks`: but assumptions.
    """
    prose = [one for one in blocks if one.form not in _FIXED and not _leads(one)]
    remarks = as_remarks and any(one.sentence.kind == "assumption" for one in said)
    if not remarks and len(prose) == 1 and prose[0].form == "list":
        return [listed(one.sentence for one in said)], set()
    laid: list[Block] = []
    used: set[int] = set()
    for at, run in groupby(said, key=lambda one: _list_of(blocks, one)):
        sentences = [one.sentence for one in run]
        if at is None or at in used or len(sentences) == 1:
            before = laid.pop() if laid and laid[-1].form == "paragraph" else paragraph()
            laid += _paragraphs([*before.sentences, *sentences])
            continue
        if at and blocks[at - 1].form == "paragraph" and _leads(blocks[at - 1]):
            laid.append(blocks[at - 1])
            used.add(at - 1)
        laid.append(listed([*sentences, *left[at].sentences]))
        used.add(at)
    return laid, used


def _list_of(blocks: Sequence[Block], said: Phrased) -> int | None:
    """The place of the list that all of what it rests on stands in; None for none."""
    at = [
        n
        for n, block in enumerate(blocks)
        if block.form == "list" and any(one.id in said.instead for one in block.sentences)
    ]
    whole = len(at) == 1 and said.instead <= {one.id for one in blocks[at[0]].sentences}
    return at[0] if whole else None


def _paragraphs(said: Sequence[Sentence]) -> list[Block]:
    return [paragraph(*said[at : at + _RUN]) for at in range(0, len(said), _RUN)]
