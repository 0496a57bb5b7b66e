"""Needs: what is a voice, whose, which are the same, how much it hurts and what answers it."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.chunking import chunk
from knowledge.language import Lang
from knowledge.records import Document, Reason
from tools.decisions.needs.answered_by import answered_by
from tools.decisions.needs.find import gathered
from tools.decisions.needs.grouping import groups
from tools.decisions.needs.naming import phrase_of
from tools.decisions.needs.pain import wilson
from tools.decisions.needs.remarks import Heard, from_feedback, heard
from tools.decisions.needs.signals import of_the_team, strength

INTERVIEW = """# Interview notes, warehouse round 2

## P01 Ana, picker

- Counts an aisle by hand, "the scanner drops the connection and I end up writing on my hand".
- Wants: a map that is up to date.
- "Price is fine for us."

(She means the handheld from the second vendor. It was broken for a week.)

Interviewer: And what annoys you most, the slow screen?
P02: 库存数字老是对不上，我自己拉个表格记。

> Nothing works when the internet is down. — P03, 2026-02-03

## What I take from this

1. Nothing works offline. We should add a queue.
"""

SURVEY = """# 仓库问卷结果

## Q1 年龄（单选，n=200）

| 年龄 | 人数 | 占比 |
|---|---|---|
| 30 岁以下太年轻 | 80 | 40.0% |

## Q2 盘点时最烦的一件事（单选，n=200）

| 选项 | 人数 | 占比 |
|---|---|---|
| 库存数字对不上 | 90 | 45.0% |
| 断网就用不了 | 60 | 30.0% |
| 其他 | 50 | 25.0% |

## Q3 Why did you stop using the app? (multiple choice, n=120)

- The internet goes down and nothing works: 30, 25.0%
- Too expensive — 12 (10%)

## Q4 一个月愿意付多少（n=200）

不付费 120 人（60.0%）；太贵了不买 80 人（40.0%）。
"""

TICKETS = """# Support tickets

