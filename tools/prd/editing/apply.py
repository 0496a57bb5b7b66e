"""Carries out an edit: a document and a wish give the next document."""

from collections.abc import Sequence

from knowledge.errors import BadInput
from knowledge.records.prd import Prd, Section
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.draft import sentences_of
from tools.prd.drafting.pen import Pen
from tools.prd.editing.adding import added, decision, measurable, plus
from tools.prd.editing.arranging import with_section
from tools.prd.editing.means import Edited, Means, check_open
from tools.prd.editing.replacing import replaced, without
from tools.prd.editing.shorten import shortened
from tools.prd.editing.wish import Wish


def edited(prd: Prd, wish: Wish, means: Means) -> Edited:
    """The document after the edit; raises BadInput for what cannot be done, and says why."""
    if wish.kind == "rename":
        return Edited(prd.model_copy(update={"title": wish.words[:80]}), ())
    if wish.kind == "replace":
        return replaced(prd, wish, means)
    if wish.kind == "delete" and wish.words:
        return without(prd, wish)
    is_back = wish.kind == "rewrite" and all(one.key != wish.section for one in prd.sections)
    return _back(prd, wish, means) if is_back else _in_section(prd, wish, means)


def _in_section(prd: Prd, wish: Wish, means: Means) -> Edited:
    """An edit of one section as a whole."""
    section = _meant(prd, wish)
    if wish.kind in {"move_before", "move_after"}:
        return _moved(prd, section, wish)
    if wish.kind == "delete":
        return _shed(prd, section)
    return Edited(with_section(prd, _rewritten(section, wish, means, pen_for(prd))), (section.key,))


def _back(prd: Prd, wish: Wish, means: Means) -> Edited:
    """The document with a section that it lacks, drafted anew and put before the sources."""
    section = means.redrafted(wish.section) if wish.section else None
    if section is None:
        raise BadInput("prd.edit.which", sections=_titles(prd))
    at = next((i for i, one in enumerate(prd.sections) if one.key == "sources"), len(prd.sections))
    sections = (*prd.sections[:at], section, *prd.sections[at:])
    return Edited(prd.model_copy(update={"sections": sections}), (section.key,))


def _meant(prd: Prd, wish: Wish) -> Section:
    """The section that is named, or the usual one of the kind of edit."""
    usual = {"add": "questions", "quantify": "goals", "decide": "questions"}
    key = wish.section or usual.get(wish.kind)
    section = next((one for one in prd.sections if one.key == key), None)
    if section is None:
        raise BadInput("prd.edit.which", sections=_titles(prd))
    return section


def _shed(prd: Prd, section: Section) -> Edited:
    check_open(section)
    rest = tuple(one for one in prd.sections if one.key != section.key)
    if not rest:
        raise BadInput("prd.edit.last", section=section.title)
    return Edited(prd.model_copy(update={"sections": rest}), ())


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
            return plus(section, listed(measurable(section, means, pen)))
        case "decide":
            return plus(section, paragraph(decision(wish.words, means, pen)))
    return added(section, wish, means, pen)


def _moved(prd: Prd, section: Section, wish: Wish) -> Edited:
    other = next((one for one in prd.sections if one.key == wish.other), None)
    if other is None or other is section:
        raise BadInput("prd.edit.where", section=section.title, sections=_titles(prd))
    rest = [one for one in prd.sections if one is not section]
    at = rest.index(other) + (wish.kind == "move_after")
    order = (*rest[:at], section, *rest[at:])
    return Edited(prd.model_copy(update={"sections": order}), (section.key,))


def _titles(prd: Prd) -> str:
    return " / ".join(one.title for one in prd.sections)


def titles_of(prd: Prd, keys: Sequence[str]) -> list[str]:
    """The titles of sections by their keys, in the document's order."""
    return [one.title for one in prd.sections if one.key in keys]
