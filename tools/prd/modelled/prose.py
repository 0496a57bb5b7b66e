"""A section with a model's prose in the place of the planner's."""

from collections.abc import Collection, Iterator, Sequence

from knowledge.records.prd import Block, Section, Sentence
from tools.prd.drafting.blocks import listed, paragraph

_RUN = 5
"""Sentences of a paragraph; more tire."""
_FIXED = frozenset({"table", "flow"})


def with_prose(
    section: Section, said: Sequence[Sentence], told: Collection[str], most: int | None = None
) -> Section:
    """The section with `said` first; `told` are the ids of the planner's sentences it says anew.

    Nothing that is known is lost: what the planner found and the model left out stays, as do
    tables with what leads in to them, and open questions. `most` is how many sentences there may
    be.
    """
    asked = [one for one in said if one.kind == "question"]
    written = [one for one in said if one.kind != "question"][:most]
    proposes = any(one.kind == "assumption" for one in written)
    kept = _kept(section.blocks, told, proposes=proposes)
    form = next((one.form for one in section.blocks if one.form not in _FIXED), "paragraph")
    own = [listed(written)] if form == "list" else _paragraphs(written)
    questions = [paragraph(*asked)] if asked else []
    blocks = (*own, *kept, *questions)
    return section.model_copy(update={"blocks": tuple(one for one in blocks if _says(one))})


def _kept(blocks: Sequence[Block], told: Collection[str], *, proposes: bool) -> Iterator[Block]:
    """The planner's blocks without what is said anew, and without what leads in to nothing."""
    left = [one if one.form in _FIXED else _without(one, told, proposes=proposes) for one in blocks]
    for at, one in enumerate(left):
        follows = left[at + 1] if at + 1 < len(left) else None
        if one.form in _FIXED or not _leads(one) or (follows and _says(follows)):
            yield one


def _without(block: Block, told: Collection[str], *, proposes: bool) -> Block:
    """Of a paragraph and a list what stays; advice on nothing gives way to the model's."""
    left = [
        one
        for one in block.sentences
        if one.id not in told and not (proposes and one.kind == "assumption" and not one.sources)
    ]
    return block.model_copy(update={"sentences": tuple(left)})


def _leads(block: Block) -> bool:
    return all(one.kind == "plain" for one in block.sentences)


def _says(block: Block) -> bool:
    return bool(block.sentences or block.text)


def _paragraphs(said: Sequence[Sentence]) -> list[Block]:
    return [paragraph(*said[at : at + _RUN]) for at in range(0, len(said), _RUN)]
