"""A case is read out of what people paste, or they are told what is missing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BadInput
from tools.diagnosis.paste import parse_case

Q, A = "生成一条30秒的儿童玩具测评脚本", "成人玩具推荐"


@pytest.mark.parametrize(
    "text",
    [
        f"用户输入“{Q}”，AI 却生成了“{A}”，为什么？",
        f"用户问「{Q}」，它答「{A}」，这是哪个环节的问题",
        f"用户输入{Q}，AI却生成了{A}，这是哪个环节的问题？",
        f"用户：{Q}\nAI：{A}",
        f"Q: {Q}\nA: {A}",
        f"问：{Q}\n答：{A}",
        f"“{Q}” → “{A}”",
        f'{{"query": "{Q}", "answer": "{A}"}}',
        f'帮我看看这条：{{"query": "{Q}", "answer": "{A}"}} 为什么错了',
        f'The user asked "{Q}" but it answered "{A}". Why?',
    ],
)
def test_ways_to_paste_a_case(text: str) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == (Q, A)
    assert case.id.startswith("case-")


@pytest.mark.parametrize(
    "text",
    [
        "The user asked 'how long do refunds take' and the bot replied 'two weeks'",
        "User: how long do refunds take\nAssistant: two weeks",
        "she asked “how long do refunds take”, it returned “two weeks”, which stage broke?",
    ],
)
def test_english_cases(text: str) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == ("how long do refunds take", "two weeks")


def test_the_same_case_keeps_its_id() -> None:
    one, other = parse_case(f"Q: {Q}\nA: {A}"), parse_case(f"用户：{Q}\nAI：{A}")
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_json_keeps_what_it_says() -> None:
    case = parse_case('{"id": "t-7", "query": "a", "answer": "b", "intent": {"slots": {"x": 1}}}')
    assert case is not None
    assert case.id == "t-7"
    assert case.intent is not None
    assert case.intent.slots == {"x": 1}


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("问：退款几天\n答：九周\n资料：退款三周到账。", ["退款三周到账。"]),
        ("问：退款几天\n资料：退款三周到账。\n答：九周", ["退款三周到账。"]),
        ("问：退款几天 答：九周 上下文：退款三周到账。", ["退款三周到账。"]),
        (
            "问：退款几天\n答：九周\n检索结果：\n1. 退款三周到账。\n2. 当天发货。",
            ["退款三周到账。", "当天发货。"],
        ),
        ("问：退款几天\n答：九周\n参考：甲\n参考：乙", ["甲", "乙"]),
        ("问：退款几天\n答：九周", None),
    ],
)
def test_labelled_passages(text: str, passages: list[str] | None) -> None:
    case = parse_case(text)
    assert case is not None
    assert (case.query, case.answer) == ("退款几天", "九周")
    found = None if case.retrieved is None else [one.text for one in case.retrieved]
    assert found == passages


@pytest.mark.parametrize("label", ["Context", "Passage", "Source"])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_labelled_passages_in_english(label: str, between: str) -> None:
    parts = ["Q: How long?", "A: Nine weeks.", f"{label}: A refund takes three weeks."]
    case = parse_case(between.join(parts))
    assert case is not None
    assert (case.query, case.answer.rstrip(".")) == ("How long?", "Nine weeks")
    assert case.retrieved is not None
    assert [(p.id, p.text) for p in case.retrieved] == [("p1", "A refund takes three weeks.")]


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


def test_numbers_are_ids_too() -> None:
    case = parse_case(
        '{"id": 7, "query": "a", "answer": "b", "user_id": 12, "retrieved":'
        ' [{"id": 3, "text": "c"}, "d", {"id": null, "page_content": "e"}]}'
    )
    assert case is not None
    assert (case.id, case.user_id) == ("7", "12")
    assert case.retrieved is not None
    assert [(one.id, one.text) for one in case.retrieved] == [("3", "c"), ("p2", "d"), ("p3", "e")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"query": "a", "answer": "b', "diagnosis.paste.cut_off"),
        ('{"query": "a", "answer": "b"', "diagnosis.paste.cut_off"),
        ('看看这条 {"id": 7, "query": "a", "retrieved": [{"id": "x"}', "diagnosis.paste.cut_off"),
        ('[{"question": "a", "answer": "b"}', "diagnosis.paste.cut_off"),
        ('{"query": "a" "answer": "b"}', "diagnosis.paste.broken_json"),
        (
            '[{"query": "a", "answer": "b"}, {"query": "c", "answer": "d"}]',
            "diagnosis.paste.several",
        ),
        ('{"query": "a", "answer": "b"}\n{"query": "c", "answer": "d"}', "diagnosis.paste.several"),
        (f"用户问“{Q}”", "diagnosis.paste.no_answer"),
        (f"AI 回答“{A}”", "diagnosis.paste.no_query"),
        ('{"query": "a"}', "diagnosis.paste.bad_json"),
        ('{"query": 5, "answer": []}', "diagnosis.paste.bad_json"),
        ("用户问：x\n" + "长" * 200_000, "diagnosis.paste.too_long"),
    ],
)
def test_what_is_missing_is_named(text: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_case(text)
    assert caught.value.key == key
    assert caught.value.text("zh")
    assert caught.value.text("en")


@pytest.mark.parametrize(
    "text",
    ["为什么这条脚本会失败？", "Why did it fail?", "", "{", "你好", '{"x": 1', '{"response": 1}'],
)
def test_what_is_no_case(text: str) -> None:
    assert parse_case(text) is None


@given(st.text(max_size=200))
def test_any_text_is_a_case_or_not_or_an_error(text: str) -> None:
    try:
        case = parse_case(text)
    except BadInput:
        return
    assert case is None or (case.query and case.id)
