"""Single cases as a PM pastes them: denials, amounts, scope, words of the passages, errors."""

import pytest

from knowledge.language import language_of
from knowledge.records import Diagnosis, Intent, Passage, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.paste import parse_case


def diagnosed(query: str, answer: str, *passages: str, intent: Intent | None = None) -> Diagnosis:
    found = [Passage(id=f"p{at}", text=text) for at, text in enumerate(passages)]
    trace = Trace(id="t", query=query, answer=answer, retrieved=found, intent=intent)
    return diagnose(trace, lang=language_of(query))


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        ("运费退不退？", "运费全部退还。", "退货时运费不退还，商品金额在7天内原路退回。"),
        ("这款手表防水吗", "这款手表防水。", "这款手表不防水，请勿佩戴游泳。"),
        ("Are deposits refundable?", "Deposits are refundable.", "Deposits are non-refundable."),
        (
            "Can guests park overnight?",
            "Guests can park overnight.",
            "Only staff can park overnight.",
        ),
        ("退款多久到账？", "九周。", "退款在三个工作日内到账。"),
        (
            "How long does a refund take?",
            "Nine weeks.",
            "Refunds are made within three working days.",
        ),
        ("How long do the keys last?", "Keys last one year.", "API keys last for 90 days."),
        ("How long is the warranty?", "Six months.", "The warranty covers two years."),
    ],
)
def test_what_a_passage_denies_is_a_contradiction(query: str, answer: str, passage: str) -> None:
    found = diagnosed(query, answer, passage)
    assert (found.cause, found.subcause) == ("generation", "contradiction")
    assert [claim.verdict for claim in found.claims] == ["contradicted"]


@pytest.mark.parametrize("intent", [None, Intent(name="faq", slots={})])
@pytest.mark.parametrize(
    ("query", "answer", "passages"),
    [
        ("这款手表防水吗", "这款手表防水。", ["这款手表防水，游泳时可以佩戴。", "手表保修两年。"]),
        ("运费退不退？", "退货时运费不退还。", ["退货时运费不退还，商品金额在7天内原路退回。"]),
        ("Is the watch waterproof?", "The watch is waterproof.",
         ["The watch is waterproof down to 30 metres.", "The strap is leather."]),
        ("Do I have to book?", "You need to book in advance.",
         ["You need to book in advance.", "Tickets cost 12 euros."]),
        ("退款多久到账？", "退款在三个工作日内到账。", ["退款在三个工作日内到账。"]),
        ("Where is the gym?", "On the second floor, next to the pool.",
         ["The gym is on the second floor, next to the pool.", "Breakfast is from 7 to 10."]),
    ],
)  # fmt: skip
def test_an_answer_taken_from_passages_that_answer_is_good(
    query: str, answer: str, passages: list[str], intent: Intent | None
) -> None:
    found = diagnosed(query, answer, *passages, intent=intent)
    assert found.cause == "none"
    assert found.confidence is not None
    assert found.confidence >= 0.45


@pytest.mark.parametrize(
    ("query", "answer", "right"),
    [
        ("这款手表防水吗", "手表保修两年。", "这款手表防水，游泳时可以佩戴。"),
        ("年假没休完怎么办？", "病假需提供医院证明。", "未休完的年假可顺延至次年3月31日。"),
        ("Can children enter?", "The park opens at nine.",
         "Children under 12 enter free with an adult."),
        ("Where is the gym?", "Breakfast is from 7 to 10.",
         "The gym is on the second floor, next to the pool."),
    ],
)  # fmt: skip
def test_an_answer_taken_from_a_passage_beside_the_question_is_not(
    query: str, answer: str, right: str
) -> None:
    assert diagnosed(query, answer, right, answer).cause != "none"


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        (
            "Do you deliver on Sundays?",
            "We deliver from Monday to Saturday, between 8 am and 6 pm.",
        ),
        ("Can you ship to Norway?", "We ship to all countries of the EU and to Switzerland."),
        ("你们周日送货吗？", "配送时间为周一至周六，每天8点到18点。"),
        ("你们支持花呗吗", "付款方式：微信支付、支付宝、银行卡。"),
    ],
)
def test_what_the_passages_treat_is_in_scope(query: str, passage: str) -> None:
    for answer in ("Yes, we do.", "可以。"):
        assert diagnosed(query, answer, passage).cause != "query"


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("turn off my kitchen lights", "Tickets are refunded up to 24 hours before the show."),
        ("What is the weather in Paris?", "We deliver from Monday to Saturday."),
        ("今天天气怎么样", "配送时间为周一至周六，每天8点到18点。"),
    ],
)
def test_what_no_document_can_tell_is_still_out_of_scope(query: str, passage: str) -> None:
    assert diagnosed(query, "No.", passage).cause == "query"


def test_of_a_pasted_error_nobody_knows_what_was_asked() -> None:
    pasted = (
        'Traceback (most recent call last):\n  File "a.py", line 3, in f\nValueError: no such key'
    )
    trace = parse_case(pasted)
    assert trace is not None
    found = diagnose(trace, lang="en")
    assert found.cause == "system"
    assert {stage.stage: stage.verdict for stage in found.stages}["query"] == "unknown"


def test_an_empty_query_without_an_error_is_still_a_fault() -> None:
    found = diagnose(Trace(id="t", query=" ", answer="Hello."), lang="en")
    assert (found.cause, found.subcause) == ("query", "empty")
