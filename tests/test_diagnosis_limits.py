"""What an answer must keep to whatever it says: it ends, and it is what the user asked for."""

import pytest

from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose
from tools.diagnosis.stipulated import stipulations


def judged(query: str, answer: str, *passages: str, reference: str | None = None) -> Diagnosis:
    shown = [Passage(id=f"p{at}", text=text) for at, text in enumerate(passages)]
    trace = Trace(id="t", query=query, answer=answer, retrieved=shown, reference=reference)
    return diagnose(trace, lang=language_of(query))


VAN = "To rent a van you need a driving licence held for two years and a credit card."
REFUND = "退票规则：开演前三天以上退票，手续费为票价的10%；三天以内为30%；开演后不退。"


@pytest.mark.parametrize("with_reference", [True, False])
@pytest.mark.parametrize(
    ("query", "answer", "passage", "reference"),
    [
        ("What do I need to rent a van?", "You need a driving licence and a", VAN, "A licence"),
        ("退票手续费怎么算", "开演前三天以上退票，手续费为", REFUND, "三天以上10%"),
    ],
)
def test_an_answer_that_breaks_off_is_no_good_one_though_it_says_what_the_passage_says(
    query: str, answer: str, passage: str, reference: str, *, with_reference: bool
) -> None:
    found = judged(query, answer, passage, reference=reference if with_reference else None)
    assert (found.cause, found.subcause) == ("generation", "breaks_off")


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "What do I need to rent a van?",
            "A driving licence held for two years and a credit card",
            VAN,
        ),
        ("三天以内退票手续费多少", "票价的30%", REFUND),
    ],
)
def test_an_answer_without_a_full_stop_is_not_blamed_for_that(
    query: str, answer: str, passage: str
) -> None:
    assert judged(query, answer, passage).cause == "none"


BASIC = "The Basic plan is $25 a month and covers off-peak hours, from 9 to 4."
BREAKFAST = "早餐每天7点到10点在一楼餐厅供应，每位58元，住店客人凭房卡免费，儿童半价。"
LONG = "早餐每天早上七点到十点在一楼餐厅供应，每位客人58元，住店客人凭房卡免费，儿童半价。"
DESCALE = "To descale it fill the tank with vinegar, run the cycle, and rinse the tank."
PETS = "酒店不接待宠物入住，导盲犬除外。"


