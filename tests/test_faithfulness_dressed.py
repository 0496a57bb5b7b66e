"""Faithfulness does not hold an answer's citations, mark-up and courtesies against it."""

import pytest

from knowledge.records import Example, Passage, Score, Trace
from tools.evals.scorers.faithfulness import faithfulness
from tools.evals.scorers.scorer import Means

CARE = "Rinse the water filter once a month. Replace it after 400 litres of water."
STAY = "早餐在二楼餐厅供应，时间为六点半至十点，儿童身高1.2米以下免费。"


def scored(answer: str, passage: str) -> Score:
    trace = Trace(id="t", query="?", answer=answer, retrieved=[Passage(id="p", text=passage)])
    return faithfulness(Example(id="t", query="?"), trace, Means())


@pytest.mark.parametrize(
    ("answer", "passage"),
    [
        ("Rinse the water filter once a month [1].", CARE),
        ("Hi Jordan! Rinse the water filter once a month [3]. Hope this helps!", CARE),
        ("**Rinse** the water filter once a month ([care](https://example.com/7)).", CARE),
        ("<think>There are 17 of them.</think>Rinse the water filter once a month.", CARE),
        ("您好！早餐时间为六点半至十点[2]。希望对您有帮助！", STAY),
        ("早餐时间为六点半至十点。（来源：住店指南.pdf）", STAY),
    ],
)
def test_what_stands_around_an_answer_is_not_held_against_it(answer: str, passage: str) -> None:
    found = scored(answer, passage)
    assert found.value is not None
    assert found.value > 0.7
    assert not found.spans


def test_what_is_made_up_is_marked_where_it_stands_beside_its_citation() -> None:
    answer = "<think>hm</think>Thanks for asking! 早餐时间为七点至十一点[2]。"
    found = scored(answer, STAY)
    assert found.value is not None
    assert found.value < 0.7
    assert "七点" in "".join(answer[one.start : one.end] for one in found.spans)


def test_an_answer_of_nothing_but_courtesies_is_still_scored() -> None:
    assert scored("Thanks for your patience!", CARE).value is not None
