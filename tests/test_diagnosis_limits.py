"""What an answer must keep to whatever it says: it ends, and it is what the user asked for."""

import pytest

from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.diagnosis.engine import diagnose


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
