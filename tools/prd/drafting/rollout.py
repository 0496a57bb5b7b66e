"""Rollout and A/B test: stages, when to stop, and how many answers it takes."""

from math import ceil

from knowledge.records.prd import Block, Sentence
from knowledge.traffic import MONTH
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.goals import target_of
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.sample_size import arm_size
from tools.prd.gathering.evidence import Evidence


def rollout(found: Evidence, pen: Pen) -> list[Block]:
    """The stages with the rule to stop, the sample, and how earlier releases went."""
    stages = [pen.assumed(pen.phrase(f"rollout.stage{number}")) for number in range(1, 5)]
    blocks = [listed([*stages, _stop(found, pen)]), paragraph(*_sample(found, pen))]
    if stated := pen.quoted(found.stated.get("rollout", ()), headed=True):
        blocks += [paragraph(pen.plain(pen.phrase("rollout.before"))), listed(stated)]
    return blocks


def _stop(found: Evidence, pen: Pen) -> Sentence:
    left = next((one for one in found.rates if one.name == "abandoned"), None)
    if left is None:
        return pen.assumed(pen.phrase("rollout.stop_plain"))
    return pen.assumed(pen.phrase("rollout.stop_down", high=f"{left.share.high:.1%}"), left.source)


def _sample(found: Evidence, pen: Pen) -> list[Sentence]:
    adopted = next((one for one in found.rates if one.name == "adopted"), None)
    if adopted is None:
        return [pen.gap("sample")]
    target = target_of(adopted, found)
    size = arm_size(adopted.share.value or 0.0, target.value)
    if size is None:
        return [pen.gap("sample")]
    text = pen.phrase(
        "rollout.sample",
        now=f"{adopted.share.value or 0.0:.1%}",
        target=target.said,
        n=f"{size:,}",
    )
    said = [pen.assumed(text, adopted.source, *target.sources)]
    traffic, source = found.traffic, found.traffic_source
    if traffic and source and traffic.first and traffic.last:
        days = max((traffic.last - traffic.first).total_seconds() / 86_400, 1.0)
        takes = ceil(2 * size / (traffic.traces / days))
        said.append(pen.assumed(pen.phrase("rollout.days", days=f"{takes:,}"), source))
        if takes > 2 * MONTH:
            said.append(pen.assumed(pen.phrase("rollout.long")))
    return said
