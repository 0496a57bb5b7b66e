"""A mix of models, as people ask for one and turn it down."""

from typing import Any

import pytest
from mix_samples import write
from test_recommend_models import run

from knowledge.demo.scores import demo_scores
from knowledge.workspace import Workspace
from tools.decisions.mix.outcome import Mix
from tools.decisions.mix.wanted import read_mix
from tools.routes.recommend_models import fill
from tools.routes.route import Asked


def after(text: str, **args: Any) -> dict[str, Any]:
    """The arguments of the call that follows one with `args`."""
    asked = Asked(text=text, lang="en", last_tool="recommend_models", last_args=args)
    return dict(fill(asked).args)


def test_names_in_a_mix_bound_it_and_do_not_end_it() -> None:
    found = after("如果只有qwen-plus和gpt-5-mini呢", scenario="scripts", mix=True, floor=0.9)
    assert found["mix"]
    assert "why_not" not in found


@pytest.mark.parametrize("text", ["no mix", "不要混合了", "just one model"])
def test_a_mix_can_be_turned_down(text: str) -> None:
    assert "mix" not in after(text, scenario="scripts", mix=True, floor=0.9)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("那如果预算减半呢？", None),
        ("What if the budget is halved?", None),
        ("must be open weights", 0.9),
        ("keep 97% of the best quality", 0.97),
        ("保住九成五的质量", 0.95),
    ],
)
def test_a_mix_stays_one_until_it_is_turned_down(text: str, floor: float | None) -> None:
    found = after(text, scenario="a mix within $300 a month", mix=True, floor=0.9)
    assert found["mix"]
    assert found.get("floor") == floor


def test_another_scenario_ends_the_mix() -> None:
    assert after("字幕识别用哪个模型？", scenario="混合能省多少", mix=True) == {
        "scenario": "字幕识别用哪个模型？"
    }


@pytest.mark.parametrize(
    "text", ["混合检索怎么配", "mixed feelings about the budget", "hybrid search"]
)
def test_not_every_mix_is_one_of_models(text: str) -> None:
    assert read_mix(text) == {}


def test_the_demo_answers_and_its_scores_outrank_nothing(workspace: Workspace) -> None:
    rows = [row.model_dump() for row in demo_scores()]
    assert len(rows) == 240
    write(workspace.home / "model_scores.jsonl", *rows)
    text, artifact = run(workspace, "zh", scenario="混合几个模型能省多少？", mix=True)
    assert isinstance(artifact.mix, Mix)
    assert artifact.mix.is_demo
    assert artifact.mix.saving > 0.3
    assert "虚构" in text
    _, artifact = run(workspace, "en", scenario="script generation")
    assert artifact.found
    assert artifact.found.parts[0].listed
    assert artifact.found.parts[0].listed.yardstick.basis == "public"


def test_a_budget_in_yuan_waits_for_a_rate(workspace: Workspace) -> None:
    write(workspace.home / "model_scores.jsonl", *(row.model_dump() for row in demo_scores()))
    said = ["每天一万次，每次输入 1000 输出 500 token", "每月预算 3000 元"]
    _, artifact = run(workspace, "zh", scenario="混合怎么配", requirements=said, mix=True)
    assert artifact.mix.reason == "no_rate"
    assert artifact.suggest[0] == "按 1 美元 = 7.1 元算"
    said.append("按 1 美元 = 7.5 元算")
    _, artifact = run(workspace, "zh", scenario="混合怎么配", requirements=said, mix=True)
    assert isinstance(artifact.mix, Mix)
    assert artifact.mix.budget == 400
