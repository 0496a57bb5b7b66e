"""Good answers in their own words are not blamed where no reference says that they are good."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose

SKATES = (
    "Skate hire: £6 for the first hour, then £4 for each further hour begun. Deposit £20 in cash."
)
LOCKERS = "寄存柜：小柜每天5元，大柜每天8元；超过3天的，每天加收2元。贵重物品不寄存。"
LESSONS = "Swimming lessons: 30 minutes cost £12, 45 minutes cost £17. Children start at age 4."
POLISH = "Clean the lid with warm water, not bleach, which dulls the surface. Rinse and let it dry."
PAGES = {"skates": SKATES, "lockers": LOCKERS, "lessons": LESSONS, "polish": POLISH}


def found(query: str, answer: str, *names: str) -> Diagnosis:
    """The diagnosis of an answer from some of the pages, all of which are the corpus."""
    shown = [Passage(id=name, text=PAGES[name], used=True) for name in names]
    trace = Trace(id="t", query=query, answer=answer, retrieved=shown)
    corpus = Corpus(Entry(id=name, text=text) for name, text in PAGES.items())
    return diagnose(trace, lang=language_of(query), corpus=corpus)


@pytest.mark.parametrize(
    ("query", "answer", "name"),
    [
        (
            "how much is skate hire for 3 hours",
            "£14: £6 for the first hour and £4 for each of the other two.",
            "skates",
        ),
        ("大柜寄存2天多少钱", "大柜每天8元，2天一共16元。", "lockers"),
        ("how much are 45 minutes of swimming lessons", "Each lesson is £17.", "lessons"),
        ("bleach on the lid ok?", "Better not: bleach dulls the surface.", "polish"),
    ],
)
def test_a_good_answer_is_not_blamed(query: str, answer: str, name: str) -> None:
    assert found(query, answer, name).cause in {"none", "undetermined"}


@pytest.mark.parametrize(
    ("query", "answer", "name"),
    [
        ("how much are 45 minutes of swimming lessons", "45 minutes cost £12.", "lessons"),
        ("大柜寄存一天多少钱", "大柜每天5元。", "lockers"),
    ],
)
def test_the_figure_of_another_row_is_a_contradiction(query: str, answer: str, name: str) -> None:
    end = found(query, answer, name)
    assert (end.cause, end.subcause) == ("generation", "contradiction")


@pytest.mark.parametrize(
    ("query", "answer", "name"),
    [
        ("有没有充电宝租", "资料里没有租充电宝的内容，我不好乱答，您问下前台。", "lockers"),
        ("do you rent helmets", "Our pages say nothing about helmets. Please ask.", "skates"),
    ],
)
def test_who_says_what_is_unknown_is_right(query: str, answer: str, name: str) -> None:
    assert found(query, answer, name).cause == "none"


def test_no_verdict_of_a_good_answer_is_very_sure_without_a_reference() -> None:
    end = found("how much is the deposit for skate hire", "The deposit is £20 in cash.", "skates")
    assert end.cause == "none"
    assert end.confidence is not None
    assert end.confidence < 0.9
