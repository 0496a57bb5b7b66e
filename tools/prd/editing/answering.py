"""Answers to a document's open questions."""

from knowledge.errors import BadInput
from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.drafting.blocks import listed
from tools.prd.drafting.open_questions import MATTER
from tools.prd.drafting.pen import Pen
from tools.prd.editing.place_named import LAST

_SECTION = "questions"


def questions_of(prd: Prd, pen: Pen) -> list[Sentence]:
    """The open questions: first those that a draft asks back, in its order, then the others."""
    section = next((one for one in prd.sections if one.key == _SECTION), None)
    blocks = section.blocks if section else ()
    rows = [one for block in blocks for one in block.sentences if one.kind == "question"]
    asked = [pen.said(f"prd.ask.{gap}") for gap in MATTER]
    return sorted(rows, key=lambda one: asked.index(one.text) if one.text in asked else len(asked))


def answered(prd: Prd, place: int | None, answer: str, decided: Sentence, pen: Pen) -> Section:
    """The section of open questions, with one of them turned into the decision on it.

    Raises BadInput where there is no such question, or no answer.
    """
    section = next((one for one in prd.sections if one.key == _SECTION), None)
    open_ones = questions_of(prd, pen)
    at = place if place == LAST else (place or 1) - 1
    if section is None or not -len(open_ones) <= at < len(open_ones):
        raise BadInput("prd.edit.no_question", count=len(open_ones))
    if not answer:
        raise BadInput("prd.edit.no_answer", question=open_ones[at].text)
    question = open_ones[at]
    gap = "" if pen.lang == "zh" else " "
    told = decided.model_copy(update={"text": f"{question.text}{gap}{decided.text}"})
    blocks = [left for one in section.blocks if (left := _without(one, question)).sentences]
    last = blocks[-1] if blocks else None
    if last is not None and last.form == "list":
        blocks[-1] = last.model_copy(update={"sentences": (*last.sentences, told)})
    else:
        blocks.append(listed([told]))
    return section.model_copy(update={"blocks": tuple(blocks)})


def _without(block: Block, question: Sentence) -> Block:
    width = len(block.heads) if block.form == "table" and block.heads else 1
    rows = [block.sentences[at : at + width] for at in range(0, len(block.sentences), width)]
    left = tuple(one for row in rows if question not in row for one in row)
    return block.model_copy(update={"sentences": left})
