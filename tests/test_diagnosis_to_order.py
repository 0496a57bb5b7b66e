"""Texts made to order: a letter, minutes, a caption. Their wording is their own; facts are not."""

from typing import Any

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.asked import Asked
from tools.diagnosis.engine import diagnose
from tools.diagnosis.rules import default_rules

KETTLE = Passage(
    id="kettle",
    text="The Lumo kettle holds 1.7 litres, costs £48, is teal or chalk. Guarantee: 3 years.",
    used=True,
)
STYLE = Passage(
    id="style",
    text="House style: never use 'game-changing' or 'stunning'. Captions have at most 30 words.",
    used=True,
)
FAIR = Passage(
    id="fair",
    text="Autumn fair: stand 14 in Hall C, 3 to 5 October, 15% off for visitors with code FAIR15.",
    used=True,
)
TEA_ZH = Passage(
    id="tea", text="云岫白茶：净含量80克，售价128元，产自福鼎，保质期三年，可冷泡。", used=True
)
MINUTES_ZH = Passage(
    id="minutes", text="7月3日例会：仓库搬迁改到7月20日，由何舟负责；新报价下周定。", used=True
)


def entries(*passages: Passage) -> Corpus:
    return Corpus([Entry(id=one.id, text=one.text) for one in passages])


def judged(query: str, answer: str, *found: Passage, **fields: Any) -> Diagnosis:
    rest = [KETTLE, STYLE, FAIR] if language_of(query) == "en" else [TEA_ZH, MINUTES_ZH]
    trace = Trace(id="t", query=query, answer=answer, retrieved=list(found), **fields)
    return diagnose(trace, lang=language_of(query), corpus=entries(*rest))


@pytest.mark.parametrize(
    ("query", "is_ordered"),
    [
        ("draft a reply to a customer whose kettle leaks", True),
        ("how do I draft a reply?", False),
        ("four taglines for the teal kettle pls", True),
        ("I never got the four emails", False),
        ("Summarise Monday's call in three bullets", True),
        ("can you turn this into plain English: The party of the first part shall indemnify", True),
        ("给供应商拟一封催货邮件", True),
        ("催货邮件怎么写？", False),
        ("端午活动海报文案，活泼点", True),
        ("一直没收到通知", False),
        ("把例会内容概括成一段话", True),
    ],
)
def test_orders_for_a_text_are_told_from_questions(query: str, is_ordered: bool) -> None:
    trace = Trace(id="t", query=query, answer="…", retrieved=[KETTLE])
    assert Asked(trace, default_rules()).creative is is_ordered


@pytest.mark.parametrize(
    ("query", "answer", "found"),
    [
        (
            "caption for the Lumo kettle in teal",
            "Half past six, rain on the window. 1.7 litres of tea says the day can wait.",
            (KETTLE, STYLE),
        ),
        (
            "write a note to a visitor about our stand at the fair",
            "Hello,\n\nYou will find us at stand 14 in Hall C from 3 to 5 October. Show FAIR15 and"
            " 15% comes off.\n\nKind regards,",
            (FAIR,),
        ),
        (
            "给云岫白茶写条朋友圈",
            "雨停了，山还没醒。泡一壶云岫白茶，八十克，够一个人喝完整个秋天。128元，懂的来。",
            (TEA_ZH,),
        ),
        ("7月3日的例会出个纪要", "搬仓库挪到7月20日，何舟盯；报价下周定。", (MINUTES_ZH,)),
    ],
)
def test_colour_and_wording_are_not_held_against_a_text(
    query: str, answer: str, found: tuple[Passage, ...]
) -> None:
    assert judged(query, answer, *found).cause == "none"


def test_an_amount_from_nowhere_is() -> None:
    answer = "Meet the Lumo: 1.7 litres, teal or chalk, and now only £29."
    found = judged("caption for the Lumo kettle", answer, KETTLE)
    assert (found.cause, found.subcause) == ("generation", "invented_number")


def test_an_amount_that_follows_is_not() -> None:
    answer = "The Lumo is 15% off with FAIR15: pay £40.80 instead of £48."
    found = judged("caption for the Lumo kettle at the fair", answer, KETTLE, FAIR)
    assert found.cause == "none"


