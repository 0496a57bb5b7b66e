"""Which words of an English answer a reader is shown as unsupported."""

import pytest

from tools.evals.row import Row
from tools.evals.scorers.faithfulness import faithfulness
from tools.evals.scorers.scorer import Means

FERRY = (
    "The ferry to Oslin leaves Port Verity at 8 a.m. and takes two hours. A ticket costs 12 "
    "dollars. Bicycles travel free of charge. Dogs stay on the lower deck."
)


def shown(answer: str) -> list[str]:
    row = Row(id="1", context=FERRY, answer=answer)
    score = faithfulness(row.example(), row.trace(), Means())
    return [score.answer[span.start : span.end] for span in score.spans]


def test_of_a_claim_that_is_made_up_all_is_marked() -> None:
    invented = "Passengers praised the friendly crew and the excellent vegetarian breakfast."
    assert shown(f"A ticket costs 12 dollars. {invented}") == [invented]


def test_where_one_word_tells_what_is_wrong_only_that_is_marked() -> None:
    assert shown("A ticket costs 15 dollars.") == ["15 dollars"]


@pytest.mark.parametrize(
    "answer",
    [
        "Dogs stay on the lower deck.",
        "The passage explains that dogs stay on the lower deck.",
        "It particularly highlights: dogs stay on the lower deck.",
    ],
)
def test_words_about_the_source_are_not_marked(answer: str) -> None:
    assert shown(answer) == []


def test_marks_lie_in_their_claims_and_do_not_meet() -> None:
    answer = (
        "The ferry leaves at 9 a.m., and its captain, Nora Quill, welcomes musicians; bicycles "
        "cost 5 dollars. Sunset cruises sail on Fridays."
    )
    row = Row(id="1", context=FERRY, answer=answer)
    spans = faithfulness(row.example(), row.trace(), Means()).spans
    ends = [0, *(span.end for span in spans)]
    assert spans
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    texts = [answer[one.start : one.end] for one in spans]
    assert "9 a.m." in texts
    assert all(text[0].isalnum() for text in texts)
    assert all("." not in text.replace("a.m.", "")[:-1] for text in texts)
