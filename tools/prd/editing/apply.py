"""Carries out an edit: a document and a wish give the next document."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.errors import BadInput
from knowledge.language import language_of
from knowledge.records.prd import Block, Prd, Section, Sentence, Source
from tools.prd.checking.wording import column, is_empty
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.draft import sentences_of
from tools.prd.drafting.goals import quantified
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.risks import risk_row
from tools.prd.drafting.voice import finished
from tools.prd.editing.shorten import shortened
from tools.prd.editing.wish import Wish
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated

_DECIDED = re.compile(
    r"^(?:我们?)?(?:已经?)?(?:决定了?|定了)[:：，,]?"
    r"|^(?:we(?:'ve| have)? )?deci(?:ded?|sion)\b(?: that| to)?[:,]?",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Means:
    """What an edit may use besides the document."""

    evidence: Callable[[], Evidence]
    """Gathers the evidence anew, which takes a moment."""
    redrafted: Callable[[str], Section | None]
    """The section drafted anew; None for one that the template does not have."""
    about: Callable[[str], Stated | None]
    """A sentence of the documents that holds these words."""
    said: Source
    """The user's words as a source."""
    by: str
    """What the user is called as the one who decides."""
    now: datetime
    """The time."""


@dataclass(frozen=True)
class Edited:
    """What came of an edit."""

    prd: Prd
    """The next version."""
    touched: tuple[str, ...]
    """The sections that are not as they were."""


def edited(prd: Prd, wish: Wish, means: Means) -> Edited:
    """The document after the edit; raises BadInput for what cannot be done, and says why."""
    if wish.kind == "rename":
        return Edited(prd.model_copy(update={"title": wish.words[:80]}), ())
    if wish.kind == "replace":
        return _replaced(prd, wish, means)
    if wish.kind == "delete" and wish.words:
        return _without(prd, wish)
    is_back = wish.kind == "rewrite" and all(one.key != wish.section for one in prd.sections)
    return _back(prd, wish, means) if is_back else _in_section(prd, wish, means)


def _in_section(prd: Prd, wish: Wish, means: Means) -> Edited:
    """An edit of one section as a whole."""
    section = _meant(prd, wish)
    if wish.kind in {"move_before", "move_after"}:
        return _moved(prd, section, wish)
    if wish.kind == "delete":
        return _shed(prd, section)
    return Edited(_with(prd, _rewritten(section, wish, means, pen_for(prd))), (section.key,))


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
    _check_open(section)
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
    _check_open(section)
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
        table = next((one for one in section.blocks if one.form == "table"), None)
        row = risk_row(wish.words, means.about(wish.words), pen)
        if table is not None and len(table.heads) == len(row):
            longer = table.model_copy(update={"sentences": (*table.sentences, *row)})
            blocks = tuple(longer if one is table else one for one in section.blocks)
            return section.model_copy(update={"blocks": blocks})
        return _plus(section, paragraph(*row))
    if wish.row and (filled := _with_criterion(section, wish, means, pen)):
        return filled
    if section.key == "questions":
        return _plus(section, listed([pen.asked(finished(wish.words, pen.lang))]))
    return _plus(section, paragraph(_decision(wish.words, means, pen)))


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


def _replaced(prd: Prd, wish: Wish, means: Means) -> Edited:
    """Words replaced wherever they stand; what is said so is the user's decision from then on."""
    old, new = wish.words, wish.other or ""
    touched: list[str] = []
    sections = []
    for section in prd.sections:
        if not any(old in one.text for one in sentences_of(section)):
            sections.append(section)
            continue
        _check_open(section)
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


def _without(prd: Prd, wish: Wish) -> Edited:
    """Without the sentences, or the rows of tables, that hold the words."""
    touched: list[str] = []
    sections = []
    for section in prd.sections:
        wanted = wish.section in {None, section.key}
        blocks = tuple(_lacking(one, wish.words) for one in section.blocks)
        if not wanted or blocks == section.blocks:
            sections.append(section)
            continue
        _check_open(section)
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


def _moved(prd: Prd, section: Section, wish: Wish) -> Edited:
    other = next((one for one in prd.sections if one.key == wish.other), None)
    if other is None or other is section:
        raise BadInput("prd.edit.where", section=section.title, sections=_titles(prd))
    rest = [one for one in prd.sections if one is not section]
    at = rest.index(other) + (wish.kind == "move_after")
    order = (*rest[:at], section, *rest[at:])
    return Edited(prd.model_copy(update={"sections": order}), (section.key,))


def _plus(section: Section, block: Block) -> Section:
    return section.model_copy(update={"blocks": (*section.blocks, block)})


def _with(prd: Prd, changed: Section) -> Prd:
    sections = tuple(changed if one.key == changed.key else one for one in prd.sections)
    return prd.model_copy(update={"sections": sections})


def _check_open(section: Section) -> None:
    if section.locked:
        raise BadInput("prd.edit.locked", section=section.title)


def _titles(prd: Prd) -> str:
    return " / ".join(one.title for one in prd.sections)


def titles_of(prd: Prd, keys: Sequence[str]) -> list[str]:
    """The titles of sections by their keys, in the document's order."""
    return [one.title for one in prd.sections if one.key in keys]
