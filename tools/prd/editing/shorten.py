"""Makes a section shorter without rewriting it: what carries least goes first."""

from math import ceil

from knowledge.records.prd import Block, Section, SentenceKind

_WORTH: dict[SentenceKind, int] = {
    "decision": 0, "figure": 1, "cited": 2, "question": 3, "assumption": 4, "plain": 5,
}  # fmt: skip
"""What stays longest."""


def shortened(section: Section) -> Section | None:
    """About half the section; None where there is nothing left to leave out.

    Of a paragraph and of a list the half that rests on most stays, in its order; of a table the
    first rows. A lead-in stays with what it leads in to.
    """
    blocks = tuple(map(_half, section.blocks))
    return section.model_copy(update={"blocks": blocks}) if blocks != section.blocks else None


def _half(block: Block) -> Block:
    sentences = block.sentences
    if block.form == "table":
        width = len(block.heads) or 1
        rows = ceil(len(sentences) / width / 2)
        return block.model_copy(update={"sentences": sentences[: max(rows, 1) * width]})
    if len(sentences) < 2:
        return block
    worth = sorted(range(len(sentences)), key=lambda at: (_WORTH[sentences[at].kind], at))
    stay = sorted(worth[: ceil(len(sentences) / 2)])
    return block.model_copy(update={"sentences": tuple(sentences[at] for at in stay)})
