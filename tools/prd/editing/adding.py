"""Adds to a section: a risk, a criterion, a question, a decision, what makes it measurable."""

import re

from knowledge.errors import BadInput
from knowledge.language import language_of
from knowledge.records.prd import Block, Section, Sentence
from tools.prd.checking.wording import column, is_empty
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.draft import sentences_of
from tools.prd.drafting.goals import quantified
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.risks import risk_row
from tools.prd.drafting.voice import finished
from tools.prd.editing.means import Means
from tools.prd.editing.wish import Wish

_DECIDED = re.compile(
    r"^(?:我们?)?(?:已经?)?(?:决定了?|定了)[:：，,]?"
    r"|^(?:we(?:'ve| have)? )?deci(?:ded?|sion)\b(?: that| to)?[:,]?",
    re.IGNORECASE,
)  # fmt: skip


def added(section: Section, wish: Wish, means: Means, pen: Pen) -> Section:
    """The section with what was said: a row of the risks, a criterion, a question, else a decision.

    Raises BadInput where nothing was said.
    """
    if not wish.words:
        raise BadInput("prd.edit.what", section=section.title)
    if section.key == "risks":
        table = next((one for one in section.blocks if one.form == "table"), None)
        row = risk_row(wish.words, means.about(wish.words), pen)
        if table is not None and len(table.heads) == len(row):
            longer = table.model_copy(update={"sentences": (*table.sentences, *row)})
            blocks = tuple(longer if one is table else one for one in section.blocks)
            return section.model_copy(update={"blocks": blocks})
        return plus(section, paragraph(*row))
    if wish.row and (filled := _with_criterion(section, wish, means, pen)):
        return filled
    if section.key == "questions":
        return plus(section, listed([pen.asked(finished(wish.words, pen.lang))]))
    return plus(section, paragraph(decision(wish.words, means, pen)))


def measurable(section: Section, means: Means, pen: Pen) -> list[Sentence]:
    """What makes a section more measurable and does not stand in it yet.

    Raises BadInput where there are no figures to do it with and the section says so already.
    """
    there = {one.text for one in sentences_of(section)}
    said = [one for one in quantified(means.evidence(), pen) if one.text not in there]
    if said:
        return said
    gap = pen.gap("targets")
    if gap.text in there:
        raise BadInput("prd.edit.no_figures", section=section.title)
    return [gap]


def decision(words: str, means: Means, pen: Pen) -> Sentence:
    """The user's words as a decision, without the words for deciding."""
    bare = _DECIDED.sub("", words).strip() or words
    ended = finished(bare, language_of(bare, pen.lang))
    return pen.decided(ended[:1].upper() + ended[1:], means.by, means.said)


def _with_criterion(section: Section, wish: Wish, means: Means, pen: Pen) -> Section | None:
    """A requirement with a criterion in its row; None where no table has such a row."""
    for block in section.blocks:
        at, width = column(block, "criterion"), len(block.heads)
        rows = [one.text.strip().upper() for one in block.sentences[::width]] if width else []
        if at is None or wish.row not in rows:
            continue
        place = rows.index(wish.row) * width + at
        old = block.sentences[place].text
        said = decision(wish.words, means, pen)
        if not is_empty(old):
            said = said.model_copy(update={"text": f"{old} {said.text}"})
        cells = (*block.sentences[:place], said, *block.sentences[place + 1 :])
        longer = block.model_copy(update={"sentences": cells})
        blocks = tuple(longer if one is block else one for one in section.blocks)
        return section.model_copy(update={"blocks": blocks})
    return None


def plus(section: Section, block: Block) -> Section:
    """The section with one more block at its end."""
    return section.model_copy(update={"blocks": (*section.blocks, block)})
