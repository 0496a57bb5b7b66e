"""What is required of a model, read from words in both languages, one saying after the other."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Money
from tools.decisions.models.names import named_in
from tools.decisions.models.reading.changes import factor_of
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
        (["每百万token输入不超过2元"], {"max_output_price": None, "input_tokens": None}),
        (["日活 2 万，人均每天 3 次"], {"calls": 1_800_000}),
        (["10k DAU, 5 requests per user a day"], {"calls": 1_500_000}),
        (["within 5% of the best quality"], {"good_enough": 0.95, "prefer": None}),
        (["质量不低于最好的95%，最便宜的"], {"good_enough": 0.95, "prefer": "cost"}),
        (["no Chinese vendors"], {"regions": {"global"}, "languages": None}),
        (["2秒内返回，数据不能出境"], {"unrecorded": ("2秒内返回",), "regions": {"cn"}}),
        (["数据不能出国，中文客服"], {"regions": {"cn"}}),
        (["数据不准离开中国"], {"regions": {"cn"}}),
        (["data can't leave China"], {"regions": {"cn"}}),
        (["不能用国产的"], {"regions": {"global"}}),
        (["data must not leave the EU"], {"unrecorded": ("leave the EU",), "regions": None}),
        (["要免费的，只要美国公司"], {"unrecorded": ("要免费的", "美国公司")}),
        (["语音识别，方言多"], {"unrecorded": ("方言",)}),
        (["one 24GB GPU"], {"unrecorded": ("24GB GPU",)}),
        (["数据不出公司内网"], {"open_weights": True, "regions": None}),
        (["we host it on our own GPUs"], {"open_weights": True}),
        (["needs vision"], {"inputs": {"text", "image"}}),
        (["要看图"], {"inputs": {"text", "image"}}),
        (["每月1万分钟"], {"calls": 10_000, "minutes": 1.0}),
        (["100 hours of audio a month"], {"calls": 6_000, "minutes": 1.0}),
        (["每天200小时录音"], {"calls": 360_000, "minutes": 1.0}),
        (["每月合成500万字"], {"calls": 5_000, "characters": 1_000.0}),
        (["每月5万次对话每次10分钟"], {"calls": 50_000, "minutes": 10.0}),
        (["10k pdfs a day"], {"calls": 300_000}),
        (["不能用推理模型，国内"], {"reasoning": False, "regions": {"cn"}}),
        (["不能用国外的服务"], {"regions": {"cn"}}),
        (["don't allow foreign services"], {"regions": {"cn"}}),
        (["under $0.01 per call"], {"budget": None, "unrecorded": ("$0.01 per call",)}),
        (["每次调用不超过1分钱"], {"budget": None, "unrecorded": ("每次调用不超过1分钱",)}),
        (["budget is 0.5 cents per call, 1000 calls a day"], {"budget": None, "calls": 30_000}),
        (
            ["2 million calls of 1000 in / 500 out a month"],
            {"calls": 2_000_000, "input_tokens": 1000.0, "output_tokens": 500.0},
        ),
        (["200k context, no reasoning, tools"], {"tool_call": True, "reasoning": False}),
        (["must be hosted in the EU", "32k context"], {"unrecorded": ("hosted in the EU",)}),
    ],
)
def test_words_require(sayings: list[str], expected: dict[str, Any]) -> None:
    found = requirements_of(sayings)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("said", "lifted", "field"),
    [
        ("必须开源", "drop the open weights requirement", "open_weights"),
        ("必须开源", "不一定要开源", "open_weights"),
        ("128k context", "上下文不限", "context"),
        ("128k context", "ignore the context limit", "context"),
        ("要工具调用", "不需要工具调用了", "tool_call"),
        ("must call tools", "we don't need tools any more", "tool_call"),
        ("valid json", "no need for structured output", "structured_output"),
        ("数据不能出境", "data residency doesn't matter", "regions"),
        ("要快", "we don't care about latency", "reasoning"),
        ("2025年以后发布的", "发布时间不限", "released_after"),
        ("要有备案", "不要求备案", "compliance"),
        ("每百万token不超过2元", "单价不限", "max_input_price"),
        ("$300 a month", "budget is not a problem", "budget"),
        ("必须开源", "去掉所有限制", "open_weights"),
        ("128k context", "drop all constraints", "context"),
    ],
)
def test_a_requirement_is_lifted(said: str, lifted: str, field: str) -> None:
    assert getattr(requirements_of([said]), field) is not None
    assert getattr(requirements_of([said, lifted]), field) is None


def test_what_is_lifted_leaves_the_rest() -> None:
    found = requirements_of(["数据不能出境，上下文至少 64k", "上下文不限，要开源"])
    assert (found.context, found.regions, found.open_weights) == (None, {"cn"}, True)


@pytest.mark.parametrize(
    ("sayings", "exclude", "only"),
    [
        (["不用阿里和百度的"], ("阿里", "百度"), ()),
        (["not OpenAI, Anthropic or Google"], ("OpenAI", "Anthropic", "Google"), ()),
        (["no OpenAI, DeepSeek is fine"], ("OpenAI",), ()),
        (["OpenAI 的不要，其他都行"], ("OpenAI",), ()),
        (["除了百度都可以"], ("百度",), ()),
        (["avoid models from Google and Meta"], ("Google", "Meta"), ()),
        (["不用阿里的", "阿里的也可以"], (), ()),
        (["不用阿里和百度的", "百度的也可以"], ("阿里",), ()),
        (["不用阿里", "不限厂商"], (), ()),
        (["不用阿里", "只看阿里的"], (), ("阿里",)),
        (["只要阿里或者字节的模型，不要DeepSeek"], ("DeepSeek",), ("阿里", "字节")),
        (
            ["only OpenAI or Anthropic, but no Claude Opus"],
            ("Claude Opus",),
            ("OpenAI", "Anthropic"),
        ),
        (["compare Claude Sonnet with GPT-5"], (), ("Claude Sonnet", "GPT-5")),
        (["only DeepSeek", "Qwen is fine too", "any vendor"], (), ()),
        (["switch to Gemini"], (), ("Gemini",)),
        (["阿里的模型"], (), ("阿里",)),
        (["a model from Anthropic"], (), ("Anthropic",)),
        (["What would GPT-5 mini cost us per month?"], (), ("GPT-5 mini",)),
        (["要用 DeepSeek 吗？"], (), ()),
        (["should we use DeepSeek?"], (), ()),
        (["像 ChatGPT 那样的助手用哪个模型"], (), ()),
        (["我们现在用的是 GPT-4o，想换便宜的"], (), ()),
    ],
)
def test_who_is_in_and_who_is_out(
    sayings: list[str], exclude: tuple[str, ...], only: tuple[str, ...]
) -> None:
    found = requirements_of(sayings)
    assert (found.exclude, found.only) == (exclude, only)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("why not DeepSeek?", ("DeepSeek",)),
        ("豆包可以吗？", ("豆包",)),
        ("something cheaper than GPT-5", ("GPT-5",)),
        ("an alternative to Claude", ("Claude",)),
        ("不用阿里的呢？", ()),
    ],
)
def test_what_is_asked_about(text: str, asked: tuple[str, ...]) -> None:
    assert named_in(text).asked == asked


@pytest.mark.parametrize(
    ("clause", "factor"),
    [
        ("预算降低30%", "0.7"),
        ("cut the budget to a third", "0.3333"),
        ("cut the budget by a third", "0.6667"),
        ("预算砍掉三成", "0.7"),
        ("预算打八五折", "0.85"),
        ("预算降到原来的三分之一", "0.3333"),
        ("with half the budget", "0.5"),
        ("what if the budget were 20% higher", "1.2"),
        ("预算翻两番", "4"),
        ("用户量增加一倍", "2"),
        ("traffic falls to 20% of today's", "0.2"),
        ("质量好", None),
        ("50% of input cached", None),
    ],
)
def test_a_factor(clause: str, factor: str | None) -> None:
    found = factor_of(clause)
    assert found == (Decimal(factor) if factor else None)


@pytest.mark.parametrize(
    ("sayings", "amount", "currency"),
    [
        (["每月预算5000元"], "5000", "CNY"),
        (["$300 a month"], "300", "USD"),
        (["budget of $12 a day"], "360", "USD"),
        (["每月预算5000元", "那如果预算减半呢？"], "2500", "CNY"),
        (["$300 a month", "What if the budget is halved?", "halve the budget again"], "75", "USD"),
        (["$300 a month", "double the budget"], "600", "USD"),
        (["$300 a month", "预算降低30%"], "210", "USD"),
        (["$300 a month", "再加100美元预算"], "400", "USD"),
        (["$300 a month", "cut the budget by $50"], "250", "USD"),
        (["$300 a month", "预算减到200美元"], "200", "USD"),
        (["$300 a month", "预算减半呢", "再减半呢"], "75", "USD"),
        (["$300 a month", "流量翻倍", "预算涨20%"], "360", "USD"),
        (["预算 3000~5000 元"], "5000", "CNY"),
        (["$300-500 a month"], "500", "USD"),
        (["something under $300"], "300", "USD"),
        (["预算从100降到50美元"], "50", "USD"),
        (["$300 a month", "budget goes from $300 to $120"], "120", "USD"),
        (["一个月一千块以内"], "1000", "CNY"),
    ],
)
def test_a_budget(sayings: list[str], amount: str, currency: str) -> None:
    budget = requirements_of(sayings).budget
    assert budget == Money(amount=Decimal(amount), currency=currency)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "saying", ["a few hundred dollars a month", "每月预算几百块", "预算一分钱没有"]
)
def test_a_vague_amount_is_no_budget(saying: str) -> None:
    assert requirements_of([saying]).budget is None


@pytest.mark.parametrize("saying", ["drop the budget", "不限预算", "撤销刚才的预算"])
def test_a_budget_goes_again(saying: str) -> None:
    assert requirements_of(["$300 a month", saying]).budget is None


def test_a_rate_is_taken_as_it_is_said() -> None:
    rate = requirements_of(["按 1 美元 = 7.1 元算"]).rate
    assert rate
    assert rate.cny_per_usd == Decimal("7.1")


@pytest.mark.parametrize("text", ["你好", "thanks", "为什么", "tell me more", "第二个呢"])
def test_what_requires_nothing(text: str) -> None:
    assert read_saying(text) == {}


@pytest.mark.parametrize("saying", ["预算降低30%", "cut the budget to a third", "halve the budget"])
def test_a_budget_that_was_never_said_is_not_made_up(saying: str) -> None:
    found = requirements_of(["script generation", saying])
    assert found.budget is None
    assert found.unbudgeted


@pytest.mark.parametrize(
    ("sayings", "times"),
    [
        (["流量涨50%"], 1.5),
        (["traffic doubles", "流量再涨十倍呢"], 20.0),
        (["more calls, up 30 percent"], 1.3),
        (["流量翻倍", "再翻倍"], 4.0),
    ],
)
def test_traffic_grows(sayings: list[str], times: float) -> None:
    assert requirements_of(sayings).times == pytest.approx(times)


def test_prices_of_both_sides() -> None:
    found = requirements_of(["输入每百万token不超过1美元，输出不超过4美元"])
    assert found.max_input_price == Money(amount=Decimal(1), currency="USD")
    assert found.max_output_price == Money(amount=Decimal(4), currency="USD")
    assert found.budget is None


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_words_are_read(sayings: list[str]) -> None:
    requirements_of(sayings)


@pytest.mark.parametrize(
    ("sayings", "step"),
    [
        (["脚本生成用哪个模型", "再便宜点的呢"], -1),
        (["which model for scripts", "anything cheaper?", "cheaper still"], -2),
        (["which model for scripts", "something better"], 1),
        (["which model for scripts", "anything better?"], 1),
        (["有没有更便宜的模型"], 0),
        (["which model for scripts", "something cheaper than GPT-5"], 0),
    ],
)
def test_a_step_along_the_front(sayings: list[str], step: int) -> None:
    assert requirements_of(sayings).step == step