@pytest.mark.parametrize(
    ("answer", "reference", "cause"),
    [
        ("搬仓库挪到7月20日，何舟盯着。", "20日、何舟；报价未定可不写", "none"),
        ("搬仓库挪到7月12日，何舟盯着。", "应为7/20", "generation"),
    ],
)
def test_the_figures_of_a_note_are_checked(answer: str, reference: str, cause: str) -> None:
    found = judged("帮我写个搬仓库的群通知", answer, MINUTES_ZH, reference=reference)
    assert found.cause == cause


def test_what_a_note_complains_of_is_made_up() -> None:
    answer = "The Lumo kettle: 1.7 litres, teal or chalk, guaranteed for 10 years."
    reference = "where do the 10 years come from? rest fine"
    found = judged("blurb for the Lumo kettle", answer, KETTLE, reference=reference)
    assert (found.cause, found.subcause) == ("generation", "invented_number")


def test_what_a_note_wants_and_nobody_retrieved_was_missed() -> None:
    answer = "Come and see the teal Lumo kettle, £48, at the fair. We would love to meet you."
    reference = "stand 14, Hall C, 3–5 Oct; fair sheet never came up"
    query = "write an invitation to the fair about the Lumo kettle"
    found = judged(query, answer, KETTLE, reference=reference)
    assert (found.cause, found.subcause) == ("retrieval", "miss")
    left = FAIR.model_copy(update={"used": False})
    found = judged(query, answer, KETTLE, left, reference=reference)
    assert (found.cause, found.subcause) == ("retrieval", "ranking")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("caption for the Lumo kettle, no exclamation marks", "Teal, 1.7 litres, yours!"),
        ("two taglines for the Lumo kettle, no numbers", "1. Tea, faster\n2. 1.7 litres of calm"),
        ("blurb for the Lumo kettle, max 8 words", "The Lumo kettle in teal or chalk is here for"
         " every morning, evening and rainy afternoon you have."),
        ("caption for the Lumo kettle", "A stunning kettle in teal or chalk."),
    ],
)  # fmt: skip
def test_what_an_order_or_the_house_bans_or_bounds_is_kept(query: str, answer: str) -> None:
    found = judged(query, answer, KETTLE, STYLE)
    assert (found.cause, found.subcause) == ("generation", "not_as_asked")


def test_a_bound_is_of_the_text_and_not_of_what_is_said_around_it() -> None:
    answer = (
        'Here is one that fits the house style:\n\n"Teal, calm, 1.7 litres."\n\nShall I try chalk?'
    )
    assert judged("blurb for the Lumo kettle, max 8 words", answer, KETTLE).cause == "none"


def test_a_rewriting_that_asks_for_what_was_ruled_out_is_misread() -> None:
    query = "blurb for the Lumo kettle, not for professionals"
    answer = "For professionals who time their tea: the Lumo, 1.7 litres in chalk."
    found = judged(query, answer, KETTLE, rewritten_query="Lumo kettle blurb for professionals")
    assert (found.cause, found.subcause) == ("intent", "topic_drift")


@pytest.mark.parametrize(
    ("query", "subcause"),
    [
        ("make it a bit drier", "lost_history"),
        ("第三条缩短到二十字", "lost_history"),
        ("need an email for wednesday", "vague"),
        ("my neighbour keeps parking across the drive, write him a firm letter", "out_of_scope"),
    ],
)
def test_an_order_needs_a_text_a_matter_and_one_of_the_products(query: str, subcause: str) -> None:
    passage = KETTLE if language_of(query) == "en" else TEA_ZH
    answer = passage.text
    found = judged(query, answer, passage)
    assert (found.cause, found.subcause) == ("query", subcause)


def test_who_says_what_is_missing_serves_the_user() -> None:
    answer = "Our notes don't give the wattage, so I left it out: Lumo, 1.7 litres, teal or chalk."
    query = "blurb for the Lumo kettle with the wattage"
    found = judged(query, answer, KETTLE, reference="wattage isn't stated anywhere; say so")
    assert found.cause == "none"


def test_the_second_of_two_orders_that_was_passed_over_is_told() -> None:
    query = "给云岫白茶写条朋友圈，另外再拟个通知，告诉仓库搬迁改期"
    answer = "雨停了，泡一壶云岫白茶，八十克，128元。"
    found = judged(query, answer, TEA_ZH, MINUTES_ZH)
    assert (found.cause, found.subcause) == ("query", "two_topics")
    both = f"{answer}\n\n通知：仓库搬迁改到7月20日。"
    assert judged(query, both, TEA_ZH, MINUTES_ZH).cause == "none"
