"""How the causes of failures moved between two parts of the traffic."""

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.records import CAUSES, Cause, Share
from knowledge.texts import catalogue, say
from tools.shares import difference, share

Counts = tuple[int, Mapping[str, int]]
"""How much traffic there is, and how many failures of it have which cause."""


class CauseShift(BaseModel):
    """One cause's share of the traffic in two parts of it."""

    model_config = ConfigDict(frozen=True)

    cause: Cause
    """The cause."""
    before: Share
    """Its share of the part compared with."""
    now: Share
    """Its share of the part asked for."""
    low: float
    """The lower end of the difference's 95 % interval (Newcombe)."""
    high: float
    """The upper end."""

    @property
    def verdict(self) -> str:
        """`more`, `fewer`, or `same` where the interval holds 0."""
        return "more" if self.low > 0 else "fewer" if self.high < 0 else "same"


def cause_shifts(before: Counts, now: Counts) -> list[CauseShift]:
    """The causes of either part, what moved most first; empty where one has no traffic."""
    if not before[0] or not now[0]:
        return []
    found = []
    for cause in CAUSES:
        if cause == "none" or not (before[1].get(cause) or now[1].get(cause)):
            continue
        was = share(before[1].get(cause, 0), before[0])
        then = share(now[1].get(cause, 0), now[0])
        low, high = difference(then, was)
        found.append(CauseShift(cause=cause, before=was, now=then, low=low, high=high))
    return sorted(found, key=lambda one: -abs((one.now.value or 0) - (one.before.value or 0)))


def shifts_markdown(found: Sequence[CauseShift], before: str, now: str, lang: Lang) -> str:
    """The table, under a sentence that says what changed and what may be chance."""
    moved = [one for one in found if one.verdict != "same"]
    key = "moved" if moved else "unmoved"
    names = (" · ".join(say(f"diagnosis.cause.{one.cause}", lang) for one in moved)) or "–"
    said = say(f"clusters.shifts.{key}", lang, before=before, now=now, causes=names)
    head = " | ".join([say("clusters.shifts.cause", lang), before, now,
                       say("clusters.shifts.change", lang)])  # fmt: skip
    rows = [f"| {_row(one, lang)} |" for one in found]
    return "\n\n".join(
        [f"**{said}**", "\n".join([f"| {head} |", "| --- | --- | --- | --- |", *rows])]
    )


def change_of(one: CauseShift, lang: Lang) -> str:
    """The difference in points with its interval, and whether it is more than chance."""
    points = 100 * ((one.now.value or 0) - (one.before.value or 0))
    return say(
        f"clusters.shifts.{one.verdict}",
        lang,
        points=f"{points:+.1f}",
        low=f"{100 * one.low:+.1f}",
        high=f"{100 * one.high:+.1f}",
    )


def part_names(
    period: str | None, version: str | None, against: str, lang: Lang
) -> tuple[str, str]:
    """What to call the part compared with and the one asked for: 上周, 本周; v1, v2."""
    here = version if is_version(against) else period
    now = _name(here, lang) if here else say("clusters.text.everything", lang)
    return _name(against, lang), now


def is_version(name: str) -> bool:
    """Whether a name is a version's and no stretch of time."""
    return re.fullmatch(r"v?\d{1,3}(?:\.\d+)*", name.strip(), re.IGNORECASE) is not None


def _name(name: str, lang: Lang) -> str:
    known = name in catalogue("clusters")["shifts"]["period"]
    return say(f"clusters.shifts.period.{name}", lang) if known else name


def _row(one: CauseShift, lang: Lang) -> str:
    cause = say(f"diagnosis.cause.{one.cause}", lang)
    return " | ".join([cause, _told(one.before), _told(one.now), change_of(one, lang)])


def _told(one: Share) -> str:
    return f"{one.value or 0:.1%} ({one.count:,}/{one.of:,})"
