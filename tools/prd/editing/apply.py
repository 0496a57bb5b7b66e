"""Carries out an edit: a document and a wish give the next document."""

import re
from collections.abc import Sequence

from knowledge.errors import BadInput
from knowledge.language import language_of
from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.checking.wording import column, is_empty
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.draft import sentences_of
from tools.prd.drafting.goals import quantified
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.risks import risk_row
from tools.prd.drafting.voice import finished
from tools.prd.editing.adding import several, with_item, with_new_section
from tools.prd.editing.answering import answered
from tools.prd.editing.arranging import stepped, with_section
from tools.prd.editing.deleting import shed, without_place, without_words
from tools.prd.editing.means import Edited, Means, check_open, titles
from tools.prd.editing.replacing import replaced
from tools.prd.editing.shorten import shortened
from tools.prd.editing.wish import Wish

_DECIDED = re.compile(
    r"^(?:我们?)?(?:已经?)?(?:决定了?|定了)[:：，,]?"
    r"|^(?:we(?:'ve| have)? )?deci(?:ded?|sion)\b(?: that| to)?[:,]?",
    re.IGNORECASE,
)  # fmt: skip

_STEPS = {"move_up": -1, "move_down": 1}
_ENDS = {"move_first", "move_last"}


def edited(prd: Prd, wish: Wish, means: Means) -> Edited:
    """The document after the edit; raises BadInput for what cannot be done, and says why."""
    if wish.kind == "rename":
        return _renamed(prd, wish)
    if wish.kind == "answer":
        return _answered(prd, wish, means)
    if wish.kind == "new_section":
        longer, added = with_new_section(prd, wish.words, pen_for(prd))
        return Edited(longer, (added.key,))
    if wish.kind == "replace":
        return replaced(prd, wish, means)
    if wish.kind == "delete" and wish.words:
        return without_words(prd, wish)
    is_back = wish.kind == "rewrite" and all(one.key != wish.section for one in prd.sections)
    return _back(prd, wish, means) if is_back else _in_section(prd, wish, means)


def _in_section(prd: Prd, wish: Wish, means: Means) -> Edited:
    """An edit of one section as a whole."""
    section = _meant(prd, wish)
    if wish.kind.startswith("move_"):
        return _moved(prd, section, wish)
    if wish.kind == "delete":
        return shed(prd, section) if wish.place is None else without_place(prd, section, wish)
    return Edited(with_section(prd, _rewritten(section, wish, means, pen_for(prd))), (section.key,))


def _renamed(prd: Prd, wish: Wish) -> Edited:
    """Another title for the document, or for the section that was named."""
    title = wish.words[:80]
    section = next((one for one in prd.sections if one.key == wish.section), None)
    if section is None:
        return Edited(prd.model_copy(update={"title": title}), ())
    check_open(section)
    return Edited(with_section(prd, section.model_copy(update={"title": title})), (section.key,))


def _answered(prd: Prd, wish: Wish, means: Means) -> Edited:
    for section in prd.sections:
        if section.key == "questions":
            check_open(section)
    pen = pen_for(prd)
    decided = _decision(wish.words or "–", means, pen)
    made = answered(prd, wish.place, wish.words, decided, pen)
    return Edited(with_section(prd, made), (made.key,))


def _back(prd: Prd, wish: Wish, means: Means) -> Edited:
    """The document with a section that it lacks, drafted anew and put before the sources."""
    section = means.redrafted(wish.section) if wish.section else None
    if section is None:
        raise BadInput("prd.edit.which", sections=titles(prd))
    at = next((i for i, one in enumerate(prd.sections) if one.key == "sources"), len(prd.sections))
    sections = (*prd.sections[:at], section, *prd.sections[at:])
    return Edited(prd.model_copy(update={"sections": sections}), (section.key,))


def _meant(prd: Prd, wish: Wish) -> Section:
    """The section that is named, or the usual one of the kind of edit."""
    usual = {"add": "questions", "quantify": "goals", "decide": "questions"}
    key = wish.section or usual.get(wish.kind)
    section = next((one for one in prd.sections if one.key == key), None)
    if section is None:
        raise BadInput("prd.edit.which", sections=titles(prd))
    return section


def pen_for(prd: Prd) -> Pen:
    """A pen that goes on in a document."""
    ids = {one.id for section in prd.sections for one in sentences_of(section)}
    return Pen(prd.lang, prd.title, ids=ids)


