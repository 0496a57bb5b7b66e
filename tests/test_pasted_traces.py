"""Traces that are pasted as JSON, in the shapes in which people have them."""

import json

import pytest

from knowledge.errors import BadInput
from tools.diagnosis.paste import parse_case

Q, A = "When do you open?", "At nine."


def test_json_keeps_what_it_says() -> None:
    case = parse_case('{"id": "t-7", "query": "a", "answer": "b", "intent": {"slots": {"x": 1}}}')
    assert case is not None
    assert case.id == "t-7"
    assert case.intent is not None
    assert case.intent.slots == {"x": 1}


RAGAS = {
    "question": "How long does a refund take?",
    "answer": "Nine weeks.",
    "contexts": ["A refund takes three weeks.", "Parcels leave daily."],
    "ground_truth": "Three weeks.",
}


NEWER = {
    "user_input": "How long does a refund take?",
    "response": "Nine weeks.",
    "retrieved_contexts": ["A refund takes three weeks.", "Parcels leave daily."],
    "reference": "Three weeks.",
}


OURS = {
    "query": "How long does a refund take?",
    "answer": "Nine weeks.",
    "retrieved": [{"text": "A refund takes three weeks."}, {"text": "Parcels leave daily."}],
    "reference": "Three weeks.",
}


@pytest.mark.parametrize("found", [RAGAS, NEWER, OURS, [RAGAS]])
def test_the_shapes_in_which_people_have_traces(found: object) -> None:
    case = parse_case(f"Why? {json.dumps(found)}")
    assert case is not None
    assert (case.query, case.answer) == (OURS["query"], OURS["answer"])
    assert case.reference == "Three weeks."
    assert case.retrieved is not None
    assert [one.id for one in case.retrieved] == ["p1", "p2"]
    assert case.retrieved[1].text == "Parcels leave daily."


@pytest.mark.parametrize("names", [("user", "assistant"), ("human", "ai"), ("User", "Bot")])
def test_messages_are_read_whatever_their_speakers_are_called(names: tuple[str, str]) -> None:
    said = [(names[0], "Hi"), (names[1], "Hello"), (names[0], Q), ("tool", "{}"), (names[1], A)]
    parts = [{"role": role, "content": [{"type": "text", "text": text}]} for role, text in said]
    case = parse_case(json.dumps({"messages": parts}, ensure_ascii=False))
    assert case is not None
    assert (case.query, case.answer) == (Q, A)
    assert [(one.role, one.text) for one in case.history] == [
        ("user", "Hi"),
        ("assistant", "Hello"),
    ]


@pytest.mark.parametrize("role", [None, [], {"a": 1}, 5, "nobody"])
def test_a_speaker_that_nobody_knows_is_named(role: object) -> None:
    turn = {"role": role, "text": "Hi"}
    with pytest.raises(BadInput, match=r"history\.0\.role"):
        parse_case(json.dumps({"query": "a", "answer": "b", "history": [turn]}))


def test_numbers_are_ids_too() -> None:
    case = parse_case(
        '{"id": 7, "query": "a", "answer": "b", "user_id": 12, "retrieved":'
        ' [{"id": 3, "text": "c"}, "d", {"id": null, "page_content": "e"}]}'
    )
    assert case is not None
    assert (case.id, case.user_id) == ("7", "12")
    assert case.retrieved is not None
    assert [(one.id, one.text) for one in case.retrieved] == [("3", "c"), ("p2", "d"), ("p3", "e")]


def test_an_object_of_other_things_is_told_what_it_lacks() -> None:
    with pytest.raises(BadInput, match="foo, bar"):
        parse_case('{"foo": 1, "bar": "x"}')
