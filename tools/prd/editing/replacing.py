"""Words replaced, and sentences taken out, wherever the words stand."""

from knowledge.errors import BadInput
from knowledge.records.prd import Block, Prd, Sentence
from tools.prd.drafting.draft import sentences_of
from tools.prd.editing.means import Edited, Means, check_open
from tools.prd.editing.wish import Wish


def replaced(prd: Prd, wish: Wish, means: Means) -> Edited:
    """Words replaced wherever they stand; what is said so is the user's decision from then on."""
    old, new = wish.words, wish.other or ""
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


def _with_words(block: Block, old: str, new: str, means: Means) -> Block:
    def changed(one: Sentence) -> Sentence:
        if old not in one.text:
            return one
        update = {
            "text": one.text.replace(old, new),
            "kind": "decision",
            "by": means.by,
            "sources": (means.said,),
        }
        return one.model_copy(update=update)

    return block.model_copy(update={"sentences": tuple(map(changed, block.sentences))})


def without(prd: Prd, wish: Wish) -> Edited:
    """Without the sentences, or the rows of tables, that hold the words."""
    touched: list[str] = []
    sections = []
    for section in prd.sections:
        wanted = wish.section in {None, section.key}
        blocks = tuple(_lacking(one, wish.words) for one in section.blocks)
        if not wanted or blocks == section.blocks:
            sections.append(section)
            continue
        check_open(section)
        touched.append(section.key)
        left = tuple(one for one in blocks if one.sentences or one.text)
        sections.append(section.model_copy(update={"blocks": left}))
    if not touched:
        raise BadInput("prd.edit.no_words", words=wish.words[:80])
    return Edited(
        prd.model_copy(update={"sections": tuple(one for one in sections if one.blocks)}),
        tuple(touched),
    )


def _lacking(block: Block, words: str) -> Block:
    width = len(block.heads) if block.form == "table" and block.heads else 1
    asked = words.casefold()
    rows = [block.sentences[at : at + width] for at in range(0, len(block.sentences), width)]
    kept = [row for row in rows if not any(asked in one.text.casefold() for one in row)]
    return block.model_copy(update={"sentences": tuple(one for row in kept for one in row)})
