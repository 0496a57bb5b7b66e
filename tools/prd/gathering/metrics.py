"""How users take the answers of a feature, as facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from knowledge.language import Lang
from knowledge.reception import Reception
from knowledge.records import Share, Traffic
from knowledge.records.prd import Source
from knowledge.texts import say, series
from tools.evals.building.slicing import value_name
from tools.evals.statistics.intervals import share_interval
from tools.inert import inert
from tools.prd.gathering.facts import Rated
from tools.run_rates import rates

LEAST = 30
"""Answers below which a rate says too little to set a target by."""
_VALUES = 4
"""Values of a dimension that are told."""


def metric_id(name: str, version: str | None = None, feature: str | None = None) -> str:
    """What a metric is called as a source: `adopted@v2/script_generation`.

    >>> metric_id("adopted", "v2", "title"), metric_id("traffic")
    ('adopted@v2/title', 'traffic')
    """
    at = f"@{version}" if version else ""
    return f"{name}{at}/{feature}" if feature else f"{name}{at}"


def rated(
    reception: Reception | None, feature: str | None, at: datetime | None, lang: Lang
) -> tuple[Rated, ...]:
    """The rates of one version with their intervals; those of too few answers are left out."""
    if reception is None:
        return ()
    found = []
    for name, count, of in rates(reception):
        interval = share_interval(count, of)
        if of < LEAST or interval is None:
            continue
        share = Share(count=count, of=of, low=interval[0], high=interval[1])
        source = Source(
            kind="metric",
            id=metric_id(name, reception.version, feature),
            quote=rate_said(name, share, lang),
            place=" · ".join(part for part in (reception.version, feature) if part),
            at=at,
        )
        found.append(Rated(name, share, source))
    return tuple(found)


def rate_said(name: str, share: Share, lang: Lang) -> str:
    """A rate with its interval and counts: 采纳率 43.0%（95% 区间 …，457/1,062）."""
    return say(
        "prd.quote.rate",
        lang,
        name=say(f"runs.rate.{name}", lang),
        value=f"{share.value or 0.0:.1%}",
        low=f"{share.low:.1%}",
        high=f"{share.high:.1%}",
        count=f"{share.count:,}",
        of=f"{share.of:,}",
    )


def counted(name: str, feature: str | None, traffic: Traffic | None, lang: Lang) -> Source | None:
    """How much a feature, or the whole product, is used, as a source; None for no traffic."""
    if traffic is None or not traffic.traces:
        return None
    quote = say(
        "prd.quote.traffic",
        lang,
        feature=inert(feature) if feature else say("prd.quote.whole", lang),
        traces=f"{traffic.traces:,}",
        users=f"{traffic.users:,}",
        first=f"{traffic.first:%Y-%m-%d}" if traffic.first else "–",
        last=f"{traffic.last:%Y-%m-%d}" if traffic.last else "–",
    )
    return Source(kind="metric", id=metric_id(name, feature=feature), quote=quote, at=traffic.last)


def commonest(values: Mapping[str, int]) -> list[tuple[str, int]]:
    """The commonest values of a dimension of the traffic, each with its traces."""
    return sorted(values.items(), key=lambda one: -one[1])[:_VALUES]


def segment_said(key: str, values: Mapping[str, int], traces: int, lang: Lang) -> str:
    """The commonest values of a dimension with their shares: 抖音 15%（266/1,760）."""
    parts = (
        say(
            "prd.quote.part",
            lang,
            name=value_name(key, value, lang),
            share=f"{count / traces:.0%}" if traces else "–",
            count=f"{count:,}",
            of=f"{traces:,}",
        )
        for value, count in commonest(values)
    )
    return series(parts, lang)


def act_said(kind: str, count: int) -> str:
    """On how many traces users did something: adopted 700."""
    return f"{kind} {count:,}"


def newest_two(found: Sequence[Reception], order: Sequence[str]) -> list[Reception]:
    """The receptions of the two versions that came last, the newest first."""
    known = {one.version: one for one in found if one.answers}
    named = [known[one] for one in reversed(order) if one in known]
    return (named or list(known.values()))[:2]
