"""Goals and non-goals: targets derived from what was measured, by a rule that is stated."""

import re
from collections.abc import Sequence

from knowledge.records.prd import Block, Sentence
from knowledge.texts import say, series
from tools.prd.drafting.blocks import listed, paragraph, table
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.sample_size import arm_size
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Rated, Stated

GOALS = ("adopted", "abandoned", "regenerated", "down")
"""The rates that make goals; how much is edited is good or bad as the case may be."""

_NUMBER = re.compile(r"(?:[≤≥] ?)?\d+(?:[.,]\d+)*(?: ?%)?")
_OPEN_LIMIT = re.compile(
    r"不支持|暂不|尚不|不保留|无法|不能(?!超过)"
    r"|\b(?:not (?:yet )?(?:supported|available|possible|retained|kept)|unavailable)\b"
    r"|\b(?:does not|doesn't|do not|don't) (?:support|retain|keep|work|allow|include|cover)\b"
    r"|\bcannot\b|\bcan't\b",
    re.IGNORECASE,
)
_DOWN = re.compile(r"点踩率|thumbs[- ]down|\bdownvot", re.IGNORECASE)


def goals(found: Evidence, pen: Pen) -> list[Block]:
    """What is to be reached, where it stands, and what is left out."""
    blocks = []
    if stated := pen.quoted(found.stated.get("targets", ())):
        lead = pen.phrase("goals.stated" if found.features else "goals.product")
        blocks += [paragraph(pen.plain(lead)), listed(stated)]
    blocks += _abroad(found, pen)
    rates = [one for name in GOALS for one in found.rates if one.name == name]
    if rates:
        rows = [_row(one, pen) for one in rates]
        blocks += [
            paragraph(pen.plain(pen.phrase("goals.rule"))),
            table("goals", pen.lang, rows),
        ]
        if any(_DOWN.search(one.text) for one in stated) and rates[-1].name == "down":
            blocks.append(paragraph(pen.gap("down")))
    else:
        said = [] if stated else [pen.gap("targets")]
        blocks.append(
            paragraph(
                *said,
                pen.assumed(pen.phrase("goals.baseline")),
                pen.assumed(pen.phrase("goals.offline")),
            )
        )
    return [*blocks, *_left_out(found, pen)]


def _abroad(found: Evidence, pen: Pen) -> list[Block]:
    """That a target is on record in the other language: its figures, and no translation."""
    for one in found.stated.get("targets_abroad", ()):
        numbers = series(_NUMBER.findall(one.words), pen.lang)
        if numbers:
            text = pen.phrase("goals.abroad", numbers=numbers)
            return [paragraph(pen.cited(text, one.source))]
    return []


def _left_out(found: Evidence, pen: Pen) -> list[Block]:
    """What is out of scope by decision, and the limits of today that stay."""
    blocks = []
    if left_out := pen.quoted(found.stated.get("left_out", ())):
        blocks += [paragraph(pen.plain(pen.phrase("goals.not"))), listed(left_out)]
    limits = [one for one in found.stated.get("own.limits", ()) if is_open_limit(one)]
    if limits:
        lead = paragraph(pen.plain(pen.phrase("goals.limits")))
        blocks += [lead, listed(pen.quoted(limits))]
    return blocks or [paragraph(pen.gap("left_out"))]


def is_open_limit(one: Stated) -> bool:
    """Whether a limit says what is not there, rather than how much is allowed or when."""
    return _OPEN_LIMIT.search(one.words) is not None


def quantified(found: Evidence, pen: Pen) -> list[Sentence]:
    """For each goal how many answers would prove it, and how it is read; empty without figures."""
    said = []
    for one in (one for name in GOALS for one in found.rates if one.name == name):
        now = one.share.value or 0.0
        size = arm_size(now, target_of(one))
        values = {"name": rate_name(one, pen), "target": f"{target_of(one):.1%}"}
        if size:
            text = pen.phrase("goals.quantified", now=f"{now:.1%}", n=f"{size:,}", **values)
            said.append(pen.assumed(text, one.source))
    return [*said, pen.assumed(pen.phrase("goals.checkpoint"))] if said else []


def target_of(one: Rated) -> float:
    """The better end of a rate's 95 % interval."""
    return one.share.high if one.wants_more else one.share.low


def rate_name(one: Rated, pen: Pen) -> str:
    """What a rate is called in a PRD, by what it is a share of."""
    return say(f"prd.rate.{one.name}", pen.lang)


def _row(one: Rated, pen: Pen) -> Sequence[Sentence]:
    share, name = one.share, rate_name(one, pen)
    now = pen.phrase(
        "goals.now",
        value=f"{share.value or 0.0:.1%}",
        low=f"{share.low:.1%}",
        high=f"{share.high:.1%}",
        count=f"{share.count:,}",
        of=f"{share.of:,}",
    )
    target = pen.phrase(
        "goals.more" if one.wants_more else "goals.less",
        target=f"{target_of(one):.1%}",
    )
    of = say(f"prd.of.{one.name}", pen.lang)
    return (
        pen.plain(name[:1].upper() + name[1:]),
        pen.figure(now, one.source),
        pen.assumed(target, one.source),
        pen.assumed(pen.phrase("goals.measured", of=of)),
    )
