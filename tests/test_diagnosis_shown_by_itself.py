"""An answer that denies itself, or repeats itself, is no good one, whatever its passages say."""

import pytest

from knowledge.language import language_of
from knowledge.records import Diagnosis, Trace
from tools.diagnosis.engine import diagnose


def judged(query: str, answer: str, passage: str, reference: str | None = None) -> Diagnosis:
    trace = Trace.model_validate(
        {
            "id": "t",
            "query": query,
            "answer": answer,
            "retrieved": [{"id": "p", "text": passage}],
            "reference": reference,
        }
    )
    return diagnose(trace, lang=language_of(query))


CANCEL = "You can move or cancel a booking free of charge until 24 hours before; then it costs £10."
REFUND = "月票不支持退款。年票退款3天内到账。"
BAD = [
    (
        "Does it cost to cancel my booking now?",
        "Cancelling is free for you, because it is in two days. As you're cancelling now, the £10"
        " late fee will be charged.",
        CANCEL,
    ),
    (
        "Can my 15 year old join the gym?",
        "Yes, he can join the gym on his own. As members have to be 16, he can't join himself.",
        "Members of the gym have to be at least 16.",
    ),
    (
        "Is parking free?",
        "Parking is free for guests. The parking fee will be added to your bill.",
        "Parking is free for guests.",
    ),
    ("月票能退吗？", "月票是不支持退款的。退款会在3天内到您账户。", REFUND),
    ("改期收费吗？", "改期不收费。改期会收取50元手续费。", "改期免费，当天改期收50元。"),
    ("你们门店支持刷卡吗？", "刷卡没问题。刷卡不行哦。", "支持刷卡和现金。"),
]


@pytest.mark.parametrize(("query", "answer", "passage"), BAD)
def test_an_answer_that_denies_itself_is_blamed(query: str, answer: str, passage: str) -> None:
    for reference in (None, passage):
        found = judged(query, answer, passage, reference)
        assert (found.cause, found.subcause) == ("generation", "at_odds")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (
            "Can I cancel?",
            "Cancelling is free until 24 hours before. After that a £10 fee applies.",
        ),
        ("How can I pay?", "You can pay by card. You can't pay by cheque."),
        ("Who may bring guests?", "Members can bring guests. Visitors can't bring guests."),
        ("Is shipping free?", "Standard shipping is free. Express shipping charges apply."),
        ("What can I change?", "You can change the date. You can't change the name."),
        ("能退吗？", "7天内可以退款。超过7天不能退。"),
        ("要钱吗？", "上门免费。配件需要支付成本费。"),
        ("周末能办吗？", "周六可以。周日不行。"),
        ("能换吗？", "可以换货，但不能退款。运费免费。"),
        ("室内能抽烟吗？", "室内不可以。室外可以。"),
    ],
)
def test_an_answer_that_tells_of_two_cases_does_not_deny_itself(query: str, answer: str) -> None:
    assert judged(query, answer, answer).subcause != "at_odds"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("When are you open?", "Sure. " + "We are open daily. " * 9),
        ("怎么退款？", "请您联系客服处理，" * 9),
        ("几点开门？", "我们每天开门" * 12),
    ],
)
def test_an_answer_caught_in_a_loop_is_blamed(query: str, answer: str) -> None:
    found = judged(query, answer, "We are open daily. 退款请联系客服。")
    assert (found.cause, found.subcause) == ("generation", "repeats")


def test_a_table_of_the_same_hours_is_no_loop() -> None:
    hours = "".join(f"周{day} 9:00-18:00\n" for day in "一二三四五六")
    assert judged("几点开门？", hours, hours).subcause != "repeats"
