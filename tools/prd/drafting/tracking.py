"""The tracking plan: events, triggers, properties, the question of each, and what is there."""

from collections.abc import Sequence
from typing import get_args

from knowledge.records import EventKind
from knowledge.records.prd import Block, Sentence
from knowledge.texts import say_list
from tools.prd.drafting.blocks import listed, paragraph, table
from tools.prd.drafting.flow import asks_back
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.metrics import act_said

_ASKING = "asked_back"
_FAILED = "failed"


def tracking(found: Evidence, pen: Pen) -> list[Block]:
    """The events as a table, their definitions, and what cannot be measured yet."""
    kinds: list[str] = list(get_args(EventKind))
    # What answers questions of a feature built on a model that no event of the log answers.
    if found.models:
        kinds += [_ASKING, _FAILED] if asks_back(found) else [_FAILED]
    lead = [pen.plain(pen.phrase("tracking.note"))]
    if not found.acts:
        lead.append(pen.plain(pen.phrase("tracking.all_new")))
    blocks = [
        paragraph(*lead),
        table("tracking", pen.lang, [_row(kind, found, pen) for kind in kinds]),
    ]
    for topic, key in (("measuring", "defined"), ("gaps", "gaps")):
        if stated := pen.quoted(found.stated.get(topic, ())):
            blocks += [paragraph(pen.plain(pen.phrase(f"tracking.{key}"))), listed(stated)]
    return blocks


def _row(kind: str, found: Evidence, pen: Pen) -> Sequence[Sentence]:
    trigger, properties, question = say_list(f"prd.event.{kind}", pen.lang)
    count, source = found.acts.get(kind, 0), found.acts_source
    status = pen.plain(pen.phrase("tracking.new"))
    if count and source:
        own = source.model_copy(
            update={"id": f"{kind}.{source.id}", "quote": act_said(kind, count)}
        )
        status = pen.figure(pen.phrase("tracking.has", count=f"{count:,}"), own)
    return (pen.plain(kind), pen.plain(trigger), pen.plain(properties), pen.plain(question), status)
