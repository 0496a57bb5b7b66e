"""Where it was not logged what was retrieved, the corpus tells what a good answer is."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.language import language_of
from knowledge.records import Diagnosis, Trace
from tools.diagnosis.engine import diagnose

CORPUS = Corpus(
    [
        Entry(id="r", text="Returns: unopened items can be returned within 30 days."),
        Entry(id="s", text="Shipping takes 3 to 5 days within the UK."),
        Entry(id="w", text="质保：整机质保两年，电池一年。"),
    ]
)
CASES = [
    (
        "How many days do I have to return an unopened item?",
        "You can return unopened items within {} days.",
        "30",
        "60",
    ),
    ("整机质保几年", "整机质保{}年。", "两", "五"),
]


def judged(query: str, answer: str, corpus: Corpus | None = CORPUS) -> Diagnosis:
    trace = Trace(id="t", query=query, answer=answer)
    return diagnose(trace, lang=language_of(query), corpus=corpus)


@pytest.mark.parametrize(("query", "answer", "right", "wrong"), CASES)
def test_an_answer_is_held_against_what_the_corpus_has_on_the_question(
    query: str, answer: str, right: str, wrong: str
) -> None:
    good, bad = judged(query, answer.format(right)), judged(query, answer.format(wrong))
    assert good.cause == "none"
    assert (bad.cause, bad.subcause) == ("generation", "contradiction")
    assert {one.stages[2].verdict for one in (good, bad)} == {"unknown"}
    assert judged(query, answer.format(wrong), None).cause == "undetermined"


@pytest.mark.parametrize(
    ("query", "answer"),
    [("Do you sell gift cards?", "Yes, from £10."), ("怎么开发票", "在订单页申请。")],
)
def test_of_what_the_corpus_has_nothing_nothing_is_told(query: str, answer: str) -> None:
    assert judged(query, answer).cause == "undetermined"
