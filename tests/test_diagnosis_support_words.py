"""Support assistants speak in their own words, and users in theirs: what then is a fault?"""

from collections.abc import Sequence

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.outdated import notice
from tools.diagnosis.rules import default_rules

DOCS = {
    "pause": "健身房会员卡可以暂停，每年最多暂停两次，每次不超过60天。暂停需提前3天申请。",
    "coach": "私教课程购买后7天内未使用可全额退款；已使用部分按单节原价扣除。",
    "towel": "瑜伽垫与毛巾免费提供，用后请放回回收篮。遗失毛巾每条赔偿30元。",
    "class": "团课需提前24小时预约，一个月内爽约三次将暂停预约资格7天。",
    "live": "线上直播课面向所有付费会员开放，回放保留14天，不支持下载。",
    "parking": "自2026年起，停车优惠由2小时调整为3小时，凭会员码在前台登记车牌即可。",
    "old": "停车优惠：会员凭会员码可享受2小时免费停车。（2024年版本，现已废止）",
    "bags": "Checked baggage: economy passengers may check one bag up to 23 kg.",
    "pets": "Larger animals travel in the hold and must be booked at least 72 hours ahead.",
    "minors": "Minors need the escort service. Children under 5 cannot travel alone.",
    "miles": "Miles expire 24 months after they are earned unless there is account activity.",
    "lounge": "Lounge access is included for Gold members; Silver members can buy it for $35.",
    "notice": "During probation the notice period is two weeks; afterwards it is two months.",
}


def diagnosed(
    query: str,
    answer: str,
    found: Sequence[str],
    reference: str | None = None,
    *,
    rewritten: str | None = None,
) -> Diagnosis:
    passages = [Passage(id=name, text=DOCS[name]) for name in found]
    trace = Trace(
        id="t",
        query=query,
        answer=answer,
        retrieved=passages,
        reference=reference,
        rewritten_query=rewritten,
    )
    corpus = Corpus(Entry(id=name, text=text) for name, text in DOCS.items())
    return diagnose(trace, lang=language_of(query), corpus=corpus)


@pytest.mark.parametrize(
    ("query", "answer", "found", "reference"),
    [
        ("毛巾丢了要赔多少", "30元一条。", ["towel", "class"], "每条30元"),
        ("直播课的回放能看多久", "回放会保留两周，目前不能下载。", ["live", "class"], "14天"),
        (
            "爽约会怎样",
            "一个月内爽约满三次，会被停止预约资格一周。",
            ["class", "pause"],
            "一个月内爽约三次将暂停预约资格7天",
        ),
        (
            "do miles expire",
            "Yes, two years after you earn them if there is no activity on your account.",
            ["miles", "lounge"],
            "24 months after they are earned unless there is account activity",
        ),
        (
            "How do I bring my golden retriever?",
            "A dog that size has to travel in the hold. Please book three days in advance.",
            ["pets", "bags"],
            "Larger animals travel in the hold and must be booked at least 72 hours ahead",
        ),
    ],
)
def test_the_same_amount_in_other_words_is_no_fault(
    query: str, answer: str, found: list[str], reference: str
) -> None:
    assert diagnosed(query, answer, found, reference).cause == "none"


@pytest.mark.parametrize(
    ("query", "answer", "found", "reference"),
    [
        ("会员卡能暂停几次？", "每年最多可以暂停三次，每次不超过60天。", ["pause"], "每年最多两次"),
        (
            "What is my notice after probation?",
            "After probation your notice period is two weeks.",
            ["notice", "lounge"],
            "After probation the notice period is two months.",
        ),
        (
            "Can my 4 year old fly alone?",
            "Yes, a 4 year old may fly alone with our escort service.",
            ["minors", "bags"],
            "No. Children under 5 cannot travel alone.",
        ),
    ],
)
def test_another_amount_or_the_opposite_is_one_of_generation(
    query: str, answer: str, found: list[str], reference: str
) -> None:
    assert diagnosed(query, answer, found, reference).cause == "generation"