def _rewritten(section: Section, wish: Wish, means: Means, pen: Pen) -> Section:
    if wish.kind in {"lock", "unlock"}:
        return section.model_copy(update={"locked": wish.kind == "lock"})
    check_open(section)
    match wish.kind:
        case "shorten":
            made = shortened(section)
            if made is None:
                raise BadInput("prd.edit.short", section=section.title)
            return made
        case "rewrite":
            anew = means.redrafted(section.key)
            if anew is None:
                raise BadInput("prd.edit.unknown_part", section=section.title)
            return anew
        case "quantify":
            return _plus(section, listed(_measurable(section, means, pen)))
        case "decide":
            return _plus(section, paragraph(_decision(wish.words, means, pen)))
    return _added(section, wish, means, pen)


def _measurable(section: Section, means: Means, pen: Pen) -> list[Sentence]:
    """What makes a section more measurable and does not stand in it yet."""
    there = {one.text for one in sentences_of(section)}
    said = [one for one in quantified(means.evidence(), pen) if one.text not in there]
    if said:
        return said
    gap = pen.gap("targets")
    if gap.text in there:
        raise BadInput("prd.edit.no_figures", section=section.title)
    return [gap]


def _added(section: Section, wish: Wish, means: Means, pen: Pen) -> Section:
    if not wish.words:
        raise BadInput("prd.edit.what", section=section.title)
    if section.key == "risks":
        for one in several(wish.words):
            section = _with_risk(section, one, means, pen)
        return section
    if wish.row and (filled := _with_criterion(section, wish, means, pen)):
        return filled
    if section.key == "questions":
        asked = [pen.asked(finished(one, pen.lang)) for one in several(wish.words)]
        return _plus(section, listed(asked))
    for one in several(wish.words):
        section = with_item(section, _decision(one, means, pen), pen)
    return section


def _with_risk(section: Section, words: str, means: Means, pen: Pen) -> Section:
    table = next((one for one in section.blocks if one.form == "table"), None)
    row = risk_row(words, means.about(words), pen)
    if table is None or len(table.heads) != len(row):
        return _plus(section, paragraph(*row))
    longer = table.model_copy(update={"sentences": (*table.sentences, *row)})
    blocks = tuple(longer if one is table else one for one in section.blocks)
    return section.model_copy(update={"blocks": blocks})


def _with_criterion(section: Section, wish: Wish, means: Means, pen: Pen) -> Section | None:
    """A requirement with a criterion in its row; None where no table has such a row."""
    for block in section.blocks:
        at, width = column(block, "criterion"), len(block.heads)
        rows = [one.text.strip().upper() for one in block.sentences[::width]] if width else []
        if at is None or wish.row not in rows:
            continue
        place = rows.index(wish.row) * width + at
        old = block.sentences[place].text
        said = _decision(wish.words, means, pen)
        if not is_empty(old):
            said = said.model_copy(update={"text": f"{old} {said.text}"})
        cells = (*block.sentences[:place], said, *block.sentences[place + 1 :])
        longer = block.model_copy(update={"sentences": cells})
        blocks = tuple(longer if one is block else one for one in section.blocks)
        return section.model_copy(update={"blocks": blocks})
    return None


def _decision(words: str, means: Means, pen: Pen) -> Sentence:
    bare = _DECIDED.sub("", words).strip() or words
    ended = finished(bare, language_of(bare, pen.lang))
    return pen.decided(ended[:1].upper() + ended[1:], means.by, means.said)


def _moved(prd: Prd, section: Section, wish: Wish) -> Edited:
    rest = [one for one in prd.sections if one is not section]
    if wish.kind in _STEPS:
        return Edited(stepped(prd, section, _STEPS[wish.kind]) or prd, (section.key,))
    if wish.kind in _ENDS:
        order = (section, *rest) if wish.kind == "move_first" else (*rest, section)
        return Edited(prd.model_copy(update={"sections": order}), (section.key,))
    other = next((one for one in prd.sections if one.key == wish.other), None)
    if other is None or other is section:
        raise BadInput("prd.edit.where", section=section.title, sections=titles(prd))
    at = rest.index(other) + (wish.kind == "move_after")
    order = (*rest[:at], section, *rest[at:])
    return Edited(prd.model_copy(update={"sections": order}), (section.key,))


def _plus(section: Section, block: Block) -> Section:
    return section.model_copy(update={"blocks": (*section.blocks, block)})


def titles_of(prd: Prd, keys: Sequence[str]) -> list[str]:
    """The titles of sections by their keys, in the document's order."""
    return [one.title for one in prd.sections if one.key in keys]
