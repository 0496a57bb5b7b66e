"""Lengths, topic, constraints, refusals and running figures, in both languages."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring import score

from knowledge.records import Product
from tools.evals.scorers.constraints import checked
from tools.evals.scorers.lengths import fitting

SCRIPT = (
    "《积木》\n30 秒 · 搞笑 · 孩子 · 抖音\n\n[0–5s] 画面：近景\n口播：" + "三盒积木先称个重。" * 14
)
"""8 characters to be said, 14 times over: 112."""


def test_length_counts_characters_without_spaces() -> None:
    assert score("length", "退款 7 天\n").value == 4
    assert score("length", "a cat").value == 4
    assert score("length", "").value == 0


@pytest.mark.parametrize(
    ("answer", "seconds", "value", "told"),
    [
        (SCRIPT, 30, 1, "112"),
        (SCRIPT, "半分钟", 1, "112"),
        (SCRIPT, 15, 0.5804, "太长"),  # 65 / 112
        (SCRIPT, 60, 0.5333, "太短"),  # 112 / 210
        ("Voice: " + "word " * 70, 30, 1, "70"),
        ("Voice: " + "word " * 170, 30, 0.5, "Too long"),  # 85 / 170
        ("Voice: " + "word " * 15, 15, 0.5, "Too short"),  # 15 / 30
    ],
)
def test_duration(answer: str, seconds: Any, value: float, told: str) -> None:
    found = score("duration", answer, constraints={"seconds": seconds})
    assert found.value == value
    assert told in found.reason


def test_a_time_that_the_rule_does_not_list_goes_by_proportion() -> None:
    assert fitting(45, "zh") == pytest.approx((150, 195))
    assert fitting(120, "en") == pytest.approx((246.67, 333.33), abs=0.01)


@pytest.mark.parametrize("seconds", [None, "soon", -3, True, math.nan, [30], {}])
def test_no_duration_no_score(seconds: Any) -> None:
    assert score("duration", SCRIPT, constraints={"seconds": seconds}).value is None
    assert score("duration", "画面：近景", constraints={"seconds": 30}).value is None


@pytest.mark.parametrize(
    ("query", "answer", "value"),
    [
        ("退款要几天到账？", "退款七天内到账。", 1),
        ("How long do refunds take?", "Refunds take 7 days.", 1),
        ("How long do refunds take?", "It takes 7 days to get a refund.", 1),
        ("写一条积木的搞笑脚本，30秒", "口播：三盒积木，我先拿去称了个重。", 1),
        (
            "写一条积木的搞笑脚本，30秒",
            "口播：出门前半小时涂防晒霜，脖子和耳朵后面也要涂到，每两个小时补一次。",
            0,
        ),
        ("What is a fidget?", "取消订单后钱会在七天之内退回原来的账户，节假日顺延。", 0),
    ],
)
def test_topic_consistency(query: str, answer: str, value: float) -> None:
    assert score("topic_consistency", answer, query=query).value == value


def test_a_part_of_the_subject_is_a_part_of_the_score() -> None:
    found = score("topic_consistency", "口播：头一口辅食我煮砸了两次。", query="写一个辅食机的脚本")
    assert found.value is not None
    assert 0.5 < found.value < 1


def test_another_name_of_the_subject_is_the_subject() -> None:
    product = Product(names=(("stress toys", "desk fidgets"),))
    query, answer = "Write a script about stress toys", "Voice: Squeeze desk fidgets at work."
    bare = score("topic_consistency", answer, query=query).value
    assert bare is None or bare < 0.5
    assert score("topic_consistency", answer, query=query, product=product).value == 1


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("退款要几天？", "抱歉，资料里没有提到。"),
        ("退款要几天？", ""),
        ("再来一条", "口播：三盒积木，先称个重。"),
        ("谁写的？", "马头围道。"),
        ("", "退款七天内到账。"),
    ],
)
def test_a_topic_that_cannot_be_told_is_not_scored(query: str, answer: str) -> None:
    assert score("topic_consistency", answer, query=query).value is None


def test_what_an_earlier_turn_says_is_the_subject_of_a_follow_up() -> None:
    found = score(
        "topic_consistency", "口播：三盒积木。", query="再来一条", history=["写一条积木的脚本"]
    )
    assert found.value is not None
    assert found.value > 0.3


def test_a_sentence_near_in_meaning_counts_where_there_is_an_embedder() -> None:
    def embed(texts: Any) -> list[Any]:
        return [np.array([1.0, 0.0], np.float32) for _ in texts]

    query = "How do I cancel my subscription plan?"
    answer = "Open the billing page, press the red button at the bottom, confirm, then wait a day."
    words = score("topic_consistency", answer, query=query).value
    assert words is not None
    assert words < 0.5
    assert score("topic_consistency", answer, query=query, embed=embed).value == 1


@pytest.mark.parametrize(
    ("answer", "name", "value", "met"),
    [
        (SCRIPT, "seconds", 30, True),
        (SCRIPT, "时长", "一分钟", False),
        ("三个字", "characters", 3, True),
        ("三个字", "max_characters", 2, False),
        ("三个字", "min_characters", 4, False),
        ("three short words", "words", [2, 3], True),
        ("three short words", "words", {"min": 4}, False),
        ("中文答案", "language", "zh", True),
        ("An answer in English", "语言", "中文", False),
        ("积木很好玩", "must", ["积木", "好玩"], True),
        ("积木很好玩", "must", ["拼图"], False),
        ("积木很好玩", "must_not", "拼图", True),
        ("积木很好玩", "禁用词", ["好玩"], False),
        ("1. 甲\n2. 乙", "format", "list", True),
        ("- a\n- b", "格式", "列表", True),
        ("甲和乙", "format", "list", False),
        ('{"a": 1}', "format", "json", True),
        ("{a}", "format", "JSON", False),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "format", "table", True),
        ("a | b", "format", "table", False),
        ("三盒积木，先称个重", "format", "title", True),
        ("先称个重。\n再打分。", "format", "标题", False),
        ("A-12", "regex", r"^[A-Z]-\d+$", True),
        ('{"a": 1}', "json_schema", {"required": ["b"]}, False),
        (SCRIPT, "audience", "children", True),
        (SCRIPT, "audience", "家长", True),  # a script for children may be one for parents
        (SCRIPT, "audience", "adults", False),
        (SCRIPT, "style", "comedy", True),
        (SCRIPT, "style", "knowledge", False),
        (SCRIPT, "platform", "抖音", True),
        (SCRIPT, "platform", "bilibili", False),
        ("综上所述，积木好玩。", "style", "comedy", False),  # a formal manner is no comedy
    ],
)
def test_a_constraint_is_checked_by_its_rule(
    answer: str, name: str, value: Any, met: bool | None
) -> None:
    (found,) = checked({name: value}, answer)
    assert found.met is met


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mood", "文艺"),
        ("style", "comedy"),
        ("style", "赛博朋克"),
        ("audience", "children"),
        ("format", "haiku"),
        ("words", "a few"),
        ("words", [1, 2, 3]),
        ("seconds", "soon"),
        ("must", None),
        ("regex", "("),
        ("json_schema", {"type": "wat"}),
        ("characters", math.nan),
    ],
)
def test_what_no_rule_can_check_is_said_and_counts_neither_way(name: str, value: Any) -> None:
    answer = "{}" if name == "json_schema" else "孩子们都在搭积木。"
    found = score("constraint_compliance", answer, constraints={name: value, "must": "积木"})
    if name == "must":
        found = score("constraint_compliance", answer, constraints={name: value, "必含": "积木"})
    elif name == "json_schema":
        found = score("constraint_compliance", answer, constraints={name: value, "must": "{}"})
    assert found.value == 1
    assert name in found.reason
    assert score("constraint_compliance", answer, constraints={name: value}).value is None


def test_the_reason_names_what_is_broken() -> None:
    found = score(
        "constraint_compliance", SCRIPT, constraints={"seconds": 60, "style": "搞笑", "mood": "x"}
    )
    assert found.value == 0.5
    assert "seconds=60" in found.reason
    assert "mood=x" in found.reason


def test_what_belongs_to_other_scorers_is_no_constraint() -> None:
    assert score("constraint_compliance", "x", constraints={"answerable": True}).value is None


@pytest.mark.parametrize(
    ("answer", "answerable", "value"),
    [
        ("抱歉，资料里没有提到。", False, 1),
        ("抱歉，资料里没有提到。", True, 0),
        ("9 元。", True, 1),
        ("9 元。", False, 0),
        ("The passages do not mention a discount. The pack costs 20 dollars.", True, 1),
        ("The passages do not mention a discount. The pack costs 20 dollars.", False, 1),
        ("I'm sorry, I could not find that.", True, 0),
        ("The warranty does not cover water.", True, 1),
        ("9 元。", None, None),
        ("9 元。", "yes", None),
        ("", True, None),
    ],
)
def test_refusal_correctness(answer: str, answerable: Any, value: float | None) -> None:
    found = score("refusal_correctness", answer, constraints={"answerable": answerable})
    assert found.value == value


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("latency", "latency_ms", 2300.5),
        ("input_tokens", "input_tokens", 900),
        ("output_tokens", "output_tokens", 0),
        ("cost", "cost_usd", 0.0000123),
    ],
)
def test_running_figures_keep_their_unit(name: str, field: str, value: float) -> None:
    assert score(name, "x", running={field: value}).value == value
    assert score(name, "x").value is None


@pytest.mark.parametrize("figure", [-1.0, math.nan, math.inf])
def test_a_figure_that_is_none_is_not_scored(figure: float) -> None:
    assert score("latency", "x", running={"latency_ms": figure}).value is None
    assert score("cost", "x", running={"cost_usd": figure}).value is None


@given(st.text(max_size=200), st.text(max_size=40))
def test_safety_and_topic_take_any_text(answer: str, query: str) -> None:
    safe = score("brand_safety", answer, query=query)
    assert safe.value in {None, 0, 1}
    assert (safe.value == 0) == bool(safe.spans)
    assert all(0 <= span.start < span.end <= len(answer) for span in safe.spans)
    topic = score("topic_consistency", answer, query=query).value
    assert topic is None or 0 <= topic <= 1
