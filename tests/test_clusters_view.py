"""The picture of the clusters: data stays data, nothing unknown is drawn as a number."""

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import ToolFinished, ToolProgress, ToolStarted
from knowledge.language import LANGS, Lang
from knowledge.records import Cluster, Release, Traffic, Trend, TypicalCase, Week
from page.cause_bar import cause_bar
from page.clusters_view import clusters_view
from page.evidence import artifact_view
from page.finding_card import finding_card
from page.live_turn import LiveTurn
from page.weekly_chart import boundaries, weekly_chart
from tools.bad_cases import BadCasesArtifact, FindBadCasesArgs
from tools.bad_cases_text import arithmetic, text_of
from tools.diagnosis.clustering.segments import most_affected
from tools.diagnosis.priority import prioritised

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)'
START = date(2026, 9, 7)
RELEASES = [
    Release(version="v1", first=START, traces=100),
    Release(version="v2", first=START + timedelta(days=10), traces=100),
]


def weeks(*counts: int) -> list[Week]:
    return [
        Week(start=START + timedelta(weeks=at), traces=50, count=count)
        for at, count in enumerate(counts)
    ]


def artifact(text: str, lang: Lang = "en", **priority: float | None) -> BadCasesArtifact:
    cluster = Cluster(
        key=f"intent/{text}",
        cause="intent",
        name={"zh": text, "en": text},
        size=3,
        users=2,
        cases=[text],
        traffic=0.02,
        user_share=None,
        examples=[TypicalCase(id=text or "x", query=text, note=text, version=text)],
        weeks=weeks(1, 0, 2),
        trend=Trend(verdict="unknown"),
        segments=most_affected([], {}, 0),
        priority=prioritised(
            "high",
            **{"traffic": 0.02, "users": None, "confidence": 0.9, "fix_rate": None, **priority},
        ),
        fix=text,
        needs=[text],
    )
    moment = datetime(2026, 9, 7, tzinfo=UTC)
    traffic = Traffic(traces=150, users=20, first=moment, last=moment, releases=RELEASES)
    return BadCasesArtifact(
        lang=lang,
        asked=FindBadCasesArgs(version=text, segment=text),
        traffic=traffic,
        flagged=9,
        diagnosed=9,
        causes={"intent": 3, "none": 6},
        clusters=[cluster],
        listed=[text],
        suggest=[],
    )


class Tags(HTMLParser):
    """Which tags and attributes a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.text(max_size=80) | st.just(HOSTILE), st.sampled_from(LANGS))
def test_data_stays_data(text: str, lang: Lang) -> None:
    found = artifact(text, lang)
    seen = Tags(clusters_view(found, lang))
    assert seen.open == []
    assert not seen.tags & {"script", "img", "iframe", "style", "b\x00"}
    assert not {name for name in seen.attributes if name.startswith("on")}
    step = ToolFinished("1", "find_bad_cases", {}, "", found.model_dump(mode="json"), True, 1.0)
    card = finding_card(step, lang)
    assert card is not None
    assert "<script" not in card


def test_text_is_inert_markdown_too() -> None:
    said = text_of(artifact("[x](http://evil) <b>| a"))
    assert "](http://evil)" not in said
    assert "<b>" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_opens_its_trace_and_is_reached_by_keyboard(lang: Lang) -> None:
    view = artifact_view(artifact("t-1").model_dump(mode="json"), lang)
    assert view is not None
    assert 'href="#trace:t-1"' in view
    assert "<details" in view
    assert "<summary>" in view


def test_the_arithmetic_is_visible_and_the_unknown_left_out() -> None:
    view = clusters_view(artifact("x"), "en")
    figures = re.findall(r'<li data-factor="(\w+)"( data-unknown)?><b>([^<]+)</b>', view)
    assert figures == [
        ("impact", "", "2"),
        ("urgency", "", "2"),
        ("confidence", "", "0.9"),
        ("fix_rate", " data-unknown", "–"),
        ("score", "", "3.6"),
    ]
    priority = artifact("x", fix_rate=0.5).clusters[0].priority
    assert priority is not None
    assert arithmetic(priority) == "1.8 = 2 × 2 × 0.9 × 0.5"


def test_the_weeks_show_shares_and_the_version_boundary() -> None:
    assert weekly_chart(weeks(3), RELEASES, "en") is None
    drawn = weekly_chart(weeks(1, 0, 2), RELEASES, "en")
    assert drawn is not None
    assert drawn.count("week-bar") == 3
    assert drawn.count("week-release") == 1
    assert "v2 09-17" in drawn
    [(version, x)] = boundaries(weeks(1, 0, 2), RELEASES)
    assert version == "v2"
    assert x == pytest.approx(10 * 10 / 7)
    assert boundaries(weeks(1, 0), RELEASES[:1]) == []


def test_nothing_diagnosed_draws_no_bar() -> None:
    assert cause_bar({}, "zh") is None


def test_a_running_search_says_how_far_it_is() -> None:
    live = LiveTurn("最近哪些失败最多")
    live.hear(ToolStarted("1", "find_bad_cases", {}))
    live.hear(ToolProgress("1", 350, 989))
    titles = [one["metadata"]["title"] for one in live.messages("zh") if "metadata" in one]
    assert titles == ["找 Bad Case · 350 / 989"]
