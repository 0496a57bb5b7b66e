"""What a PM says of sets, runs, comparisons and training in passing, and where it is led."""

import pytest
from langchain_core.messages import BaseMessage
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.language import LANGS, Lang
from knowledge.records import Example
from knowledge.workspace import Workspace
from tools.build_eval_set import EvalSetArtifact, build_eval_set
from tools.run_eval import run_eval

SET = answered(
    "建一个评测集", "build_eval_set", {"kind": "eval_set", "listed": ["traffic"]}, {"plan": "60条"}
)
SETS = answered(
    "有哪些评测集",
    "build_eval_set",
    {"kind": "eval_set", "listed": ["traffic", "small"]},
    {"change": "有哪些评测集"},
)
RUN = answered("跑 v2", "run_eval", {"kind": "run", "listed": ["run-1/e1"]}, {"targets": ["v2"]})
TRAINED = answered("要不要微调", "build_finetune_set", {"kind": "finetune"}, {})


@pytest.mark.parametrize(
    ("before", "question", "tool", "args"),
    [
        (SET, "难的有几条？", "build_eval_set", {"name": "traffic"}),
        (SET, "how many are in English?", "build_eval_set", {"name": "traffic"}),
        (SET, "里面有没有个人信息？", "build_eval_set", {"name": "traffic"}),
        (SET, "too easy, make half of them hard", "build_eval_set", {"name": "traffic"}),
        (SET, "actually cancel that", "build_eval_set", {"name": "traffic"}),
        (SETS, "第二个里面有什么", "build_eval_set", {"name": "small", "change": "看看评测集"}),
        (
            SETS,
            "delete the second one",
            "build_eval_set",
            {"name": "small", "change": "delete the set"},
        ),
        (RUN, "忠实度是什么意思", "run_eval", {"show": "faithfulness"}),
        (RUN, "what does soundness mean?", "run_eval", {"show": "soundness"}),
        (RUN, "哪一类最差？", "run_eval", {"show": "last"}),
        (RUN, "show me the three worst answers", "run_eval", {"show": "worst"}),
        (RUN, "worst?", "run_eval", {"show": "worst"}),
        (RUN, "最差的是哪个", "run_eval", {"show": "worst"}),
        (RUN, "花了多少钱", "run_eval", {"show": "spent"}),
        (RUN, "cost?", "run_eval", {"show": "spent"}),
        (RUN, "how much did it cost?", "run_eval", {"show": "spent"}),
        (RUN, "为什么有几条没回答？", "run_eval", {"show": "last"}),
        (RUN, "can I download that?", "run_eval", {"show": "last"}),
        (RUN, "v2 跑一下，别超过 1 美元", "run_eval", {"targets": ["v2"], "limit_usd": 1.0}),
        (TRAINED, "有多少条能用来训练？", "build_finetune_set", {}),
        (TRAINED, "what was masked?", "build_finetune_set", {}),
        (TRAINED, "where is the file?", "build_finetune_set", {}),
        ([], "评测集要多少条才够？", "compare_runs", {"show": "size"}),
        ([], "make me a quick smoke test of 25 questions", "build_eval_set", {}),
        ([], "训练集会不会和评测集撞了", "build_finetune_set", {}),
        ([], "上次评测花了多少钱", "run_eval", {"show": "spent"}),
        ([], "how much did the last run cost?", "run_eval", {"show": "spent"}),
        ([], "when did we last run an eval?", "run_eval", {"show": "all"}),
    ],
)
def test_it_is_led_to_the_tool_that_knows(
    before: list[BaseMessage], question: str, tool: str, args: dict[str, object]
) -> None:
    [(name, given)] = calls(*before, question)
    assert name == tool
    assert args.items() <= given.items()
    assert "segment" not in given


@pytest.fixture
def sixteen(workspace: Workspace) -> Workspace:
    """A set of sixteen, four of them hard and eight in English."""
    rows = [
        Example(
            id=f"e{at}",
            query=f"q{at} {'abcdefghijklmnop'[at] * 6}",
            segment={
                "difficulty": "ordinary" if at % 4 else "hard",
                "lang": "en" if at % 2 else "zh",
            },
        )
        for at in range(16)
    ]
    deps = deps_of(workspace)
    deps.datasets.freeze("sixteen", rows, deps.clock())
    return workspace


@pytest.mark.parametrize(
    ("lang", "said", "told"),
    [
        ("zh", "难的有几条？", "难：4 条"),
        ("en", "how many are in English?", "English: 8"),
        ("en", "what share is hard?", "25%"),
    ],
)
def test_what_is_asked_about_is_counted(
    sixteen: Workspace, lang: Lang, said: str, told: str
) -> None:
    text, artifact = called(build_eval_set, deps_of(sixteen, lang), lambda _: None, change=said)
    assert told in text
    assert artifact["is_new"] is False


@pytest.mark.parametrize("said", ["a quarter of them English", "英文占四分之一"])
def test_other_shares_of_the_same_number(sixteen: Workspace, said: str) -> None:
    _, artifact = called(build_eval_set, deps_of(sixteen), lambda _: None, change=said)
    found = EvalSetArtifact.model_validate(artifact)
    english = sum(one.segment["lang"] == "en" for one in found.examples)
    # There are no others to draw from, so that the share is met by leaving some out.
    assert (found.done, english, found.lacking > 0) == ("remix", 4, True)


@pytest.mark.parametrize("lang", LANGS)
def test_a_scorer_is_explained_and_nothing_runs(workspace: Workspace, lang: Lang) -> None:
    deps = deps_of(workspace, lang)
    text, _ = called(run_eval, deps, lambda _: None, show="latency")
    assert ("越低越好" if lang == "zh" else "Lower is better") in text
    assert deps.runs.all() == []