| Date | Customer | Rating | Message |
|---|---|---|---|
| 2026-05-01 | Bolt Ltd | 1 | Label printing. |
| 2026-05-02 | Acme | 5 | Works great, thank you. |
| 2026-05-03 | | 2 | We were charged twice and nobody answers. |
"""


def listened(text: str, name: str = "notes.md", **fields: object) -> Heard | None:
    title = text.lstrip("# ").split("\n", 1)[0]
    document = {"id": name, "title": title, "text": text, "lang": "en", **fields}
    return heard(chunk(Document.model_validate(document)))


def sure(text: str, name: str = "notes.md", **fields: object) -> Heard:
    found = listened(text, name, **fields)
    assert found is not None
    return found


def test_who_says_what_in_an_interview() -> None:
    found = sure(INTERVIEW, date=dt.date(2026, 2, 1))
    said = {one.voice.quote: one.voice for one in found.voiced}
    quote = "the scanner drops the connection and I end up writing on my hand"
    assert said[next(one for one in said if quote in one)].who == "P01 Ana"
    assert said["Wants: a map that is up to date."].intensity == 3
    chinese = said["库存数字老是对不上，我自己拉个表格记。"]
    assert (chinese.who, chinese.lang) == ("P02", "zh")
    signed = said["Nothing works when the internet is down."]
    assert (signed.who, signed.date) == ("P03", dt.date(2026, 2, 3))
    assert not any("Price" in one or "vendor" in one or "annoys" in one for one in said)
    assert not any("queue" in one or "offline" in one for one in said), "the team's own conclusion"
    assert {"p01", "p02", "p03"} <= found.speakers


def test_every_quote_is_verbatim_and_leads_to_its_passage() -> None:
    document = Document(id="n.md", title="Interviews", text=INTERVIEW, lang="en")
    passages = {one.id: " ".join(one.text.split()) for one in chunk(document)}
    found = heard(chunk(document))
    assert found is not None
    for one in found.voiced:
        assert one.voice.quote in passages[one.voice.source]


def test_a_survey_counts_options_about_pains_only() -> None:
    found = sure(SURVEY, lang="zh")
    figures = [(one.voice.quote, one.voice.count, one.voice.total) for one in found.voiced]
    assert figures == [
        ("库存数字对不上", 90, 200),
        ("断网就用不了", 60, 200),
        ("The internet goes down and nothing works", 30, 120),
        ("Too expensive", 12, 120),
    ]


def test_rows_of_tickets_are_voices_and_stars_count() -> None:
    found = sure(TICKETS)
    said = {one.voice.quote: (one.voice.who, one.voice.date) for one in found.voiced}
    assert said == {
        "Label printing.": ("Bolt Ltd", dt.date(2026, 5, 1)),
        "We were charged twice and nobody answers.": (None, dt.date(2026, 5, 3)),
    }
    assert len(found.speakers) == 3


@pytest.mark.parametrize(
    ("text", "is_source"),
    [
        ("# Interview guide\n\nIt is slow and we hate it.", False),
        ("# Release notes\n\nUsers hated the slow screen.", False),
        ("# Pricing\n\nToo expensive.", False),
        ("# App store reviews, May\n\nIt crashes every day.", True),
        ("# Notes of Tuesday\n\nP1: it crashes.\n\nP2: too slow.\n\nP3: I gave up.", True),
        ("# 用户访谈流程\n\n太慢了，受不了。", False),
        ("# 客服工单 5 月\n\n太慢了，受不了。", True),
    ],
)
def test_which_documents_are_voices_of_users(text: str, is_source: bool) -> None:
    assert (listened(text) is not None) == is_source


@pytest.mark.parametrize(
    "text",
    ["不贵，能接受", "字号我无所谓", "It never crashes, which is nice.", "I don't mind waiting.",
     "界面很清楚，一次就会", "We have no complaints.", "The app has four tabs.", "", "。。。"],
)  # fmt: skip
def test_what_voices_nothing(text: str) -> None:
    assert strength(text) is None


def test_the_team_decides_and_users_do_not() -> None:
    assert of_the_team("本轮决定先做离线")
    assert of_the_team("We should add a queue.")
    assert not of_the_team("I should be able to undo it.")


def test_stronger_words_weigh_more() -> None:
    levels = [
        strength(text)
        for text in ("I wish it had tabs.", "It fails.", "It fails every time.", "I quit.")
    ]
    assert [one.level for one in levels if one] == [3, 5, 6, 9]


def reason(text: str, count: int, kind: str = "rated") -> Reason:
    given = {"text": text, "kind": kind, "count": count, "users": count, "trace_id": "t-1"}
    return Reason.model_validate({**given, "last": dt.date(2026, 5, 1)})


def test_a_thumbs_down_always_complains_and_leaving_need_not() -> None:
    rows = [reason("label", 6), reason("page closed", 90, "abandoned"),
            reason("too slow", 10, "abandoned")]  # fmt: skip
    found = [(o.voice.quote, o.voice.count, o.voice.total) for o in from_feedback(rows)]
    assert found == [("label", 6, 6), ("too slow", 10, 100)]


def test_one_need_across_people_documents_and_languages_with_its_arithmetic() -> None:
    sources = [sure(INTERVIEW), sure(SURVEY, "s.md", lang="zh")]
    needs, left = gathered(sources, [reason("numbers are wrong", 4)], "en")
    assert left == 0
    offline = next(one for one in needs if "断网就用不了" in one.name.values())
    assert {one.lang for one in offline.voices} == {"zh", "en"}
    assert offline.spoken == {"zh", "en"}
    assert offline.sources == 2
    assert [(one.kind, one.count, one.total) for one in offline.reach] == [
        ("people", 1, 3),
        ("survey", 60, 200),
    ]
    missed = math.prod(1 - one.low for one in offline.reach)
    assert offline.frequency == pytest.approx(10 * math.sqrt(1 - missed))
    assert offline.pain == pytest.approx(math.sqrt(offline.frequency * offline.intensity))
    figures = next(one for one in needs if "库存数字对不上" in one.name.values())
    assert {one.kind for one in figures.voices} == {"interview", "survey", "feedback"}
    assert figures.answer == "either"
    assert [one.pain for one in needs] == sorted((one.pain for one in needs), reverse=True)
    assert gathered(sources, [reason("numbers are wrong", 4)], "en")[0] == needs


def test_a_name_is_of_the_sources_and_borrowed_where_there_is_none() -> None:
    needs, _ = gathered([sure(TICKETS)], [], "zh")
    for one in needs:
        assert one.spoken == {"en"}
        assert one.name["zh"] == one.name["en"]
        assert any(one.name["en"].rstrip("…. ") in voice.quote for voice in one.voices)
    assert (
        phrase_of("我上周打了三次电话问，没人接，后来才知道系统里根本没有我的单子，白等一天") != ""
    )


def test_options_of_one_question_are_different_needs() -> None:
    text = SURVEY.replace("断网就用不了", "库存数字不对")
    voiced = sure(text, lang="zh").voiced
    found, _ = groups(voiced, lambda _: ())
    assert not any(
        {"库存数字对不上", "库存数字不对"} <= {one.voice.quote for one in group.voiced}
        for group in found
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("希望能用大白话解释报告", "ai"),
        ("It should draft the reply for me.", "ai"),
        ("字太小了，看不清", "ordinary"),
        ("I cannot find the cancel button.", "ordinary"),
        ("库存数字老是错", "either"),
        ("It is just annoying.", "undetermined"),
    ],
)
def test_ai_or_an_ordinary_feature(text: str, answer: str) -> None:
    told = answered_by([text])
    assert told.answer == answer
    for lang in ("zh", "en"):
        why = told.why(lang)
        assert all(word in why for word in told.words[:2])


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] + 1e-9
    assert pair[0] / pair[1] - 1e-9 <= high <= 1


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    strength(text)
    phrase_of(text)
    answered_by([text])
    languages: tuple[Lang, ...] = ("zh", "en")
    for lang in languages:
        listened(f"# Interviews\n\n{text}", lang=lang)
