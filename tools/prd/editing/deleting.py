"""What is taken out of a document: a section, the thing at a place, or what holds some words."""

import re

from knowledge.errors import BadInput
from knowledge.records.prd import Block, Prd, Section
from tools.prd.editing.arranging import with_section
from tools.prd.editing.cells import without_item
from tools.prd.editing.means import Edited, check_open
from tools.prd.editing.wish import Wish

_NUMBER = re.compile(r"r\d{1,3}")


def shed(prd: Prd, section: Section) -> Edited:
    """Without a section; raises BadInput for a locked one and for the last."""
    check_open(section)
    rest = tuple(one for one in prd.sections if one.key != section.key)
    if not rest:
        raise BadInput("prd.edit.last", section=section.title)
    return Edited(prd.model_copy(update={"sections": rest}), ())


def without_place(prd: Prd, section: Section, wish: Wish) -> Edited:
    """The document without one thing of a section, named by its place."""
    check_open(section)
    made = without_item(section, wish.place or 1)
    if made is None:
        raise BadInput("prd.edit.no_item", section=section.title, place=wish.place)
    return Edited(with_section(prd, made), (section.key,)) if made.blocks else shed(prd, section)


def without_words(prd: Prd, wish: Wish) -> Edited:
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
    if _NUMBER.fullmatch(asked):  # R1 is neither R12 nor what speaks of R1
        kept = [row for row in rows if row[0].text.strip().casefold() != asked]
    else:
        kept = [row for row in rows if not any(asked in one.text.casefold() for one in row)]
    return block.model_copy(update={"sentences": tuple(one for row in kept for one in row)})
