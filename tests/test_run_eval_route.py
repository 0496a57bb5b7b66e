"""Which words ask for a run, and what they say of it."""

from typing import Any

import pytest

from tools.routes import run_eval as route
from tools.routes.route import Asked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("what did it cost?", "spent"),
        ("评测报告发我一份", "last"),
        ("send the report to my boss", "last"),
    ],
)
def test_what_a_run_tells_costs_no_other_run(text: str, shown: str) -> None:
    found = route.fill(asked(text, last_tool="run_eval"))
    assert (found.args, found.sure) == ({"show": shown}, True)


def asked(text: str, **given: Any) -> Asked:
    return Asked(text, "zh", **given)


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("用评测集跑 v1 和 v2", {"targets": ["v1", "v2"]}),
        ("evaluate v2 on faithfulness", {"targets": ["v2"], "scorers": ["faithfulness"]}),
        ("用“客服问答”评测集跑一下 v2", {"dataset": "客服问答", "targets": ["v2"]}),
        ("rerun v2 on the bad cases", {"dataset": "bad-cases", "targets": ["v2"]}),
        ("给录好的答案打分", {"targets": ["recorded"]}),
        ("跑评测，最多花 2 美元", {"limit_usd": 2.0}),
        ("go on with the run", {"resume": True}),
        ("run the eval on the staging service", {"targets": ["staging"]}),
        ("run staging on it", {"targets": ["staging"]}),
        ("用 qwen-plus 跑一下评测", {"targets": ["qwen-plus"]}),
        ("run v2 on the smoke set", {"dataset": "smoke", "targets": ["v2"]}),
        ("用 smoke 评测集跑 v2", {"dataset": "smoke", "targets": ["v2"]}),
        ("run v2 on the same set", {"targets": ["v2"]}),
        ("run it on small", {"dataset": "small"}),
        ("run staging on docs qa", {"dataset": "docs qa", "targets": ["staging"]}),
        ("用小集跑 v1", {"dataset": "小集", "targets": ["v1"]}),
        ("再跑 v2，用小集", {"dataset": "小集", "targets": ["v2"]}),
        ("在客服问答上跑一遍 v2", {"dataset": "客服问答", "targets": ["v2"]}),
        ("用它跑 v1", {"targets": ["v1"]}),
        ("拿这两个版本跑评测", {"targets": ["both"]}),
        ("run both versions", {"targets": ["both"]}),
        ("两个版本都跑一遍", {"targets": ["both"]}),
        ("run v1 and v2 on both", {"targets": ["v1", "v2"]}),
        ("raise the limit to $5 and continue", {"limit_usd": 5.0, "resume": True}),
        ("run v2 and score it with vibes", {"targets": ["v2"], "scorers": ["vibes"]}),
        ("run the eval again on our newest eval set", {}),
        (
            "run v2 with scorers niceness and vibes",
            {"targets": ["v2"], "scorers": ["niceness", "vibes"]},
        ),
        ("跑评测，最多花 1 块钱", {"limit_usd": 1.0, "currency": "块"}),
        (
            "跑评测，忠实度占60%，关键词占40%",
            {"weights": {"faithfulness": 0.6, "keyword_recall": 0.4}},
        ),
    ],
)
def test_words_say_what_to_run(text: str, args: dict[str, Any]) -> None:
    found = route.fill(asked(text))
    assert found.args == args
    assert found.sure


def test_a_raised_limit_goes_on_and_other_scorers_end_the_old_weights() -> None:
    last = {"targets": ["v2"], "limit_usd": 0.1, "weights": {"faithfulness": 1.0}}
    found = route.fill(
        asked("raise the limit to $1 and go on", last_tool="run_eval", last_args=last)
    )
    assert found.args == {**last, "limit_usd": 1.0, "resume": True}
    found = route.fill(asked("只看关键词", last_tool="run_eval", last_args=last))
    assert found.args["scorers"] == ["keyword_recall"]
    assert "weights" not in found.args


def test_a_follow_up_keeps_what_is_not_said_anew() -> None:
    last = {"dataset": "faq", "targets": ["v1"], "scorers": ["exact"], "fresh": True}
    found = route.fill(asked("v2 也跑一下", last_tool="run_eval", last_args=last))
    assert found.args == {"dataset": "faq", "targets": ["v2"], "scorers": ["exact"]}
    more = route.fill(asked("加上延迟", last_tool="run_eval", last_args=last))
    assert more.args["scorers"] == ["exact", "latency"]


@pytest.mark.parametrize(
    "text", ["v2 比 v1 好吗", "compare v1 and v2", "脚本生成痛点9难度3，先做哪个"]
)
def test_what_belongs_to_other_tools(text: str) -> None:
    assert not route.fill(asked(text)).sure


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("看看 run-a079e5c0 的成绩", "run-a079e5c0"),
        ("run-a079e5c0的结果", "run-a079e5c0"),
        ("打开上次的评测", "last"),
        ("show the results of run-a079e5c0", "run-a079e5c0"),
        ("show the last run", "last"),
        ("导出评测报告", "last"),
        ("download the eval results", "last"),
        ("导出评测集", None),
        ("run the eval", None),
    ],
)
def test_which_kept_run_is_meant(text: str, shown: str | None) -> None:
    assert route.fill(asked(text)).args.get("show") == shown
