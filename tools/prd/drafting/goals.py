"""Goals and non-goals: targets derived from what was measured, by a rule that is stated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records.prd import Block, Sentence, Source
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
_SET = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in (
        ("adopted", r"采纳率|\badoption\b"),
        ("abandoned", r"放弃率|\babandon"),
        ("regenerated", r"重新生成率|\bregenerat"),
    )
}
"""How documents call the rates that they set targets for."""
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?[%％]")
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
        rows = [_row(one, found, pen) for one in rates]
        blocks += [
            paragraph(*_rule(rates, found, pen)),
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
        target = target_of(one, found)
        size = arm_size(now, target.value)
        values = {"name": rate_name(one, pen), "target": target.said}
        if size:
            text = pen.phrase("goals.quantified", now=f"{now:.1%}", n=f"{size:,}", **values)
            said.append(pen.assumed(text, one.source, *target.sources))
    return [*said, pen.assumed(pen.phrase("goals.checkpoint"))] if said else []


@dataclass(frozen=True)
class Target:
    """What a rate is to reach."""

    value: float
    """The rate, 0 to 1."""
    said: str
    """The same as it is written."""
    stated: Stated | None = None
    """The sentence that sets it; None where it was derived from the interval."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """What it rests on beside the rate itself."""
        return (self.stated.source,) if self.stated else ()


def target_of(one: Rated, found: Evidence) -> Target:
    """The target that documents set for a rate, else the better end of its 95 % interval.

    One that has been reached already is no target any more. What documents say of thumbs down may
    be a share of something else, so it is not taken.
    """
    now = one.share.value or 0.0
    says = _SET.get(one.name)
    for stated in found.stated.get("targets", ()) if found.features else ():
        numbers = _PERCENT.findall(stated.words)
        if says is None or not says.search(stated.words) or len(numbers) != 1:
            continue
        value = float(numbers[0]) / 100
        if (value > now) if one.wants_more else (value < now):
            return Target(value, f"{numbers[0]}%", stated)
    value = one.share.high if one.wants_more else one.share.low
    return Target(value, f"{value:.1%}")


def _rule(rates: Sequence[Rated], found: Evidence, pen: Pen) -> list[Sentence]:
    """Which version is measured, and where the targets come from."""
    said = []
    if found.version:
        text = pen.phrase("goals.version", version=found.version)
        said.append(pen.plain(text))
    is_set = [target_of(one, found).stated is not None for one in rates]
    if any(is_set):
        said.append(pen.plain(pen.phrase("goals.rule_set")))
    if not all(is_set):
        said.append(pen.plain(pen.phrase("goals.rule")))
    return said


def rate_name(one: Rated, pen: Pen) -> str:
    """What a rate is called in a PRD, by what it is a share of."""
    return say(f"prd.rate.{one.name}", pen.lang)


def _row(one: Rated, found: Evidence, pen: Pen) -> Sequence[Sentence]:
    share, name = one.share, rate_name(one, pen)
    now = pen.phrase(
        "goals.now",
        value=f"{share.value or 0.0:.1%}",
        low=f"{share.low:.1%}",
        high=f"{share.high:.1%}",
        count=f"{share.count:,}",
        of=f"{share.of:,}",
    )
    target = target_of(one, found)
    text = pen.phrase("goals.more" if one.wants_more else "goals.less", target=target.said)
    of = say(f"prd.of.{one.name}", pen.lang)
    return (
        pen.plain(name[:1].upper() + name[1:]),
        pen.figure(now, one.source),
        pen.cited(text, *target.sources) if target.stated else pen.assumed(text, one.source),
        pen.assumed(pen.phrase("goals.measured", of=of)),
    )