@pytest.mark.parametrize(
    ("query", "rewritten"),
    [
        ("金卡会员刷几次免年费", "金卡会员免年费的刷卡次数"),
        ("爽约三次会怎么处理啊", "团课爽约三次的处理办法"),
        ("can I bring my dog, a big one", "bringing large animals, dogs"),
    ],
)
def test_a_rewording_for_the_search_is_no_drift(query: str, rewritten: str) -> None:
    found = ["class", "pause"] if "爽" in query or "金" in query else ["pets", "bags"]
    seen = diagnosed(query, DOCS[found[0]], found, rewritten=rewritten)
    assert seen.subcause != "topic_drift"


@pytest.mark.parametrize(
    ("query", "rewritten", "found"),
    [
        ("会员卡能暂停几次？", "团课怎么预约", ["class", "towel"]),
        ("How much is the lounge for Silver members?", "when do miles expire", ["miles", "bags"]),
    ],
)
def test_another_question_is_one(query: str, rewritten: str, found: list[str]) -> None:
    seen = diagnosed(query, DOCS[found[0]], found, rewritten=rewritten)
    assert (seen.cause, seen.subcause) == ("intent", "topic_drift")


@pytest.mark.parametrize(
    ("answer", "reference", "cause"),
    [
        (
            "有的，每天9点到17点提供免费托管。",
            "资料中没有提到托管服务，建议咨询前台。",
            "retrieval",
        ),
        (
            "我手头的资料里没有关于托管服务的说明。",
            "资料中没有提到托管服务，建议咨询前台。",
            "none",
        ),
        ("有的，每天9点到17点提供免费托管。", "抱歉，这不在本产品的服务范围内。", "query"),
    ],
)
def test_a_reference_that_knows_nothing_is_a_gap_and_one_out_of_scope_is_the_query(
    answer: str, reference: str, cause: str
) -> None:
    assert diagnosed("有没有儿童托管服务", answer, ["class", "live"], reference).cause == cause


@pytest.mark.parametrize(
    ("answer", "is_stale"),
    [
        ("会员可以免费停车2小时。", True),
        ("会员可以免费停车3小时，在前台登记车牌就行。", False),
    ],
)
def test_an_outdated_passage_is_blamed_where_the_answer_rests_on_it(
    answer: str, *, is_stale: bool
) -> None:
    seen = diagnosed("停车能免费停几个小时", answer, ["old", "parking", "class"])
    assert (seen.subcause == "stale") is is_stale


@pytest.mark.parametrize("query", ["这个能退吗", "is that before tax"])
def test_a_question_that_only_points_is_vague(query: str) -> None:
    found = ["coach", "class"] if "这" in query else ["lounge", "miles"]
    seen = diagnosed(query, DOCS[found[0]], found)
    assert seen.cause == "query"


def test_a_telling_reference_in_a_passage_is_no_miss_whatever_the_words_of_the_question() -> None:
    seen = diagnosed(
        "Can my toddler go by herself?",
        "Yes, with our escort service for $90.",
        ["minors", "bags"],
        "Children under 5 cannot travel alone",
    )
    assert seen.cause == "generation"


def test_a_statement_beside_a_question_is_no_second_request() -> None:
    seen = diagnosed("do miles expire? my card is a gold one", DOCS["miles"], ["miles", "lounge"])
    assert seen.subcause != "two_topics"


def test_an_answer_of_another_passage_to_something_else_is_off_the_question() -> None:
    seen = diagnosed(
        "直播课的回放能看多久",
        "毛巾免费提供，用后请放回回收篮，遗失毛巾每条赔偿30元。",
        ["live", "towel", "class"],
    )
    assert (seen.cause, seen.subcause) == ("generation", "off_question")


@pytest.mark.parametrize(
    ("passage", "is_outdated"),
    [
        ("【历史版本】停车优惠：会员可免费停车2小时。——请勿以本页为准。", True),
        ("停车优惠：会员可免费停车2小时。（旧规定，2025年3月起已由新标准代替）", True),
        ("Members park free for two hours. This tariff was withdrawn on 1 April.", True),
        ("Parking is free for two hours. (For reference only.)", True),
        ("Members park free for two hours. Expired passes are withdrawn at the gate.", False),
        ("会员可免费停车2小时，停车券过期作废。", False),
    ],
)
def test_how_a_page_says_that_it_no_longer_holds(passage: str, *, is_outdated: bool) -> None:
    assert (notice(passage, default_rules(), []) is not None) is is_outdated
