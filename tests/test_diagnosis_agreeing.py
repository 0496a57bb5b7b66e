"""A good answer tells at length, in its own words, what a short reference tells."""

import pytest

from knowledge.language import language_of
from knowledge.records import Passage, Trace
from tools.diagnosis.engine import diagnose

_POOL = (
    "The pool opens at 6:30 and closes at 22:00. Lockers need a 1 euro coin, which you get back. "
    "Children under 12 swim only with an adult. Outdoor shoes are not allowed at the poolside."
)
_YARD = (
    "洗车套餐每次35元，约需40分钟。会员每月可免费洗车2次，未用完的次数不结转。雨天停止室外洗车。"
)


def _cause(query: str, answer: str, reference: str, passage: str) -> str:
    found = [Passage(id="p", text=passage)]
    trace = Trace(id="t", query=query, retrieved=found, answer=answer, reference=reference)
    return diagnose(trace, lang=language_of(query)).cause


@pytest.mark.parametrize(
    ("query", "answer", "reference", "passage"),
    [
        ("can my son come on his own, hes 10", "No. Kids below 12 have to be accompanied by an "
         "adult when they swim.", "No, under 12 only with an adult", _POOL),
        ("how early can i swim", "We let people in from 6:30 in the morning.", "6:30", _POOL),
        ("are sneakers ok", "Outdoor shoes aren't allowed at the poolside, I'm afraid.", "No",
         _POOL),
        ("洗一次要花多少", "普通洗车一次是35元，大概四十分钟就能洗好。", "35元", _YARD),
        ("会员能白洗几回", "每个月有2次免费的，当月没洗完就作废，不会累积到下个月。",
         "每月2次，不结转", _YARD),
    ],
)  # fmt: skip
def test_an_answer_at_length_agrees(query: str, answer: str, reference: str, passage: str) -> None:
    assert _cause(query, answer, reference, passage) == "none"


@pytest.mark.parametrize(
    ("query", "answer", "reference", "passage"),
    [
        ("can my son come on his own, hes 10", "Yes. Kids of 10 may swim without an adult.",
         "No, under 12 only with an adult", _POOL),
        ("how early can i swim", "We let people in from 7:30 in the morning.", "6:30", _POOL),
        ("洗一次要花多少", "普通洗车一次是53元，大概四十分钟就能洗好。", "35元", _YARD),
        ("会员能白洗几回", "每个月有4次免费的，当月没洗完就作废。", "每月2次，不结转", _YARD),
    ],
)  # fmt: skip
def test_an_answer_that_says_otherwise_does_not(
    query: str, answer: str, reference: str, passage: str
) -> None:
    assert _cause(query, answer, reference, passage) != "none"


def test_a_misread_query_that_found_the_answer_is_not_to_blame() -> None:
    """The rewriting has other words, and brought up what has the reference; the answer is false."""
    trace = Trace(
        id="t",
        query="how early can i swim",
        rewritten_query="pool opening hours",
        retrieved=[Passage(id="p", text=_POOL)],
        answer="The pool opens at 9:45 and closes at 22:00.",
        reference="The pool opens at 6:30.",
    )
    assert diagnose(trace, lang="en").cause == "generation"
