"""Traces in people's own words, without a known good answer: of whom, what was understood, what is
said.
"""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace, Turn
from tools.diagnosis.engine import diagnose

STORAGE = {
    "access": "Units can be reached from 6am to 10pm. Round-the-clock access is for ground-floor"
    " units only and costs $15 a month.",
    "climate": "Indoor units on floors 2 and 3 are kept between 55 and 80 degrees. Drive-up units"
    " are not heated or cooled.",
    "mail": "We accept parcels for customers with a business plan only.",
}
CARS = {
    "late": "还车超时4小时以内按每小时日租金的四分之一收费，超过4小时按一天计。",
    "elsewhere": "支持同城不同门店还车，收取80元服务费。跨城市还车须在下单时选择。",
    "start": "取车请携带身份证、驾驶证和信用卡原件，预授权押金3000元。",
}


def found(
    query: str,
    answer: str,
    passages: dict[str, str],
    *,
    rewritten: str | None = None,
    before: tuple[str, str] | None = None,
    corpus: dict[str, str] | None = None,
) -> Diagnosis:
    asked, said = before or ("", "")
    turns = [Turn(role="user", text=asked), Turn(role="assistant", text=said)]
    trace = Trace(
        id="t",
        query=query,
        answer=answer,
        retrieved=[Passage(id=name, text=text) for name, text in passages.items()],
        rewritten_query=rewritten,
        history=turns if before else [],
    )
    known = Corpus(Entry(id=n, text=t) for n, t in corpus.items()) if corpus else None
    return diagnose(trace, lang=language_of(query), corpus=known)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("老人租车有没有优惠，我爸68了", "有的，年满65周岁可享租金8折。"),
        ("我们公司要租十台，能不能便宜点", "可以的，十台以上打九折。"),
        ("Is there a discount today? My mum is 70", "Yes, seniors get 30 percent off."),
    ],
)
def test_who_asks_of_terms_and_says_for_whom_asks_nothing_out_of_scope(
    query: str, answer: str
) -> None:
    passages = CARS if language_of(query) == "zh" else STORAGE
    assert found(query, answer, passages).cause != "query"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("我是不是该减肥了", "支持同城不同门店还车，收取80元服务费。"),
        ("what's the weather tomorrow", "Drive-up units are not heated or cooled."),
    ],
)
def test_talk_and_the_day_stay_out_of_scope(query: str, answer: str) -> None:
    passages = CARS if language_of(query) == "zh" else STORAGE
    end = found(query, answer, passages)
    assert (end.cause, end.subcause) == ("query", "out_of_scope")


@pytest.mark.parametrize(
    ("query", "before", "rewritten", "passage"),
    [
        (
            "and upstairs?",
            ("are drive up units heated", "No, drive-up units are not heated or cooled."),
            "Can I get 24 hour access upstairs",
            "access",
        ),
        (
            "那异地还呢",
            ("还车晚了怎么收费", "4小时以内每小时收日租金的四分之一。"),
            "异地办理驾驶证换证流程",
            "start",
        ),
    ],
)
def test_a_follow_up_rewritten_without_what_it_goes_on_from_was_not_understood(
    query: str, before: tuple[str, str], rewritten: str, passage: str
) -> None:
    text = (STORAGE | CARS)[passage]
    end = found(query, text, {passage: text}, rewritten=rewritten, before=before)
    assert (end.cause, end.subcause) == ("intent", "topic_drift")


@pytest.mark.parametrize(
    ("query", "before", "rewritten", "passage"),
    [
        (
            "and upstairs?",
            ("are drive up units heated", "No, drive-up units are not heated or cooled."),
            "are indoor units upstairs heated",
            "climate",
        ),
        (
            "那异地还呢",
            ("还车晚了怎么收费", "4小时以内每小时收日租金的四分之一。"),
            "异地还车收费",
            "elsewhere",
        ),
    ],
)
def test_a_follow_up_made_whole_by_what_it_goes_on_from_is_understood(
    query: str, before: tuple[str, str], rewritten: str, passage: str
) -> None:
    text = (STORAGE | CARS)[passage]
    assert found(query, text, {passage: text}, rewritten=rewritten, before=before).cause != "intent"


def test_who_says_what_is_not_in_the_corpus_serves_and_a_bare_refusal_shows_the_gap() -> None:
    asked = "Are boxes and tape on sale at the site?"
    named = found(asked, "I couldn't find anything about boxes, sorry.", STORAGE, corpus=STORAGE)
    bare = found(asked, "I could not find that in the documents.", STORAGE, corpus=STORAGE)
    assert named.cause == "none"
    assert (bare.cause, bare.subcause) == ("retrieval", "knowledge_gap")
