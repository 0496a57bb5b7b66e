"""Good answers in the assistant's own words beside wrong ones on the same passage."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Cause, Diagnosis, Passage, Trace, Turn
from tools.diagnosis.engine import diagnose, examined
from tools.diagnosis.facts import Facts
from tools.diagnosis.rules import default_rules

RETURNS = "Returns: items may be returned within {} days of purchase with the receipt."
BAGGAGE = (
    "Checked baggage: up to 23 kg in Economy and 32 kg in Business. Each extra kilo costs €12."
)
REFUND_ZH = "退货：签收后7天内可无理由退货，15天内有质量问题可换货。退货运费由买家承担。"
LUGGAGE_ZH = "免费托运行李额：经济舱20公斤，公务舱30公斤。超出部分每公斤收15元。"
PLANS = "Lite costs $4 a month and has 5 GB. Pro costs $9 a month and has 100 GB."
PLANS_ZH = "标准版每月19元，5个席位；专业版每月49元，20个席位，支持单点登录。"
WARRANTY = (
    "Warranty: 36 months from purchase for home use, 12 months for professional use. "
    "Keep the receipt."
)
CERTIFICATE_ZH = "证书：测验满60分可申请电子证书，免费；纸质证书工本费20元，含邮费。"
ATM = (
    "Retained cards: if an ATM keeps your card, call 555-0134 within 24 hours to block it. "
    "A new card arrives in 5 working days and is free."
)
ATM_ZH = (
    "吞卡处理：ATM吞卡后请在24小时内拨打95511挂失，持身份证到网点领取，补卡免费，5个工作日寄出。"
)
PROBATION_ZH = "试用期：劳动合同期限一年以上不满三年的，试用期不得超过二个月。"


def told(query: str, answer: str, *passages: str, before: str = "") -> Trace:
    shown = [Passage(id=f"p{at}", text=text) for at, text in enumerate(passages)]
    history = [Turn(role="assistant", text=before)] if before else []
    return Trace(id="t", query=query, answer=answer, retrieved=shown, history=history)


def found(query: str, answer: str, *passages: str, before: str = "") -> Diagnosis:
    return diagnose(told(query, answer, *passages, before=before), lang=language_of(query))


def by_rules(query: str, answer: str, passage: str) -> Cause:
    """What the rules say, before all signs are weighed together."""
    trace = told(query, answer, passage)
    return examined(Facts(trace, language_of(query), default_rules(), None))[0].cause


@pytest.mark.parametrize(
    ("query", "passage", "good", "wrong"),
    [
        (
            "I bought it 20 days ago, can I still return it?",
            RETURNS.format(30),
            "Yes. 20 days is still within the 30-day return period, so bring the receipt.",
            "No. You can only return it within 14 days of purchase with the receipt.",
        ),
        (
            "My suitcase weighs 26 kg, is that ok?",
            BAGGAGE,
            "Your 26 kg bag is over the 23 kg limit in Economy, so the extra 3 kg would cost €36.",
            "Yes, that's fine: Economy allows checked baggage up to 26 kg.",
        ),
        (
            "行李28公斤超不超",
            LUGGAGE_ZH,
            "经济舱是超的，限额20公斤，28公斤超了8公斤，要多付120元；公务舱30公斤就没超。",
            "不超，经济舱免费托运额是28公斤。",
        ),
        (
            "签收12天了这件还能退吗",
            REFUND_ZH,
            "已经12天了，超过了7天的无理由退货期，不能退；如果有质量问题，15天内还可以换。",
            "可以的，签收后12天内都可以无理由退货。",
        ),
        (
            "What's the difference between Lite and Pro?",
            PLANS,
            "Lite costs $4 a month and has 5 GB; Pro costs $9 a month and has 100 GB.",
            "Lite costs $9 a month and has 5 GB; Pro costs $4 a month and has 100 GB.",
        ),
        (
            "标准版和专业版有啥区别",
            PLANS_ZH,
            "标准版每月19元、5个席位；专业版每月49元、20个席位，还支持单点登录。",
            "标准版每月49元、5个席位；专业版每月19元、20个席位，还支持单点登录。",
        ),
        (
            "电子证书和纸质证书都要钱吗",
            CERTIFICATE_ZH,
            "电子证书免费，纸质证书收20元工本费，邮费已经包含。",
            "电子证书要20元工本费，纸质证书免费，邮费已经包含。",
        ),
        (
            "试用期最长多久",
            PROBATION_ZH,
            "合同一年以上不满三年的，试用期不超过两个月。",
            "合同一年以上不满三年的，试用期可以超过两个月。",
        ),
        (
            "hey my card got eaten by the machine, help",
            ATM,
            "Oh no! Ring 555-0134 in the next 24 hours so we can block it. A new one gets to you "
            "in 5 working days and costs nothing.",
            "Oh no! Ring 555-0134 in the next 24 hours so we can block it. A new one gets to you "
            "in 2 working days and costs nothing.",
        ),
        (
            "卡被吞了咋办啊",
            ATM_ZH,
            "别着急，24小时内先打95511挂失，再带身份证去网点领就行；要是补卡的话不收费。",
            "别着急，24小时内先打95511挂失，再带身份证去网点领就行；补卡收15元工本费。",
        ),
        (
            "一天吃几次，每次几片",
            "用法用量：口服，每日两次，每次一片。",
            "一天吃两次，一次一片。",
            "一天吃两次，一次三片。",
        ),
        (
            "does the entry fee apply each day?",
            "Entry: the fee is paid once per stay, not per day. Towels are included.",
            "No, you pay it once per stay, no matter how many days you come.",
            "Yes, the fee is paid for every day that you come.",
        ),
    ],
)
def test_own_words_are_told_from_other_facts(
    query: str, passage: str, good: str, wrong: str
) -> None:
    assert found(query, good, passage).cause == "none"
    assert by_rules(query, wrong, passage) != "none"


def test_what_goes_before_a_figure_says_what_it_is_of() -> None:
    asked = "warranty for the shop mixer?"
    good = "For professional use, the warranty is one year from the date of purchase."
    assert found(asked, good, WARRANTY).cause == "none"


@pytest.mark.parametrize(
    ("query", "passage", "answer", "cause"),
    [
        ("Do you ship to Norway?", "We ship to the EU, Norway and the UK.", "Yes, we do.", "none"),
        (
            "Do you ship to Norway?",
            "We ship to the EU, Norway and the UK.",
            "Yes, we ship to Norway.",
            "none",
        ),
        (
            "Do you ship to Norway?",
            "We ship to the EU and the UK. We do not ship to Norway or Switzerland.",
            "Yes, we ship to Norway.",
            "generation",
        ),
        (
            "Is there a dark mode?",
            "Appearance: choose a light or dark mode under Settings.",
            "Yes, there is a dark mode.",
            "none",
        ),
        (
            "Can I smoke on the balcony?",
            "Smoking is not allowed in the rooms or on the balcony.",
            "Yes, of course.",
            "generation",
        ),
        ("支持花呗付款吗", "付款方式：支持微信、支付宝和花呗付款。", "支持的。", "none"),
        (
            "支持花呗付款吗",
            "付款方式：支持微信和支付宝，不支持花呗付款。",
            "支持的。",
            "generation",
        ),
        (
            "支持微信支付吗",
            "支付方式：支持支付宝和银行卡，暂不支持微信支付。",
            "支持微信支付。",
            "generation",
        ),
        ("阳台可以抽烟吗", "房间和阳台禁止抽烟，吸烟请到一楼吸烟区。", "不可以哦。", "none"),
    ],
)
def test_yes_and_no_are_held_against_what_was_asked(
    query: str, passage: str, answer: str, cause: str
) -> None:
    assert found(query, answer, passage).cause == cause


def test_a_price_told_before_is_added_to() -> None:
    delivery = "Delivery costs $14.95 on orders below $250, and nothing on others."
    told = found(
        "so what is that with delivery, only the topper?",
        "$243.95 altogether: $229 for the topper plus $14.95 delivery, since it is below $250.",
        delivery,
        before="The wool topper is $229.",
    )
    assert told.cause == "none"


def test_what_is_added_to_a_passage_is_a_fault_of_writing() -> None:
    end = found(
        "实木床的架子保几年？",
        "实木框架保修5年，报修时提供订单号就行。到期后还可以按每年199元购买延保。",
        "质保：实木框架保修5年，五金件保修2年，面料保修1年。报修提供订单号即可。",
    )
    assert end.cause in {"generation", "undetermined"}
    assert "199" in end.stages[3].evidence


def test_a_price_that_puts_an_end_to_the_old_one_holds() -> None:
    prices = "气价调整（2025年1月1日起，旧价停止执行）：第一档3.05元/立方米，第二档3.66元/立方米。"
    assert found("第一档气价现在是多少", "第一档现在是3.05元/立方米。", prices).cause == "none"


def test_who_says_that_a_word_of_the_question_is_nowhere_declines_well() -> None:
    others = [Entry(id=f"n{at}", text=f"How unit {at} of the plant works.") for at in range(30)]
    store = "Subscriptions bought in the app store are cancelled with Apple, not in the app."
    sync = "Notes sync every five minutes while the app is open."
    corpus = Corpus([Entry(id="store", text=store), Entry(id="sync", text=sync), *others])
    trace = Trace(
        id="t",
        query="Is there an Apple Watch app?",
        answer="Our pages say nothing about the Apple Watch, so I can't confirm that one.",
        retrieved=[Passage(id="sync", text=sync)],
    )
    assert diagnose(trace, lang="en", corpus=corpus).cause == "none"
