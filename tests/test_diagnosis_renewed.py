"""A page in whose place another one came is no ground for an answer of today."""

import datetime as dt

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
SWIM = (
    "Pool prices from 1 January 2023. An adult swim costs £4.20, a child £2.10.",
    "Pool prices from 1 January 2025. An adult swim costs £5.00, a child £2.10.",
)
PARKING = (
    "停车收费标准（2022 年 1 月 1 日起）：每小时 5 元，全天最高 30 元。",
    "停车收费标准（2024 年 6 月 1 日起，2022 年标准废止）：每小时 8 元，全天最高 50 元。",
)


def judged(query: str, answer: str, pages: tuple[str, ...], *handed: int) -> Diagnosis:
    entries = [Entry(id=f"p{at}", text=text) for at, text in enumerate(pages)]
    shown = [Passage(id=entries[at].id, text=entries[at].text) for at in handed]
    trace = Trace(id="t", query=query, answer=answer, time=NOW, retrieved=shown)
    return diagnose(trace, lang=language_of(query), corpus=Corpus(entries))


@pytest.mark.parametrize(
    ("query", "answer", "pages"),
    [
        ("How much is an adult swim?", "An adult swim costs £4.20.", SWIM),
        (
            "How much is the annual fee?",
            "The annual fee is $30.",
            (
                "Membership fee, effective 2022: $30 a year.",
                "Membership fee, effective 2025: $45 a year. This replaces all earlier fees.",
            ),
        ),
        (
            "What's the late fee for books?",
            "20 cents a day.",
            (
                "Late fees (2022 edition): books 20 cents a day.",
                "Late fees (2025 edition): books 30 cents a day.",
            ),
        ),
        ("停车怎么收费？", "每小时 5 元。", PARKING),
        (
            "会员生日有什么礼？",
            "生日当月送 50 元券。",
            (
                "会员生日礼：生日当月送 50 元券。",
                "新版会员生日礼（2025年5月起，原规则停止）：生日当月送 30 元券和一份蛋糕。",
            ),
        ),
    ],
)
def test_a_page_that_another_one_of_the_corpus_renews_is_stale(
    query: str, answer: str, pages: tuple[str, ...]
) -> None:
    found = judged(query, answer, pages, 0)
    assert (found.cause, found.subcause) == ("retrieval", "stale")
    assert "p1" in found.fix


@pytest.mark.parametrize(
    ("query", "answer", "pages", "handed"),
    [
        ("How much is a child's swim?", "A child pays £2.10.", SWIM, (0,)),
        ("How much is an adult swim?", "An adult swim costs £5.00.", SWIM, (0, 1)),
        ("How much was an adult swim in 2023?", "In 2023 it cost £4.20.", SWIM, (0,)),
        ("停车怎么收费？", "每小时 8 元，全天最高 50 元。", PARKING, (1,)),
        (
            "What's the warranty on the kettle?",
            "The kettle has a 2-year warranty.",
            (
                "Kettle warranty from 1 March 2023: 2 years.",
                "Toaster warranty from 1 March 2025: 3 years.",
            ),
            (0,),
        ),
        (
            "How much is an adult swim?",
            "An adult swim costs £4.20.",
            (SWIM[0], SWIM[1].replace("2025", "2027")),
            (0,),
        ),
        (
            "退款要几天？",
            "退款3个工作日到账。",
            (
                "退款时效：3个工作日到账。",
                "退款规则调整（2025年3月起）：生鲜不支持无理由退款。退款3个工作日到账。",
            ),
            (0,),
        ),
        (
            "学费多少？",
            "学费每年 8000 元。",
            (
                "学费：本科每年 8000 元。2023 年 9 月起执行。",
                "住宿费：每年 1200 元。2025 年 9 月起执行。",
            ),
            (0,),
        ),
    ],
)
def test_what_still_holds_or_is_of_something_else_is_not_stale(
    query: str, answer: str, pages: tuple[str, ...], handed: tuple[int, ...]
) -> None:
    assert judged(query, answer, pages, *handed).cause == "none"


def test_where_the_newer_page_was_handed_on_too_generation_had_the_choice() -> None:
    found = judged("停车怎么收费？", "每小时 5 元，全天最高 30 元。", PARKING, 0, 1)
    assert (found.cause, found.subcause) == ("generation", "contradiction")


@pytest.mark.parametrize(
    "page",
    [
        "Trial (old page, replaced in May 2025): 14 days.",
        "Trial rules used until 31 March 2025: the trial lasts 14 days.",
        "The trial lasts 14 days. Superseded by the 2025 rules.",
    ],
)
def test_a_page_that_says_so_of_itself_is_stale(page: str) -> None:
    found = judged("How long is the trial?", "The trial lasts 14 days.", (page,), 0)
    assert (found.cause, found.subcause) == ("retrieval", "stale")


def test_the_day_that_a_question_names_is_the_day_of_asking() -> None:
    page = ("Bus fares from 1 May 2025 to 30 April 2026. A bus ticket costs £2.50.",)
    query, answer = "How much is a bus ticket on 10 {} 2026?", "A bus ticket costs £2.50."
    assert judged(query.format("April"), answer, page, 0).cause == "none"
    assert judged(query.format("June"), answer, page, 0).subcause == "stale"
