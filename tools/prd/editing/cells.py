"""One thing of a section, found by its place or by its row and column."""

from collections.abc import Callable

from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.editing.place_named import LAST


def without_item(section: Section, place: int) -> Section | None:
    """The section without its item of that place; None where it has no such one.

    Rows of tables and items of lists count, in their order; of a section with neither its sentences
    do.
    """
    counted = {"table", "list"} & {one.form for one in section.blocks} or {"paragraph"}
    where = [
        (block, at)
        for block in section.blocks
        if block.form in counted
        for at in range(0, len(block.sentences), _width(block))
    ]
    index = place if place == LAST else place - 1
    if not -len(where) <= index < len(where):
        return None
    chosen, at = where[index]
    left = (*chosen.sentences[:at], *chosen.sentences[at + _width(chosen) :])
    shorter = chosen.model_copy(update={"sentences": left})
    blocks = (shorter if one is chosen else one for one in section.blocks)
    kept = tuple(one for one in blocks if one.sentences or one.text)
    return section.model_copy(update={"blocks": kept})


def cell_named(prd: Prd, words: str) -> tuple[Section, Block, int] | None:
    """The cell that words name by its row and its column, such as R2 的验收标准 or 采纳率的目标.

    A row goes by its first cell. Of several the one with the longest names is meant.
    """
    asked = words.casefold()
    found = [
        (len(head) + len(label), (section, block, at + column))
        for section in prd.sections
        for block in section.blocks
        if block.form == "table" and block.heads
        for at in range(0, len(block.sentences), len(block.heads))
        if _names(asked, label := block.sentences[at].text.casefold().strip())
        for column, head in enumerate(block.heads)
        if column and _names(asked.replace(label, " "), head.casefold())
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def with_cell(
    section: Section, block: Block, at: int, changed: Callable[[Sentence], Sentence]
) -> Section:
    """The section with one cell of a table changed."""
    cells = tuple(changed(one) if i == at else one for i, one in enumerate(block.sentences))
    longer = block.model_copy(update={"sentences": cells})
    blocks = tuple(longer if one is block else one for one in section.blocks)
    return section.model_copy(update={"blocks": blocks})


def _width(block: Block) -> int:
    return len(block.heads) if block.form == "table" and block.heads else 1


def _names(asked: str, label: str) -> bool:
    """Whether words hold a label as a whole: R1 is not in R12."""
    at = asked.find(label) if label else -1
    while at >= 0:
        around = (asked[at - 1 : at], asked[at + len(label) : at + len(label) + 1])
        ends = (label[0], label[-1])
        joined = (
            one.isascii() and one.isalnum() and end.isascii() and end.isalnum()
            for one, end in zip(around, ends, strict=True)
        )
        if not any(joined):
            return True
        at = asked.find(label, at + 1)
    return False