@pytest.mark.parametrize(
    ("query", "good", "bad", "passage", "missed"),
    [
        (
            "In one sentence, what does the Basic plan cover?",
            "The Basic plan covers off-peak hours for $25 a month.",
            "The Basic plan covers off-peak hours. It costs $25 a month.",
            BASIC,
            "1 at most; 2",
        ),
        (
            "Explain the Basic plan without mentioning the price.",
            "The Basic plan covers off-peak hours, from 9 to 4.",
            "The Basic plan covers off-peak hours, from 9 to 4; its price is $25 a month.",
            BASIC,
            "price",
        ),
        (
            "Give me two steps to descale it",
            "1. Fill the tank with vinegar and run the cycle.\n2. Rinse the tank.",
            "1. Fill the tank with vinegar.\n2. Run the cycle.\n3. Rinse the tank.",
            DESCALE,
            "2 exactly; 3",
        ),
        (
            "Return the hours of the Basic plan as JSON",
            '{"plan": "Basic", "hours": "off-peak, from 9 to 4"}',
            "The Basic plan covers off-peak hours, from 9 to 4.",
            BASIC,
            "JSON",
        ),
        (
            "早餐几点供应？不超过20个字",
            "早餐7点到10点，在一楼餐厅。",
            LONG,
            BREAKFAST,
            "不超过 20，实际 37",
        ),
        ("早餐几点供应？请用英文回答", "From 7 to 10.", LONG, BREAKFAST, "英文"),
        ("宠物可以入住酒店吗？只回答是或否", "否", PETS, PETS, "只答是或否"),
        (
            "请分点说明早餐供应的时间和价格",
            "1. 早餐每天7点到10点供应\n2. 每位58元",
            "早餐每天7点到10点供应。每位58元，住店客人凭房卡免费。",
            BREAKFAST,
            "分条",
        ),
        (
            "What does renting a van need? One short sentence please, it's for my mum",
            "A driving licence held for two years and a credit card.",
            "You need a driving licence. It must be held for two years. You need a credit card.",
            VAN,
            "1 at most; 3",
        ),
        (
            "Please answer in Spanish: what do I need to rent a van?",
            "Un permiso de conducir de dos años y una tarjeta de crédito.",
            "You need a driving licence held for two years and a credit card.",
            VAN,
            "Spanish",
        ),
        (
            "Explain what renting a van needs, no bullet points please",
            "To rent a van you need a driving licence held for two years and a credit card.",
            "- a driving licence held for two years\n- a credit card",
            VAN,
            "no list",
        ),
        (
            "请用法语回答：早餐几点供应？",
            "Le petit déjeuner est servi de 7 à 10 heures.",
            LONG,
            BREAKFAST,
            "法语",
        ),
        (
            "总结一下早餐的供应，不要分点",
            "早餐每天7点到10点供应，每位58元，住店客人凭房卡免费。",
            "- 早餐每天7点到10点供应\n- 每位58元\n- 住店客人凭房卡免费",
            BREAKFAST,
            "不分点",
        ),
        (
            "List the towns with a branch starting with B",
            "Bath, Bonn, Bristol",
            "Bath, Leeds, Bristol",
            "We have branches in Bath, Bonn, Bristol, Leeds and York.",
            "begin with B",
        ),
    ],
)
def test_what_the_question_stipulates_of_its_answer_is_checked(
    query: str, good: str, bad: str, passage: str, missed: str
) -> None:
    found = judged(query, bad, passage)
    assert (found.cause, found.subcause) == ("generation", "not_as_asked")
    assert missed in found.stages[-1].evidence
    assert judged(query, good, passage).subcause != "not_as_asked"


@pytest.mark.parametrize(
    "query",
    [
        "How do I write a title under 10 words?",
        "Can my username be under 10 characters?",
        "Does the API respond in JSON?",
        "How do I export the report as a table?",
        "Do your agents reply in Chinese?",
        "What are the three steps of the process?",
        "Can I cancel without mentioning a reason?",
        "昵称不超过20个字可以吗",
        "怎么用一句话介绍自己",
        "标题要求30字以内，超了怎么办",
        "客服能用英文回答吗",
        "苹果用英文怎么说",
        "怎么把结果导出成JSON",
        "我的账户不能使用优惠券，怎么办",
        "不要提前取消会怎样",
        "Do you have staff who speak in Spanish?",
        "Can I get the contract translated to French?",
        "How do I add bullet points?",
        "Which plan names start with a P?",
        "你们支持用法语客服吗？",
        "为什么不要分点？",
        "把界面翻译成日语要多少钱",
        "怎么把界面改成日语？",
    ],
)
def test_what_a_question_is_about_is_no_stipulation(query: str) -> None:
    assert stipulations(query) == ()


def test_a_reference_that_does_not_keep_to_it_either_shows_that_nobody_minds() -> None:
    said = "The Basic plan covers off-peak hours. It costs $25 a month."
    query = "In one sentence, what does the Basic plan cover?"
    assert judged(query, said, BASIC, reference=said).cause == "none"


@pytest.mark.parametrize(
    ("query", "answer", "passage", "other"),
    [
        (
            "When is breakfast?",
            "Unfortunately I do not have that information.",
            "Breakfast is served 7:00-10:00 and costs 18 euros.",
            "Check-in is from 15:00 and check-out by 11:00.",
        ),
        (
            "Where do I park?",
            "I'm not able to answer this question. Please contact support.",
            "Parking is behind the building, entrance on Mill Street, 2 euros an hour.",
            "The museum closes at 6 pm.",
        ),
        (
            "押金多久退",
            "抱歉，暂无相关信息。",
            "押金在还车后3天内原路退回。",
            "单车每半小时1.5元。",
        ),
        (
            "快递丢了怎么赔",
            "没有查到丢件赔偿的规定，建议联系客服。",
            "快递丢了的，按声明价值赔付，最高赔5000元。",
            "寄件首重12元，续重每公斤4元。",
        ),
    ],
)
def test_a_refusal_is_blamed_where_a_passage_answers_a_short_question_and_only_there(
    query: str, answer: str, passage: str, other: str
) -> None:
    refused = judged(query, answer, passage, other)
    assert (refused.cause, refused.subcause) == ("generation", "refusal")
    assert judged(query, answer, other).cause in {"none", "retrieval", "undetermined"}


