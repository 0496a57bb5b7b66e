"""What a trace shows by itself, without a known good answer: fit, follow-ups, added requests."""

import pytest

from benchmarks.word_pairs import PairIndex, held
from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace, Turn
from tools.diagnosis.asked import Asked
from tools.diagnosis.engine import diagnose
from tools.diagnosis.found import Found
from tools.diagnosis.rules import default_rules

CLEANING = "Clean the filter\nRinse it under warm water once a month and let it dry for a day."
NEAR = "Storage\nBefore you clean anything or change the filter, unplug the appliance."
SHIPPING = "Shipping times\nParcels within the country take two working days, abroad ten."


def found(query: str, answer: str, *passages: Passage, corpus: Corpus | None = None) -> Diagnosis:
    trace = Trace(id="t", query=query, answer=answer, retrieved=list(passages))
    return diagnose(trace, lang=language_of(query), corpus=corpus)


def likely(query: str, *passages: str, before: str = "", corpus: Corpus | None = None) -> float:
    shown = [Passage(id=f"p{at}", text=text) for at, text in enumerate(passages)]
    history = [Turn(role="user", text=before)] if before else []
    trace = Trace(id="t", query=query, answer="", retrieved=shown, history=history)
    return Found(Asked(trace, default_rules()), corpus).likely


def test_a_passage_headed_by_the_question_answers_more_likely_than_one_that_has_its_words() -> None:
    asked = "How do I clean the filter?"
    assert likely(asked, CLEANING, SHIPPING) > likely(asked, NEAR, SHIPPING) + 0.1


def test_a_follow_up_is_held_against_the_corpus_with_what_was_said_before() -> None:
    others = [
        Entry(id=f"n{at}", text=f"How unit {at} of the plant works in winter.") for at in range(40)
    ]
    toaster = "The toaster works by coils that glow; a lever starts it."
    corpus = Corpus([Entry(id="p0", text=toaster), *others])
    alone = likely("How does it work?", toaster, corpus=corpus)
    with_talk = likely(
        "How does it work?", toaster, before="Tell me of the toaster.", corpus=corpus
    )
    assert with_talk > alone + 0.2


def test_a_passage_left_unused_is_blamed_where_the_others_do_not_answer() -> None:
    end = found(
        "How do I clean the filter?",
        "I could not find that in the documents.",
        Passage(id="right", text=CLEANING, used=False),
        Passage(id="wrong", text=SHIPPING, used=True),
    )
    assert (end.cause, end.subcause) == ("retrieval", "ranking")


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        (
            "Filter cleaning schedule Also, parcel tracking numbers",
            "Rinse the filter under warm water once a month.",
            CLEANING,
        ),
        (
            "滤网清洗周期；另外，海外包裹运费",
            "滤网每月用温水冲洗一次。",
            "滤网清洗：滤网每月用温水冲洗一次，清洗周期不要超过一个月。",
        ),
    ],
)
def test_what_is_added_with_a_word_for_it_is_a_second_request(
    query: str, answer: str, passage: str
) -> None:
    end = found(query, answer, Passage(id="p", text=passage))
    assert (end.cause, end.subcause) == ("query", "two_topics")


@pytest.mark.parametrize(
    "query", ["what is three hundred times seventeen", "苹果用英语怎么说", "三十五乘以十七等于多少"]
)
def test_sums_and_translations_are_out_of_scope(query: str) -> None:
    passage = SHIPPING if query.isascii() else "包裹在国内两个工作日送达，海外十天。"
    end = found(query, "A blue whale.", Passage(id="p", text=passage))
    assert (end.cause, end.subcause) == ("query", "out_of_scope")


def test_a_pronoun_within_quotation_marks_addresses_nobody() -> None:
    end = found(
        'What does "Brand your wrappers" in the guide to packing say?',
        "The documents do not mention it.",
        Passage(id="p", text=SHIPPING),
    )
    assert end.cause == "retrieval"


def test_a_passage_that_says_it_is_not_offered_is_quoted_and_not_declined() -> None:
    said = "The interface for filters is currently not provided in the documentation viewer."
    query = "Is there an interface for filters in the documentation viewer?"
    assert found(query, said, Passage(id="p", text=f"Filters\n{said}")).cause == "none"


def test_an_answer_from_one_passage_is_not_misled_by_an_outdated_one_beside_it() -> None:
    answer = "Rinse the filter under warm water once a month and let it dry for a whole day."
    end = found(
        "How do I clean the filter of the dryer?",
        answer,
        Passage(id="p", text=f"Clean the filter of the dryer\n{answer}"),
        Passage(id="q", text="This page on how to clean the filter of the dryer is deprecated."),
    )
    assert end.cause == "none"


def test_an_answer_word_for_word_from_beside_the_question_is_left_open() -> None:
    end = found(
        "What is the exchange rate of the crown?",
        "100ABC = 88.48XYZ.",
        Passage(
            id="right", text="The crown has an exchange rate that the central bank sets daily."
        ),
        Passage(id="bare", text="100ABC = 88.48XYZ"),
    )
    assert end.cause == "undetermined"
    generation = next(one for one in end.stages if one.stage == "generation")
    assert "bare" in generation.evidence


def test_a_follow_up_rewritten_into_something_never_spoken_of_is_drift() -> None:
    trace = Trace(
        id="t",
        query="Cloud certification courses",
        rewritten_query="time series library",
        history=[Turn(role="user", text="How do I send feedback on the console?")],
        retrieved=[Passage(id="p", text="The time series library reads sequences of values.")],
        answer="It reads sequences of values.",
    )
    end = diagnose(trace, lang="en")
    assert (end.cause, end.subcause) == ("intent", "topic_drift")


def test_pairs_of_words_tell_which_passages_hold_an_answer() -> None:
    texts = {"a": "The gate opens at nine in the morning.", "b": "Nine gates, all of them shut."}
    assert held("opens at nine", texts.values()) == 1
    assert held("每天九点开门", ["九点开门"]) == pytest.approx(3 / 5)
    assert PairIndex(texts).holding("gate opens at nine", 0.5) == {"a"}
