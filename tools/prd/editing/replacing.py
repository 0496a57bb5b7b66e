"""Other words for what a document says: wherever it says them, or in one cell."""

from knowledge.errors import BadInput
from knowledge.records.prd import Block, Prd, Sentence
from tools.prd.drafting.draft import sentences_of
from tools.prd.editing.arranging import with_section
from tools.prd.editing.cells import cell_named, with_cell
from tools.prd.editing.means import Edited, Means, check_open
from tools.prd.editing.wish import Wish


def replaced(prd: Prd, wish: Wish, means: Means) -> Edited:
    """Words replaced wherever they stand; what is said so is the user's decision from then on."""
    old, new = wish.words, wish.other or ""
    if wish.section:
        raise BadInput("prd.edit.whole_section", section=old)
    is_said = any(old in one.text for section in prd.sections for one in sentences_of(section))
    if not is_said and (done := _in_cell(prd, old, new, means)):
        return done
    touched: list[str] = []
    sections = []
    for section in prd.sections:
        if not any(old in one.text for one in sentences_of(section)):
            sections.append(section)
            continue
        check_open(section)
        touched.append(section.key)
        sections.append(
            section.model_copy(
                update={
                    "blocks": tuple(_with_words(one, old, new, means) for one in section.blocks)
                }
            )
        )
    if not touched:
        raise BadInput("prd.edit.no_words", words=old[:80])
    return Edited(prd.model_copy(update={"sections": tuple(sections)}), tuple(touched))


def _in_cell(prd: Prd, old: str, new: str, means: Means) -> Edited | None:
    """The document with the cell that is named by its row and column changed."""
    if (found := cell_named(prd, old)) is None:
        return None
    section, block, at = found
    check_open(section)
    changed = with_cell(section, block, at, lambda one: _said_so(one, new, means))
    return Edited(with_section(prd, changed), (section.key,))


def _said_so(one: Sentence, text: str, means: Means) -> Sentence:
    """A sentence with other words, which are the user's decision."""
    update = {"text": text, "kind": "decision", "by": means.by, "sources": (means.said,)}
    return one.model_copy(update=update)


def _with_words(block: Block, old: str, new: str, means: Means) -> Block:
    def changed(one: Sentence) -> Sentence:
        if old not in one.text:
            return one
        return _said_so(one, one.text.replace(old, new), means)

    return block.model_copy(update={"sentences": tuple(map(changed, block.sentences))})
