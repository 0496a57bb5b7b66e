"""A failure's share of the traffic, week by week, and where a new version came."""

from collections.abc import Sequence
from datetime import timedelta

from knowledge.language import Lang
from knowledge.records import Release, Week
from knowledge.texts import say
from page.markup import Html, el

_STEP, _BAR, _HIGH = 10, 7, 24
"""A week's width, its bar's, and the height of the highest one, in the drawing's units."""


def weekly_chart(weeks: Sequence[Week], releases: Sequence[Release], lang: Lang) -> Html | None:
    """One bar a week; a dashed line where a version was first seen. None with fewer than two weeks.

    The heights are shares of each week's traffic, so that a busy week does not look like a bad one.
    """
    if len(weeks) < 2:
        return None
    width = _STEP * len(weeks)
    top = max((_share(week) for week in weeks), default=0.0) or 1.0
    return el(
        "svg",
        [_bar(at, week, top) for at, week in enumerate(weeks)],
        el("path", d=f"M0 {_HIGH + 1.5}H{width}", cls="week-base"),
        [_line(x) for _, x in boundaries(weeks, releases)],
        viewBox=f"0 0 {width} {_HIGH + 2}",
        preserveAspectRatio="none",
        cls="weekly",
        role="img",
        aria_label=_told(weeks, releases, lang),
    )


def boundaries(weeks: Sequence[Week], releases: Sequence[Release]) -> list[tuple[str, float]]:
    """Each version that came within these weeks, and where, in the drawing's units."""
    start, end = weeks[0].start, weeks[-1].start + timedelta(days=7)
    within = [one for one in releases[1:] if start < one.first < end]
    return [(one.version, (one.first - start).days / 7 * _STEP) for one in within]


def _share(week: Week) -> float:
    return week.count / week.traces if week.traces else 0.0


def _bar(at: int, week: Week, top: float) -> Html:
    height = max(_share(week) / top * _HIGH, 1.5 if week.count else 0.0)
    said = f"{week.start:%m-%d}: {week.count} / {week.traces}"
    return el(
        "rect",
        el("title", said),
        x=f"{at * _STEP + (_STEP - _BAR) / 2:g}",
        y=f"{_HIGH + 1 - height:.2f}",
        width=f"{_BAR}",
        height=f"{height:.2f}",
        cls="week-bar",
    )


def _line(x: float) -> Html:
    return el("path", d=f"M{x:.2f} 0V{_HIGH + 2}", cls="week-release")


def _told(weeks: Sequence[Week], releases: Sequence[Release], lang: Lang) -> str:
    shares = ", ".join(f"{week.start:%m-%d} {week.count}/{week.traces}" for week in weeks)
    versions = ", ".join(f"{one.version} {one.first:%m-%d}" for one in releases[1:])
    key = "weekly_versions" if versions else "weekly"
    return say(f"page.clusters.{key}", lang, weeks=shares, versions=versions)
