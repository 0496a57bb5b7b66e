"""What rests on a passage by its words may still say the opposite of it."""

import pytest

from knowledge.language import language_of
from knowledge.records import Passage, Trace
from tools.diagnosis.engine import diagnose

PETS = "宠物：景区不允许携带宠物，导盲犬除外。东门外设有宠物寄存处，20元/只，8:00至17:00。"


def cause_of(query: str, answer: str, passage: str) -> str:
    found = [Passage(id="p", text=passage)]
    trace = Trace(id="t", query=query, answer=answer, retrieved=found)
    return diagnose(trace, lang=language_of(query)).cause


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        ("可以带宠物入园。东门外有寄存处，每只20元，8点到17点可以寄存。", "generation"),
        ("不可以带宠物入园，导盲犬除外。东门外有寄存处，每只20元，8点到17点可以寄存。", "none"),
    ],
)
def test_a_permission_turned_round_is_not_carried_by_what_stands_beside_it(
    answer: str, cause: str
) -> None:
    assert cause_of("能带狗进去吗", answer, PETS) == cause


def test_the_same_in_english() -> None:
    passage = (
        "Pets: pets are not allowed in the park, except guide dogs. There is a pet kennel outside"
        " the east gate, $20 each, 8 am to 5 pm."
    )
    wrong = "Yes, pets are allowed in the park. There is a kennel at the east gate for $20."
    assert cause_of("can i bring my dog", wrong, passage) == "generation"
