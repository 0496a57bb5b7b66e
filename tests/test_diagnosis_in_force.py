"""What a passage says for one time is no ground for an answer at another."""

import datetime as dt

import pytest

from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.claims.in_force import pieces_in_time
from tools.diagnosis.engine import diagnose

NOW, THEN = dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2024, 3, 1, tzinfo=dt.UTC)


def judged(
    query: str, answer: str, *passages: str, time: dt.datetime | None = NOW, reference: str = ""
) -> Diagnosis:
    shown = [Passage(id=f"p{at}", text=text) for at, text in enumerate(passages)]
    trace = Trace(
        id="t", query=query, answer=answer, time=time, retrieved=shown, reference=reference or None
    )
    return diagnose(trace, lang=language_of(query))


CASES = [
    (
        "What is the refund fee?",
        "The refund fee is 10%.",
        "Refund fee (valid until 31 Dec 2024): 10%.",
        "Refund fee (from 1 Jan 2025): 20%.",
        "20%",
    ),
    (
        "年假有几天",
        "年假有10天。",
        "年假规定（执行至2025年3月31日）：员工年假10天。",
        "年假规定（2025年4月1日起施行）：员工年假12天。",
        "12天",
    ),
]


@pytest.mark.parametrize(("query", "answer", "old", "new", "reference"), CASES)
def test_a_passage_that_has_lapsed_is_blamed_on_the_stage_that_had_the_choice(
    query: str, answer: str, old: str, new: str, reference: str
) -> None:
    alone = judged(query, answer, old)
    assert (alone.cause, alone.subcause) == ("retrieval", "stale")
    assert judged(query, answer, old, reference=reference).subcause == "stale"
    assert judged(query, answer, old, new).cause == "generation"
    assert judged(query, answer, old, new, time=None).cause == "generation"


@pytest.mark.parametrize(("query", "answer", "old", "new", "reference"), CASES)
def test_what_held_at_the_time_of_asking_is_no_fault(
    query: str, answer: str, old: str, new: str, reference: str
) -> None:
    assert judged(query, answer, old, new, time=THEN).cause == "none"
    assert judged(query, answer, old, new, reference=answer).cause == "none"
    assert judged(query, answer.replace("10", reference.strip("%天")), old, new).cause == "none"


@pytest.mark.parametrize(
    ("query", "old", "new", "passage"),
    [
        (
            "How much is a monthly pass?",
            "A monthly pass costs 49 euros.",
            "A monthly pass costs 58 euros.",
            "A monthly pass costs 49 euros until 30 June 2025 and 58 euros from 1 July 2025.",
        ),
        (
            "月票多少钱一张",
            "月票每张120元。",
            "月票每张150元。",
            "月票价格：2025年6月30日前每张120元，2025年7月1日起每张150元。",
        ),
    ],
)
def test_a_passage_may_say_one_thing_for_one_time_and_another_for_the_next(
    query: str, old: str, new: str, passage: str
) -> None:
    assert judged(query, old, passage).cause == "generation"
    assert judged(query, new, passage).cause == "none"


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "When was the museum founded?",
            "The museum was founded on 3 May 1954.",
            "The museum was founded on 3 May 1954 and stayed at the harbour until 31 Dec 1999.",
        ),
        (
            "How long was the bridge closed?",
            "For 14 months, from 1 March 2022 until 30 April 2023.",
            "The bridge was closed from 1 March 2022 until 30 April 2023, for 14 months.",
        ),
        (
            "2024年的退票手续费是多少",
            "退票手续费是10%。",
            "退票手续费（有效期至2024年12月31日）：10%。",
        ),
    ],
)
def test_what_happened_in_the_past_has_not_lapsed(query: str, answer: str, passage: str) -> None:
    assert judged(query, answer, passage).cause == "none"


@pytest.mark.parametrize(
    ("passage", "start", "end"),
    [
        ("Offer (expires on May 15, 2025): 30% off.", None, dt.date(2025, 5, 15)),
        ("Fares before 1 March 2025: 12 euros.", None, dt.date(2025, 2, 28)),
        ("Valid until the end of 2024.", None, dt.date(2024, 12, 31)),
        ("本标准自2025年4月起执行。", dt.date(2025, 4, 1), None),
        ("票价（2024-07-01至2024-08-31）：80元", dt.date(2024, 7, 1), dt.date(2024, 8, 31)),
        ("报名截止到6月30日。", None, None),
    ],
)
def test_the_time_of_a_passage_is_read_in_the_usual_forms(
    passage: str, start: dt.date | None, end: dt.date | None
) -> None:
    found = pieces_in_time(passage)[0]
    assert (found.start, found.end) == (start, end)