def test_a_reference_that_only_says_yes_is_nothing_to_look_for_in_passages() -> None:
    tour = "The day tour takes eight hours; lunch and entrance fees are included, drinks are not."
    query, answer = "Is lunch included in the tour?", "The documents do not mention lunch."
    found = judged(query, answer, tour, reference="Yes")
    assert (found.cause, found.subcause) == ("generation", "refusal")


@pytest.mark.parametrize(
    ("query", "answer", "passage", "reference"),
    [
        (
            "How much more do visitors pay than members?",
            "Visitors pay $24 and members $9, so the difference is $15.",
            "Entry is $9 for members and $24 for visitors.",
            "$15",
        ),
        (
            "停了5个小时要交多少钱",
            "前2小时免费，剩下3小时按每小时5元算，一共15元。",
            "门诊患者凭挂号单可免费停车2小时，超出后每小时收费5元，当日最高30元。",
            "15元",
        ),
    ],
)
def test_no_stage_and_no_claim_contradicts_a_verdict_that_nothing_is_wrong(
    query: str, answer: str, passage: str, reference: str
) -> None:
    found = judged(query, answer, passage, reference=reference)
    assert found.cause == "none"
    assert all(stage.verdict != "fault" for stage in found.stages)
    assert all(claim.verdict != "contradicted" for claim in found.claims)


def test_a_query_that_was_rightly_declined_is_left_open_and_says_why() -> None:
    found = judged(
        "What is three hundred times seventeen?",
        "Sorry, I can only help with questions on your orders.",
        "Parcels within the country take two working days, abroad ten.",
    )
    assert found.cause == "none"
    assert [stage.verdict for stage in found.stages if stage.verdict == "fault"] == []
    assert "which is right" in found.stages[0].evidence


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "怎么注销账号，用英语回答",
            "Open Settings, choose Account and tap Delete; it takes 7 days.",
            "注销账号：打开设置，选择账号，点击注销，7天后生效。",
        ),
        (
            "What are the opening hours of the library? Respond only in Chinese",
            "图书馆周一至周五开放，从9点到21点。",
            "The opening hours of the library are 9 to 21, Monday to Friday.",
        ),
    ],
)
def test_an_answer_in_another_language_than_its_passages_is_not_blamed_for_its_words(
    query: str, answer: str, passage: str
) -> None:
    assert judged(query, answer, passage).cause in {"none", "undetermined"}


@pytest.mark.parametrize(
    ("query", "answer", "passage", "told"),
    [
        (
            "who should i vote for",
            "That's not something I can help with. I'm here for questions about HR policies.",
            "Annual leave: employees receive 25 days.",
            None,
        ),
        (
            "附近有什么好吃的",
            "不好意思，我是图书馆助手，只能回答借阅方面的问题，这个帮不到您。",
            "每次可借20本，周一闭馆。",
            None,
        ),
        (
            "How much is late check-out?",
            "That's outside my scope, please call the front desk.",
            "Late check-out until 14:00 costs 20 euros.",
            "refusal",
        ),
        (
            "补卡要多久",
            "抱歉，这个帮不到您，我只能回答转账方面的问题。",
            "补卡7个工作日寄出，要多久以短信为准。",
            "refusal",
        ),
    ],
)
def test_to_say_what_one_is_for_is_right_where_no_passage_answers(
    query: str, answer: str, passage: str, told: str | None
) -> None:
    found = judged(query, answer, passage)
    assert (found.cause, found.subcause) == ("generation" if told else "none", told)
