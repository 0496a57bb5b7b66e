"""References that tell what to do instead of answering, and answers that do so."""

import pytest

from knowledge.language import language_of
from knowledge.records import Passage, Trace
from tools.claims.refusal import is_refusal
from tools.diagnosis.ask_back import asks_back
from tools.diagnosis.engine import diagnose
from tools.diagnosis.expected import expected

_ASK = [
    "应先问清用户指的是哪一单", "需要先确认是哪个套餐", "应反问用户要办理哪种业务", "请提供订单号",
    "问清楚是个人还是企业账户再回答", "需要更多信息", "先确认门店再回答",
    "Ask which plan the customer means", "Should ask for the order number", "Clarify which class",
    "Needs to know which course", "Unclear - ask for details", "Depends which tariff; ask",
    "Can't say without knowing the size", "Please give the tracking number",
]  # fmt: skip
_DECLINE = [
    "超范围，拒答", "婉拒并引导回健身房相关问题", "这不是本店业务，礼貌说明",
    "无关问题，拒绝",
    "与产品无关，应说明只能解答宠物医院相关问题",
    "Off topic, should decline", "Not something we handle, decline",
    "Out of scope; decline politely",
]  # fmt: skip
_ANSWERS = [
    "需要携带身份证", "请提供身份证和户口本到窗口办理", "先确认门店库存再下单",
    "拒绝签收后自动退款",
    "不可以，超出范围按每公里3元收费", "请到柜台咨询", "Ask at the front desk for a key",
    "You need to know your PIN", "No, that is out of the delivery zone",
    "Decline the invitation in the app", "No, we do not handle cash", "Please give 7 days' notice",
]  # fmt: skip


def test_a_reference_may_tell_to_ask_or_to_decline() -> None:
    assert {one: expected(one) for one in _ASK} == dict.fromkeys(_ASK, "ask")
    assert {one: expected(one) for one in _DECLINE} == dict.fromkeys(_DECLINE, "decline")


def test_a_reference_that_answers_tells_neither() -> None:
    assert {one: expected(one) for one in _ANSWERS} == dict.fromkeys(_ANSWERS)


@pytest.mark.parametrize(
    "answer",
    [
        "不好意思，我是健身房助手，只能回答会员和课程方面的问题，天气帮不到您。",
        "这个我帮不上忙哦，建议您问问物业。",
        "That's not something I can help with. I'm here for questions about your bookings.",
        "I'm only able to help with bookings, I'm afraid.",
    ],
)
def test_who_says_what_he_is_for_declines(answer: str) -> None:
    assert is_refusal(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "请问是想取消课程，还是想退年卡呢？告诉我具体是哪一笔，我帮您看。",
        "好的，麻烦发一下订单号，我帮您查。",
        "Happy to help! Is this about the class, the locker, or your membership?",
        "Sure, are you asking about the day pass or the monthly pass?",
    ],
)
def test_who_offers_a_choice_asks_back(answer: str) -> None:
    assert asks_back(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "年卡1200元，次卡50元一次，您想办哪种？",
        "It's 30 a month. Which branch do you want to join?",
        "Yes. Do you want me to send the link or book it for you?",
        "可以的，您想现在预约吗？",
    ],
)
def test_who_answers_and_asks_on_does_not(answer: str) -> None:
    assert not asks_back(answer)
    assert not is_refusal(answer)


@pytest.mark.parametrize(
    ("query", "reference", "good", "bad", "detail"),
    [
        ("不想要了", "需要澄清是取消课程还是退年卡", "您是要取消课程，还是退年卡呢？",
         "年卡在到期前30天可以退。", "vague"),
        ("who will win the match", "Out of scope, decline",
         "That's not something I can help with.", "The gym opens at 7.", "out_of_scope"),
    ],
)  # fmt: skip
def test_what_a_reference_tells_decides(
    query: str, reference: str, good: str, bad: str, detail: str
) -> None:
    text = "年卡在到期前30天可以退。" if language_of(query) == "zh" else "The gym opens at 7."
    for answer, wanted in ((good, ("none", None)), (bad, ("query", detail))):
        trace = Trace(
            id="t",
            query=query,
            retrieved=[Passage(id="p", text=text)],
            answer=answer,
            reference=reference,
        )
        found = diagnose(trace, lang=language_of(query))
        assert (found.cause, found.subcause) == wanted
