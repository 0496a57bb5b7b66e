"""Which part of the traffic is meant: a version, a feature, a segment, a stretch of time."""

import re
from collections.abc import Callable
from datetime import datetime

from knowledge.errors import NotFound
from knowledge.language import LANGS, Lang
from knowledge.records import Traffic
from knowledge.traffic import Scope
from tools.diagnosis.rules import default_rules
from tools.inert import inert
from tools.periods import stretch


def scope_of(
    traffic: Traffic,
    clock: Callable[[], datetime],
    *,
    period: str | None = None,
    version: str | None = None,
    feature: str | None = None,
    segment: str | None = None,
    about: str | None = None,
) -> Scope:
    """The scope that these words mean in a log with that traffic.

    "Last week" is counted from the newest trace where the log ends before today. Raises NotFound
    for a version, feature or segment that the log does not have, and names those that it has.
    """
    since = until = None
    if period:
        now = clock()
        newest = traffic.last
        since, until = stretch(period, min(now, newest.astimezone(now.tzinfo)) if newest else now)
    language = _language(traffic, segment) if segment else None
    return Scope(
        language=language,
        since=since,
        until=until,
        version=_known(traffic, "version", version) if version else None,
        feature=_known(traffic, "feature", feature) if feature else None,
        segment=_segment(traffic, segment) if segment and not language else None,
        about=_singular(about) or None if about else None,
    )


def _singular(words: str) -> str:
    """Words as they are looked for in queries: "refunds" finds "refund", too."""
    return " ".join(re.sub(r"(?<=[A-Za-z]{3})s$", "", one) for one in words.split())


def _known(traffic: Traffic, key: str, value: str) -> str:
    has = traffic.segments.get(key, {})
    spelt = value.strip().casefold()
    for one in has:
        if one.casefold() in {spelt, f"v{spelt}"}:
            return one
    raise _unknown(value, has)


def _language(traffic: Traffic, segment: str) -> Lang | None:
    """The language of the queries, where the log has no slices of its own by that name."""
    name, _, value = segment.partition("=")
    is_meant = name.strip() == "language" and "language" not in traffic.segments
    return next((lang for lang in LANGS if is_meant and value.strip().casefold() == lang), None)


def _segment(traffic: Traffic, segment: str) -> tuple[str, str]:
    """The slice and its value; a value alone will do, and so will what our word lists call it."""
    name, _, value = segment.rpartition("=")
    slices = {k: has for k, has in traffic.segments.items() if k not in {"version", "feature"}}
    for key, has in slices.items():
        if name.strip() not in {"", key}:
            continue
        slot = default_rules().slots.get(key)
        spelt = value.strip().casefold()
        meant = {spelt, slot.value_of.get(spelt, spelt).casefold() if slot else spelt}
        for one in has:
            if one.casefold() in meant:
                return key, one
    raise _unknown(segment, [f"{key}={one}" for key, has in slices.items() for one in has])


def _unknown(value: str, has: "list[str] | dict[str, int]") -> NotFound:
    known = ", ".join(inert(one) for one in list(has)[:12]) or "–"
    return NotFound("clusters.tool.unknown_slice", value=inert(value[:60]), known=known)
