"""What is blamed on retrieval, and what is not, where question, page and answer differ in words."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose

PAGES = {
    "lens": "Rigid lenses have to be left out for seven days before an eye test, soft lenses for a"
    " day. We fit lenses from the age of ten.",
    "post": "Lenses are posted every three months, free of charge. You can pause two deliveries a"
    " year.",
    "delivery": "Standard delivery costs £14.95 for orders below £250 and is free above that.",
    "urgent": "For a painful red eye ring us at once. We keep slots at 9:00 and 14:00.",
    "pass": "本市居民年卡200元，全年不限次入园，国庆假期除外。",
    "ticket": "成人票120元，儿童票60元，门票当日有效。",
    "hose": "橡胶软管用满18个月须更换，金属波纹管可用8年。",
    "bill": "每逢单月10日抄表，出账后30日内缴清。",
    "roof": "顶层套房48平方米，配有管家服务和观景浴缸。",
}


def judged(
    query: str,
    answer: str,
    retrieved: str,
    *,
    used: str | None = None,
    rewritten: str | None = None,
    reference: str | None = None,
) -> Diagnosis:
    handed = None if used is None else used.split()
    shown = [
        Passage(id=name, text=PAGES[name], used=None if handed is None else name in handed)
        for name in retrieved.split()
    ]
    trace = Trace(
        id="t",
        query=query,
        answer=answer,
        retrieved=shown,
        rewritten_query=rewritten,
        reference=reference,
    )
    corpus = Corpus([Entry(id=name, text=text) for name, text in PAGES.items()])
    return diagnose(trace, lang=language_of(query), corpus=corpus)


def test_a_page_on_the_question_as_it_was_rewritten_is_no_gap() -> None:
    query, answer = "灶上那根皮管用了两年多了，用不用换", "要换，橡胶软管用满18个月就须更换。"
    found = judged(query, answer, "hose bill", rewritten="橡胶软管更换年限")
    assert found.cause == "none"


def test_what_was_missed_is_told_by_the_rewriting_too() -> None:
    query, answer = "灶上那根皮管用了两年多了，用不用换", "抱歉，没有查到橡胶管使用年限的规定。"
    found = judged(query, answer, "bill", rewritten="橡胶软管更换年限")
    assert (found.cause, found.subcause) == ("retrieval", "miss")


def test_a_page_that_the_answer_has_its_figures_from_is_no_gap() -> None:
    query = "so what's the postage on a £90 parcel?"
    found = judged(query, "£14.95, as delivery is only free above £250.", "delivery post")
    assert found.cause != "retrieval"
    made_up = judged(query, "It's £7.20 to any address.", "urgent post")
    assert made_up.cause != "none"


@pytest.mark.parametrize(
    ("query", "answer", "retrieved", "used", "rewritten"),
    [
        (
            "年卡国庆能用吗",
            "可以的，门票当日有效，国庆也可以正常使用。",
            "ticket pass",
            "ticket",
            None,
        ),
        (
            "Do rigid ones have to stay out ahead of the test on Friday?",
            "I don't see any rule about leaving lenses out beforehand.",
            "post lens",
            "post",
            "rigid lenses before an eye test",
        ),
    ],
)
def test_a_page_with_far_more_of_the_question_than_what_was_handed_on_was_left_out(
    query: str, answer: str, retrieved: str, used: str, rewritten: str | None
) -> None:
    found = judged(query, answer, retrieved, used=used, rewritten=rewritten)
    assert (found.cause, found.subcause) == ("retrieval", "ranking")


@pytest.mark.parametrize(
    ("query", "answer", "retrieved"),
    [
        (
            "Do you fit coloured lenses for costume parties?",
            "I couldn't find anything about coloured lenses or costume parties, sorry.",
            "post urgent",
        ),
        (
            "国庆有花车游行吗",
            "抱歉，页面里没有提到花车游行，没法确认。",
            "ticket",
        ),
    ],
)
def test_a_page_without_what_the_refusal_says_is_missing_was_not_missed(
    query: str, answer: str, retrieved: str
) -> None:
    assert judged(query, answer, retrieved).cause == "none"


@pytest.mark.parametrize(
    ("query", "answer", "reference"),
    [
        ("皮管用了两年要换吗", "不用换，可以用8年。", "橡胶软管用满18个月须更换"),
        ("顶层那间有多大", "有58平方米。", "48平方米"),
    ],
)
def test_a_page_with_the_words_of_a_short_reference_holds_it(
    query: str, answer: str, reference: str
) -> None:
    found = judged(query, answer, "hose roof", reference=reference)
    assert found.cause == "generation"


@pytest.mark.parametrize(
    ("query", "answer", "retrieved"),
    [
        (
            "How much is standard delivery for a £90 order?",
            "Standard delivery costs £14.95. You also get a scented candle in a velvet box.",
            "delivery",
        ),
        (
            "Can I pause my lenses?",
            "You can pause two deliveries a year, and if you ask by phone we'll credit ten euros.",
            "post",
        ),
        (
            "金属波纹管能用几年",
            "金属波纹管可用8年，另外还免费赠送燃气报警器一台。",
            "hose",
        ),
        (
            "儿童票多少钱",
            "儿童票60元，门票当日有效。还可以提前在小程序选座位。",
            "ticket",
        ),
    ],
)
def test_what_an_answer_says_that_it_adds_has_to_be_known(
    query: str, answer: str, retrieved: str
) -> None:
    found = judged(query, answer, retrieved)
    assert (found.cause, found.subcause) == ("generation", "beyond_passages")


@pytest.mark.parametrize(
    ("query", "answer", "retrieved"),
    [
        (
            "How much is standard delivery for a £90 order?",
            "Standard delivery costs £14.95. It's also free above £250.",
            "delivery",
        ),
        (
            "Can I pause my lenses?",
            "Yes, you can pause two deliveries a year. Please also let us know if you need help.",
            "post",
        ),
        ("金属波纹管能用几年", "金属波纹管可用8年，另外橡胶软管用满18个月须更换。", "hose"),
        ("儿童票多少钱", "儿童票60元，而且门票当日有效。", "ticket"),
        ("顶层套房多大", "顶层套房48平方米，还有管家服务。", "roof"),
    ],
)
def test_what_an_answer_adds_from_the_page_is_fine(query: str, answer: str, retrieved: str) -> None:
    assert judged(query, answer, retrieved).cause == "none"
