"""A rewriting in other words is told from another question by the answer, and by the corpus."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace, Turn
from tools.claims.replies import asks_whether
from tools.diagnosis.engine import diagnose
from tools.diagnosis.facts import Facts
from tools.diagnosis.intent import examine_intent
from tools.diagnosis.rules import default_rules
from tools.diagnosis.taken_up import taken_up
from tools.diagnosis.turned_round import turned_round

PAGES = {
    "tip": "Household recycling centre: open 9 am to 5 pm, closed on Thursdays.",
    "bins": "General waste is collected every two weeks. Put bins out by 6:30 am.",
    "bulky": "Bulky items such as sofas are collected for £25, booked a week ahead.",
    "pets": "宠物：园区不允许携带宠物，导盲犬除外。东门设有寄存处，每只20元。",
    "ticket": "门票：成人票120元，学生凭证60元，70岁以上老人免票，当日有效。",
    "camp": "露营：须提前3天预约，营地位每晚68元，可自带帐篷，不允许明火。",
}


def facts_of(query: str, rewritten: str, answer: str, found: str, *, docs: bool) -> Facts:
    passages = [Passage(id=found, text=PAGES[found])]
    trace = Trace(id="t", query=query, rewritten_query=rewritten, retrieved=passages, answer=answer)
    corpus = Corpus(Entry(id=name, text=text) for name, text in PAGES.items()) if docs else None
    return Facts(trace, language_of(query), default_rules(), corpus)


def diagnosed(query: str, rewritten: str, answer: str, found: str, *, docs: bool) -> Diagnosis:
    facts = facts_of(query, rewritten, answer, found, docs=docs)
    return diagnose(facts.trace, lang=facts.lang, corpus=facts.corpus)


@pytest.mark.parametrize("docs", [True, False])
@pytest.mark.parametrize(
    ("query", "rewritten", "answer", "found"),
    [
        (
            "is the tip open on thursday",
            "recycling centre opening Thursday",
            "No, it's closed on Thursdays. Other days it's open from 9 am to 5 pm.",
            "tip",
        ),
        (
            "能带狗进去吗",
            "景区能否携带犬只",
            "不可以带宠物入园（导盲犬除外）。东门有寄存处，每只20元。",
            "pets",
        ),
    ],
)
def test_an_answer_that_takes_up_the_question_speaks_for_the_rewriting(
    query: str, rewritten: str, answer: str, found: str, *, docs: bool
) -> None:
    assert examine_intent(facts_of(query, rewritten, answer, found, docs=docs)).verdict == "ok"


@pytest.mark.parametrize("docs", [True, False])
@pytest.mark.parametrize(
    ("query", "rewritten", "answer", "found"),
    [
        (
            "how much do you charge to take an old sofa",
            "household recycling centre hours",
            "The centre is open 9 am to 5 pm and closed on Thursdays.",
            "tip",
        ),
        ("学生票多少钱", "露营预约规则", "露营须提前3天预约，可自带帐篷，不允许明火。", "camp"),
    ],
)
def test_an_answer_to_something_else_speaks_against_it(
    query: str, rewritten: str, answer: str, found: str, *, docs: bool
) -> None:
    assert diagnosed(query, rewritten, answer, found, docs=docs).cause == "intent"


def test_signs_of_an_answer_that_takes_up_what_the_rewriting_dropped() -> None:
    question, asked = "is the tip open on thursday", ["tip", "open", "thursday"]
    rewritten, understood = "recycling centre hours", ["recycl", "centr", "hour"]
    to_it = taken_up(question, asked, rewritten, understood, "No, the tip is closed on Thursday.")
    beside = taken_up(question, asked, rewritten, understood, "Sofas cost £25 to collect.")
    assert to_it.dropped > beside.dropped == 0
    assert (to_it.replies, beside.replies) == (1, 0)


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("how much do I pay for it?", False),
        ("my session stopped, do i pay", True),
        ("got three cats now. any discount?", True),
        ("when is it open, and can she come along?", True),
        ("现在取消算不算违约", True),
        ("要几天才到", False),
    ],
)
def test_a_question_for_yes_or_no(question: str, whether: bool) -> None:
    assert asks_whether(question) is whether


@pytest.mark.parametrize(
    ("query", "rewritten", "answer"),
    [
        ("how do i turn off sync on the phone", "how to turn on sync on phone", "Tap Sync on."),
        ("上个月的电费账单怎么查", "本月电费账单查询", "本月账单可以在首页查看。"),
        ("下周二能来装宽带吗", "下周三上门安装宽带 预约", "下周三上午可以上门。"),
        ("Delete a webhook via the API", "create webhook API", "POST to /webhooks."),
    ],
)
def test_a_word_that_excludes_what_the_user_said_makes_another_request(
    query: str, rewritten: str, answer: str
) -> None:
    found = diagnosed(query, rewritten, answer, "tip", docs=False)
    assert (found.cause, found.subcause) == ("intent", "topic_drift")


@pytest.mark.parametrize(
    ("said", "understood", "spoken", "answer"),
    [
        ("is it open on monday and tuesday", "opening hours tuesday", "", ""),
        ("上个月和这个月的账单", "本月账单", "", ""),
        ("那月底之前呢", "今天之后办理", "今天之后可以吗", ""),
        ("cancel my booking", "cancelled bookings refund", "", ""),
        ("can i buy one online", "in-store purchase", "", "Yes, online at our shop."),
        ("我妈68岁门票多少", "老年人门票优惠", "", ""),
    ],
)
def test_what_was_named_too_is_not_excluded(
    said: str, understood: str, spoken: str, answer: str
) -> None:
    assert turned_round(said, understood, spoken=spoken, answer=answer) is None


@pytest.mark.parametrize(
    ("query", "rewritten", "answer", "found"),
    [
        (
            "I'm 72, do I pay for the sofa to be taken away?",
            "bulky sofa collection fee for people over 70",
            "Yes, taking a sofa away costs £25. Book it a week ahead.",
            "bulky",
        ),
        ("我62了门票多少钱", "60岁以上老人门票价格", "您的门票是成人票120元。", "ticket"),
    ],
)
def test_a_figure_of_the_user_may_be_put_under_the_rule_for_it(
    query: str, rewritten: str, answer: str, found: str
) -> None:
    assert diagnosed(query, rewritten, answer, found, docs=True).cause != "intent"


@pytest.mark.parametrize(
    ("history", "query", "rewritten", "answer", "cause"),
    [
        (
            ["how many grams go in the single basket", "The single basket takes 9 g."],
            "and the double?",
            "default grind setting for espresso",
            "The default grind setting is 5.",
            "intent",
        ),
        (
            ["普通票可以退吗", "普通票开场前2小时可退。"],
            "那联票呢",
            "场馆停车怎么收费",
            "停车前两小时免费，之后每小时5元。",
            "intent",
        ),
        (
            ["Can the basket go in the dishwasher?", "Yes, the basket can."],
            "and the portafilter?",
            "can the portafilter go in the dishwasher",
            "No, please wash the portafilter by hand.",
            "none",
        ),
    ],
)
def test_what_a_follow_up_brings_in_is_kept(
    history: list[str], query: str, rewritten: str, answer: str, cause: str
) -> None:
    turns = [
        Turn(role="user" if at % 2 == 0 else "assistant", text=text)
        for at, text in enumerate(history)
    ]
    trace = Trace(
        id="t",
        query=query,
        rewritten_query=rewritten,
        history=turns,
        retrieved=[Passage(id="p", text=answer)],
        answer=answer,
    )
    assert diagnose(trace, lang=language_of(query)).cause == cause
