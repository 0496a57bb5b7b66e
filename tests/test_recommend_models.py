"""Which model for a scenario: exact constraints, exact costs, and what to relax."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tool_deps import called, deps_of

from knowledge.catalogue import Catalogue
from knowledge.language import Lang
from knowledge.records import ExchangeRate, Money, Offer, Price, Usage
from knowledge.workspace import Workspace
from tools.decisions.models.choose import Choosing, choose
from tools.decisions.models.constraints import Asked
from tools.decisions.models.fitting import fit, relax
from tools.decisions.models.markdown import models_text
from tools.decisions.models.requirements import Requirements, requirements_of
from tools.decisions.models.scores import Own
from tools.decisions.models.wording import money
from tools.decisions.task import kind_part, task_of
from tools.recommend_models import ModelsArtifact, recommend_models

CHAT = kind_part("chat")
CALLS = Usage(calls=10_000, input_tokens=1_000, output_tokens=500)


def offer(name: str, price: str | None, **facts: Any) -> Offer:
    prices = Price(input=Decimal(price), output=Decimal(price)) if price else Price()
    return Offer(
        **{
            "provider": name,
            "provider_name": name,
            "model_id": name,
            "name": name,
            "model": name,
            "inputs": {"text"},
            "outputs": {"text"},
            "price": prices,
            **facts,
        }
    )


CATALOGUE = Catalogue(
    [
        offer("small", "0.1", context=32_000, open_weights=True, regions={"cn"}, tool_call=True),
        offer("middle", "1", context=128_000, tool_call=True, regions={"global"}),
        offer("large", "10", context=1_000_000, tool_call=True, reasoning=True),
        offer("free", None, context=1_000_000, open_weights=True, tool_call=True),
        offer("old", "0.01", context=1_000_000, is_deprecated=True),
    ]
)


def fitting(**needs: Any) -> set[str]:
    asked = Asked(CHAT, Requirements(**needs), CALLS, None)
    return {one.name for one in fit(CATALOGUE, asked).offers}


def dollars(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="USD")


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, {"small", "middle", "large", "free"}),
        ({"context": 128_000}, {"middle", "large", "free"}),
        ({"regions": {"cn"}}, {"small"}),
        ({"open_weights": True}, {"small", "free"}),
        ({"reasoning": False}, set()),
        ({"budget": dollars("15")}, {"small", "middle"}),
        ({"max_output_price": dollars("0.5")}, {"small"}),
        ({"exclude": ("small",)}, {"middle", "large", "free"}),
        ({"only": ("middle", "large")}, {"middle", "large"}),
    ],
)
def test_what_is_unknown_meets_no_constraint(needs: dict[str, Any], expected: set[str]) -> None:
    assert fitting(**needs) == expected


NEEDS = st.fixed_dictionaries(
    {},
    optional={
        "context": st.sampled_from([1_000, 64_000, 200_000, 2_000_000]),
        "regions": st.sampled_from([frozenset({"cn"}), frozenset({"global"})]),
        "open_weights": st.just(True),
        "tool_call": st.just(True),
        "reasoning": st.booleans(),
        "budget": st.sampled_from([dollars("0.5"), dollars("2"), dollars("20"), dollars("500")]),
    },
)


@given(needs=NEEDS, more=NEEDS)
@settings(deadline=None)
def test_another_constraint_lets_nobody_in(needs: dict[str, Any], more: dict[str, Any]) -> None:
    assert fitting(**{**more, **needs}) <= fitting(**needs)


@given(needs=NEEDS)
@settings(deadline=None)
def test_what_is_to_be_relaxed_lets_somebody_in(needs: dict[str, Any]) -> None:
    if fitting(**needs):
        return
    for one in relax(CATALOGUE, Asked(CHAT, Requirements(**needs), CALLS, None)):
        changed = {name: value for name, value in needs.items() if name not in one.names}
        if one.to and one.names == ("budget",):
            changed["budget"] = dollars(str(Decimal(one.to.split()[0].replace(",", ""))))
        if one.to and one.names == ("context",):
            changed["context"] = int(one.to.replace(",", ""))
        assert fitting(**changed)


def test_a_budget_is_raised_to_just_enough() -> None:
    needs = Requirements(context=128_000, regions=frozenset({"global"}), budget=dollars("5"))
    found = {one.names: one for one in relax(CATALOGUE, Asked(CHAT, needs, CALLS, None))}
    # 10,000 calls of 1,500 tokens at $1 a million: 15 M × 1 = $15.
    assert found["budget",].to == "15.00 USD"
    assert found["context",].offer == "middle/middle" if ("context",) in found else True


def chosen(scenario: str, *sayings: str, **given_: Any) -> Choosing:
    return choose(
        given_.pop("catalogue", Catalogue.load()),
        scenario,
        task_of(scenario),
        requirements_of(sayings),
        measured=None,
        rate=None,
        own=given_.pop("own", {}),
        **given_,
    )


@pytest.mark.parametrize(
    ("scenario", "sayings", "offer_id", "cost"),
    [
        # 300,000 calls × (1,200 × $0.25 + 400 × $2) ÷ 1 M = 300,000 × $0.0011 = $330.
        (
            "脚本生成",
            ["每天1万次调用，每次输入1200 token 输出400", "只看 gpt-5-mini"],
            "openai/gpt-5-mini",
            "330",
        ),
        # 100,000 × (1,000 × $1 + 300 × $5) ÷ 1 M = 100,000 × $0.0025 = $250.
        (
            "customer support bot",
            ["100k calls a month, 1000 input tokens, 300 output tokens", "claude haiku 4.5"],
            "anthropic/claude-haiku-4-5",
            "250",
        ),
        # 90,000 × 150 Chinese characters, each billed as two, at ¥200 ÷ 1 M letters: ¥5,400.
        (
            "智能配音",
            ["每天3000次调用，每次150字", "cosyvoice"],
            "aliyun/cosyvoice-v2",
            "5400",
        ),
        # 20,000 clips × 2 minutes × $0.006 = $240.
        (
            "subtitle generation",
            ["20000 calls a month, 2 minutes each", "whisper"],
            "openai/whisper-1",
            "240",
        ),
        # ten times the traffic: 10,000 × 10 × (2,000 × $0.25 + 500 × $2) ÷ 1 M = $150.
        (
            "文案",
            ["每月1万次调用，每次输入2000 token 输出500", "只看 gpt-5-mini", "流量涨10倍"],
            "openai/gpt-5-mini",
            "150",
        ),
    ],
)
def test_a_month_costs_what_it_costs_by_hand(
    scenario: str, sayings: list[str], offer_id: str, cost: str
) -> None:
    listed = chosen(scenario, *sayings).parts[0].listed
    assert listed
    found = next(one for one in listed.choices if one.offer.id == offer_id)
    assert found.cost
    assert found.cost.amount == Decimal(cost)


def test_without_a_rate_a_foreign_budget_is_not_applied_and_that_is_said() -> None:
    found = chosen("脚本生成", "每月预算 3000 元", "每天1万次调用，输入1200 token，输出400 token")
    assert found.unapplied == ("no_rate",)
    assert "我不猜汇率" in models_text(found, "zh")
    told = chosen(
        "脚本生成",
        "每月预算 3000 元",
        "每天1万次调用，输入1200 token，输出400 token",
        "1美元=7.1元",
    )
    assert told.unapplied == ()
    assert told.rate == ExchangeRate(cny_per_usd=Decimal("7.1"))
    assert all(
        one.comparable is not None and one.comparable <= 3_000 / 7.1 + 1e-9
        for part in told.parts
        if part.listed
        for one in part.listed.drawn
    )


def test_ones_own_evaluation_outranks_the_boards() -> None:
    key = Catalogue.load().find("gpt-5 mini")[0].model
    own = {key: Own(value=0.8, n=60)}
    found = chosen("脚本生成", "1000 calls a day, 100 in 100 out", own=own)
    listed = found.parts[0].listed
    assert listed
    assert listed.yardstick.basis == "own"
    assert listed.choices[0].offer.model == key
    assert "你自己的评测" in models_text(found, "zh")


def test_a_digital_human_takes_two_models() -> None:
    found = chosen("数字人口播视频")
    assert [one.part.kind for one in found.parts] == ["avatar", "tts"]
    assert "未知" in models_text(found, "zh")


def test_why_not_is_answered_with_what_it_breaks() -> None:
    found = chosen("脚本生成", "必须是开源权重", asked_about=["GPT-5", "no such thing"])
    text = models_text(found, "zh")
    assert "不满足：开源权重" in text
    assert "没有叫“no such thing”的模型" in text


@pytest.mark.parametrize(("amount", "told"), [("1234.5", "$1,234"), ("12.3", "$12.30")])
def test_money_is_told_as_precisely_as_it_matters(amount: str, told: str) -> None:
    assert money(dollars(amount)) == told


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, ModelsArtifact]:
    text, artifact = called(recommend_models, deps_of(workspace, lang), **args)
    return text, ModelsArtifact.model_validate(artifact)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tool_answers_in_both_languages(workspace: Workspace, lang: Lang) -> None:
    text, artifact = run(workspace, lang, scenario="脚本生成", requirements=["$300 a month"])
    assert artifact.found
    assert artifact.listed
    assert artifact.listed[0] in text
    assert {"zh": "首选", "en": "take"}[lang] in text
    assert artifact.suggest


def test_a_bare_question_is_asked_back(workspace: Workspace) -> None:
    text, artifact = run(workspace, "en")
    assert "A model for what?" in text
    assert artifact.found is None


def test_a_step_down_is_cheaper_and_a_step_up_better() -> None:
    said = ["1000 calls a month, 1000 input tokens, 500 output tokens"]
    picks = {}
    for step in ("", "anything cheaper?", "anything better?"):
        listed = chosen("script generation", *said, *filter(None, [step])).parts[0].listed
        assert listed
        picks[step] = listed.choices[0]
    pick, cheaper, better = picks.values()
    assert cheaper.comparable < pick.comparable < better.comparable
    assert cheaper.score.value < pick.score.value < better.score.value
