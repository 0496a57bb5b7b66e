"""What the user adds, in the form that the section keeps such things in."""

import re
from collections.abc import Callable
from hashlib import blake2b

from knowledge.errors import BadInput
from knowledge.records.prd import Block, Prd, Section, Sentence
from knowledge.texts import say
from tools.prd.checking.wording import column
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.pen import Pen

_LONGEST_TITLE = 80


def several(words: str) -> list[str]:
    """The things that are added at once: parted by semicolons or on lines of their own.

    >>> several("模型涨价；数据泄露"), several("as a user, I want x")
    (['模型涨价', '数据泄露'], ['as a user, I want x'])
    """
    parts = (one.strip() for one in re.split(r"[;；\n]+", words))
    return [one for one in parts if one] or [words]


def with_item(section: Section, said: Sentence, pen: Pen) -> Section:
    """The section with what was said: a requirement as a row, an item in its list, else a line."""
    placeholder = say("prd.added.section", pen.lang)
    if [one.text for block in section.blocks for one in block.sentences] == [placeholder]:
        return section.model_copy(update={"blocks": (paragraph(said),)})
    for block in section.blocks:
        if column(block, "criterion") is not None and len(block.heads) > 1:
            return _replacing(section, block, _longer(block, said, pen))
    last = section.blocks[-1] if section.blocks else None
    lists = [one for one in section.blocks if one.form == "list"]
    if last is not None and last.form == "list" and (len(lists) == 1 or _is_own(last)):
        made = last.model_copy(update={"sentences": (*last.sentences, said)})
        return _replacing(section, last, made)
    added = listed([said]) if last is not None and last.form == "table" else paragraph(said)
    return section.model_copy(update={"blocks": (*section.blocks, added)})


def with_new_section(prd: Prd, title: str, pen: Pen) -> tuple[Prd, Section]:
    """The document with an empty section before its sources; raises BadInput without a title."""
    named = title[:_LONGEST_TITLE].strip()
    if not named:
        raise BadInput("prd.edit.no_title")
    if any(one.title.casefold() == named.casefold() for one in prd.sections):
        raise BadInput("prd.edit.title_taken", section=named)
    key = f"own_{blake2b(named.casefold().encode(), digest_size=4).hexdigest()}"
    text = paragraph(pen.asked(say("prd.added.section", pen.lang)))
    section = Section(key=key, title=named, blocks=(text,))
    at = next((i for i, one in enumerate(prd.sections) if one.key == "sources"), len(prd.sections))
    sections = (*prd.sections[:at], section, *prd.sections[at:])
    return prd.model_copy(update={"sections": sections}), section


def _longer(table: Block, said: Sentence, pen: Pen) -> Block:
    """A table of requirements with one more, whose criterion is still open."""
    width, at = len(table.heads), column(table, "criterion") or 0
    first = 1 if column(table, "requirement") != 0 else 0
    numbers = [one.text.strip() for one in table.sentences[::width]]
    taken = [int(one[1:]) for one in numbers if one[:1] in "Rr" and one[1:].isdigit()]
    filled: dict[int, Callable[[], Sentence]] = {
        0: lambda: pen.plain(f"R{max(taken, default=0) + 1}"),
        at: lambda: pen.asked(say("prd.added.criterion", pen.lang)),
        first: lambda: said,
    }
    cells = (filled.get(place, lambda: pen.plain("–"))() for place in range(width))
    return table.model_copy(update={"sentences": (*table.sentences, *cells)})


def _replacing(section: Section, old: Block, new: Block) -> Section:
    blocks = tuple(new if one is old else one for one in section.blocks)
    return section.model_copy(update={"blocks": blocks})


def _is_own(block: Block) -> bool:
    return all(one.kind == "decision" for one in block.sentences)
