"""What is required of a model, read from words in both languages, one saying after the other."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Money
from tools.decisions.models.requirements import read_saying, requirements_of


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        (["数据不能出境"], {"regions": {"cn"}}),
        (["only domestic services"], {"regions": {"cn"}}),
        (["数据不能出境", "海外服务也可以"], {"regions": None}),
        (["上下文至少20万"], {"context": 200_000}),
        (["128k context"], {"context": 128_000}),
        (["must be open weights"], {"open_weights": True}),
        (["要开源权重", "不要求开源"], {"open_weights": None}),
        (["must call tools"], {"tool_call": True}),
        (["不要推理模型，要快"], {"reasoning": False}),
        (["每天3000次调用，每次输入1200 token 输出400"], {"calls": 90_000, "input_tokens": 1200.0}),
        (["100k calls a month, 1000 input tokens, 300 output tokens"], {"calls": 100_000}),
        (["不用阿里的"], {"exclude": ("阿里",)}),
        (["DeepSeek 和 Qwen 选哪个"], {"only": ("DeepSeek", "Qwen")}),
        (["1000 calls a day", "10x traffic"], {"calls": 30_000, "times": 10.0}),
        (["最便宜的"], {"prefer": "cost"}),
    ],
)
def test_words_require(sayings: list[str], expected: dict[str, Any]) -> None:
    found = requirements_of(sayings)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("sayings", "amount", "currency"),
    [
        (["每月预算5000元"], "5000", "CNY"),
        (["$300 a month"], "300", "USD"),
        (["budget of $12 a day"], "360", "USD"),
        (["每月预算5000元", "那如果预算减半呢？"], "2500", "CNY"),
        (["$300 a month", "What if the budget is halved?", "halve the budget again"], "75", "USD"),
        (["$300 a month", "double the budget"], "600", "USD"),
    ],
)
def test_a_budget(sayings: list[str], amount: str, currency: str) -> None:
    budget = requirements_of(sayings).budget
    assert budget == Money(amount=Decimal(amount), currency=currency)  # type: ignore[arg-type]


@pytest.mark.parametrize("saying", ["drop the budget", "不限预算"])
def test_a_budget_goes_again(saying: str) -> None:
    assert requirements_of(["$300 a month", saying]).budget is None


def test_a_rate_is_taken_as_it_is_said() -> None:
    rate = requirements_of(["按 1 美元 = 7.1 元算"]).rate
    assert rate
    assert rate.cny_per_usd == Decimal("7.1")


@pytest.mark.parametrize("text", ["你好", "thanks", "为什么", "tell me more", "第二个呢"])
def test_what_requires_nothing(text: str) -> None:
    assert read_saying(text) == {}


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_words_are_read(sayings: list[str]) -> None:
    requirements_of(sayings)
