"""Whether to fine-tune, and a training set in which nothing of an eval set is."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.utils.function_calling import convert_to_openai_tool
from tool_deps import called, deps_of

from agent.models import planner
from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.records import (
    Acted,
    Event,
    Example,
    Outcome,
    Passage,
    Run,
    RunSpec,
    Score,
    TargetInfo,
    Trace,
    Turn,
)
from knowledge.traffic import Scope
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools import TOOLS
from tools.build_finetune_set import FinetuneArtifact, build_finetune_set
from tools.claims.ground import Embed
from tools.evals.finetune.accepted import Accepted, accepted
from tools.evals.finetune.apart import LEAK, Apart
from tools.evals.finetune.balance import balanced
from tools.evals.finetune.decision import Known, decide
from tools.evals.finetune.edits import Edits, edits_of
from tools.evals.finetune.formats import chat_lines, preference_lines
from tools.evals.finetune.gap import Gap, means, widest_gap
from tools.evals.finetune.rules import check_chat, check_preference, tokens_of
from tools.evals.finetune.select import Selection, example_of, selected
from tools.evals.finetune.split import split
from tools.evals.likeness import asked, unlike
from tools.evals.likeness.wording import wording

NOW = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)
PAIRS = yaml.safe_load(Path("benchmarks/likeness_pairs.yaml").read_text(encoding="utf-8"))
PRODUCTS = (
    "猫粮 积木 辅食机 口红 投影仪 羽绒服 保温杯 洗碗机 行车记录仪 防晒霜 跑步鞋 咖啡机 电饭煲"
    " 儿童座椅 空气炸锅 吸尘器 电动牙刷 露营帐篷 瑜伽垫 机械键盘 护手霜 台灯 行李箱 加湿器 望远镜"
    " 尤克里里 颈枕 滑板车 养生壶 拼图"
).split()
ASKS = ("写一条{}的开箱口播", "{}怎么讲才不像广告", "帮{}想五个标题", "给老人介绍{}的用法")
QUESTIONS = [ask.format(product) for product in PRODUCTS for ask in ASKS]


def taken(
    at: int, query: str, *, edited: str | None = None, answer: str | None = None, **more: Any
) -> tuple[Trace, list[Event]]:
    """A trace whose answer was adopted, and the acts on it."""
    said = answer or f"口播第 {at} 稿：先说“{query}”里最要紧的那件事，然后停两秒。"
    trace = Trace(
        id=f"t-{at:06d}",
        query=query,
        answer=said,
        time=NOW + timedelta(minutes=at),
        **{
            "version": f"v{at % 2 + 1}",
            "user_id": f"u{at // 2}",
            "session_id": f"s{at // 2}",
            **more,
        },
    )
    kinds: list[dict[str, Any]] = [{"kind": "adopted"}]
    if edited:
        kinds.insert(0, {"kind": "edited", "edited_text": edited})
    events = [
        Event(id=f"e-{at}-{place}", trace_id=trace.id, time=NOW, **kind)
        for place, kind in enumerate(kinds)
    ]
    return trace, events


def acted(*given_: tuple[Trace, list[Event]]) -> list[Acted]:
    return [Acted(trace=trace, events=events) for trace, events in given_]


# What users took.


def test_an_edit_is_the_target_and_the_original_the_worse_one() -> None:
    found, _ = accepted(acted(taken(1, "写口播", answer="买它买它买它", edited="真心推荐它，买它")))
    example = example_of(found[0])
    assert (example.reference, example.answer) == ("真心推荐它，买它", "买它买它买它")
    line = preference_lines([example])[0]
    assert line["preferred_output"][0]["content"] == "真心推荐它，买它"
    assert line["non_preferred_output"][0]["content"] == "买它买它买它"


def test_an_edit_that_changes_nothing_is_an_adoption() -> None:
    found, _ = accepted(acted(taken(1, "写口播", answer="买它", edited=" 买它 ")))
    assert found[0].changed is None
    assert preference_lines([example_of(found[0])]) == []


@pytest.mark.parametrize(
    ("act", "reason"),
    [({"kind": "rated", "rating": "down"}, "rejected"), ({"kind": "regenerated"}, "rejected")],
)
def test_an_answer_that_was_taken_and_disliked_is_no_model(act: Any, reason: str) -> None:
    trace, events = taken(1, "写口播")
    more = Event.model_validate({"id": "x", "trace_id": trace.id, "time": NOW, **act})
    found, left_out = accepted([Acted(trace=trace, events=[*events, more])])
    assert found == []
    assert left_out == {reason: 1}
    edited = Event(
        id="y",
        trace_id=trace.id,
        kind="edited",
        time=NOW,
        edited_text="全新的一稿口播，从头写过，这回好多了吧",
    )
    found, left_out = accepted([Acted(trace=trace, events=[*events, more, edited])])
    assert [one.target for one in found] == [edited.edited_text]


def test_errors_and_torn_answers_are_left_out() -> None:
    broken, events = taken(1, "写口播", error="timeout")
    torn = taken(2, "写标题", answer="一" * 100, edited="一")
    found, left_out = accepted([Acted(trace=broken, events=events), *acted(torn)])
    assert found == []
    assert left_out == {"failed": 1, "torn": 1}


def test_what_edits_change_is_told() -> None:
    found, _ = accepted(
        acted(
            taken(1, "a", answer="含糖 5 克，口感很好", edited="含糖 8 克，口感很好"),
            taken(2, "b", answer="口感很好，大家来试", edited="口感超赞，大家来试"),
            taken(3, "c", answer="口感很好", edited="口感很好，而且一点也不腻，大家都说好"),
            taken(4, "d"),
        )
    )
    edits = edits_of(found)
    assert (edits.count, edits.figures, edits.wording, edits.length) == (3, 1, 1, 1)
    assert edits.distance is not None
    assert 0 < edits.distance < 1
    assert edits_of(found[-1:]) == Edits(count=0)


# Whether to train.

STYLE_EDITS = Edits(count=40, distance=0.2, wording=36, length=2, figures=2)


def known(**changed: Any) -> Known:
    usual: dict[str, Any] = {
        "goal": "style",
        "prompt_tuned": True,
        "usable": 200,
        "edits": STYLE_EDITS,
        "causes": {"generation": 60, "retrieval": 10},
        "versions": ["v1", "v2"],
        "gap": None,
    }
    return Known.model_validate(usual | changed)


def gap(best: float | None) -> Gap:
    return Gap(dataset="d v1", scorer="judge", product="P", own=0.6, best="B", best_score=best)


@pytest.mark.parametrize(
    ("changed", "verdict", "reason"),
    [
        ({}, "yes", "pilot"),
        ({"goal": "facts"}, "no", "facts"),
        ({"goal": "general"}, "no", "general"),
        ({"goal": "general", "gap": gap(0.62)}, "no", "general"),
        ({"gap": gap(0.62)}, "no", "small_gap"),
        ({"gap": gap(0.9)}, "yes", "pilot"),
        ({"usable": 9}, "no", "too_few"),
        ({"usable": 49}, "not_yet", "few"),
        ({"causes": {"generation": 10, "retrieval": 60}}, "not_yet", "mend_first"),
        ({"prompt_tuned": False}, "not_yet", "prompt_first"),
        ({"prompt_tuned": None}, "not_yet", "ask_prompt"),
        ({"goal": None}, "yes", "pilot"),
        ({"goal": None, "edits": Edits(count=2, distance=0.1, wording=2)}, "not_yet", "ask_goal"),
        (
            {"edits": Edits(count=40, distance=0.2, figures=30, wording=10)},
            "not_yet",
            "facts_first",
        ),
    ],
)
def test_the_verdict(changed: dict[str, Any], verdict: str, reason: str) -> None:
    decision = decide(known(**changed))
    assert (decision.verdict, decision.reason) == (verdict, reason)
    assert len(decision.evidence) == 6


def test_what_is_not_known_is_said_and_points_nowhere() -> None:
    decision = decide(known(goal=None, prompt_tuned=None, edits=Edits(count=0), causes={"none": 9}))
    signs = {one.key: one.sign for one in decision.evidence}
    unknown = {key for key, sign in signs.items() if sign == "unknown"}
    assert unknown == {"goal.unknown", "edits.few", "causes.few", "prompt.unknown", "gap.unknown"}


def run_of(kind: str, name: str, value: float) -> tuple[Run, dict[str, float]]:
    spec = RunSpec(
        dataset="d",
        dataset_version=1,
        dataset_hash="h",
        examples=10,
        target=TargetInfo.model_validate({"kind": kind, "name": name}),
    )
    return Run(id=f"run-{name}", spec=spec, status="done", started=NOW), {"judge": value}


def test_the_gap_is_between_the_product_and_the_best_other_on_the_same_set() -> None:
    runs = [run_of("product", "P", 0.6), run_of("chat", "a", 0.7), run_of("chat", "b", 0.8)]
    found = widest_gap(runs)
    assert found is not None
    assert (found.own, found.best) == (0.6, "b")
    assert found.size == pytest.approx(0.2)
    assert widest_gap(runs[1:]) is None
    alone = widest_gap(runs[:1])
    assert alone is not None
    assert alone.size is None


def test_a_mean_takes_scored_examples_and_enough_of_them() -> None:
    def outcome(at: int, value: float | None) -> Outcome:
        score = Score(value=value, answer="", reason="")
        return Outcome(example_id=str(at), scores={"judge": score})

    assert means([outcome(at, 0.5) for at in range(9)]) == {}
    some = [*(outcome(at, 0.5) for at in range(10)), outcome(11, None)]
    assert means(some) == {"judge": 0.5}


# Selection: nothing of an eval set.


def kept_apart(
    found: list[Accepted],
    evals: list[Example],
    *,
    sessions: dict[str, str] | None = None,
    embed: Embed | None = None,
    forbidden: tuple[str, ...] | list[str] = (),
) -> Selection:
    """What is selected, after a look that it really overlaps with nothing."""
    examples = [example_of(one) for one in found]
    apart = Apart(evals, examples, sessions=sessions, embed=embed)
    selection = selected(found, apart, forbidden=forbidden)
    assert apart.look(selection.examples)[1] == []
    return selection


@cache
def vector(text: str) -> Vector:
    return MiniLm().embed([text])[0]


def vectors(texts: Sequence[str]) -> list[Vector]:
    return [vector(one) for one in texts]


DRESSED = st.sampled_from(
    [
        "{}",
        "请问{}",
        "您好，麻烦{}，谢谢啦",
        "{}！！",
        "　{}？？",
        "{}（急，在线等）",
        "Hi, {} please",
    ]
)


@st.composite
def copies(draw: st.DrawFn) -> str:
    """A question of the eval set, or what says the same again."""
    kind = draw(st.sampled_from(["polite", "swapped", "figures_changed", "spelling", "own"]))
    text = (
        draw(st.sampled_from(QUESTIONS)) if kind == "own" else draw(st.sampled_from(PAIRS[kind]))[1]
    )
    return draw(DRESSED).format(text.upper() if draw(st.booleans()) else text)


def eval_set() -> list[Example]:
    kinds = ("polite", "swapped", "figures_changed", "spelling")
    texts = [*QUESTIONS, *(one for kind in kinds for one, _ in PAIRS[kind])]
    return [
        Example(
            id=f"x{at}",
            query=text,
            reference=f"第{at}条参考：{text}，照着第一步到第三步做就行，做完再检查一遍。",
        )
        for at, text in enumerate(texts)
    ]


EVALS = eval_set()
FRESH = [
    "推荐一首适合雨天的背景音乐",
    "字幕颜色怎么换成黄色",
    "Where do I find my invoices?",
    "团队成员离职了账号怎么回收",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    planted=st.lists(copies(), min_size=1, max_size=12),
    copied=st.lists(st.sampled_from(EVALS), max_size=4),
)
def test_no_exported_example_overlaps_with_an_eval_set(
    planted: list[str], copied: list[Example]
) -> None:
    """Near-copies of questions, copied answers under new questions, and the cases themselves."""
    given_ = [
        *(taken(at, text) for at, text in enumerate(planted)),
        *(
            taken(100 + at, f"{FRESH[at % 4]} {at}", answer=f"{one.reference}谢谢观看")
            for at, one in enumerate(copied)
        ),
        *(taken(200 + at, text) for at, text in enumerate(FRESH)),
    ]
    found, _ = accepted(acted(*given_))
    selection = kept_apart(found, EVALS)
    assert {one.query for one in selection.examples} <= set(FRESH)
    assert len(selection.leaked) == len(planted) + len(copied)
    assert unlike(selection.examples, EVALS, least=LEAK)[1] == []
    letters = {wording(asked(one)).bare for one in EVALS}
    assert all(wording(asked(one)).bare not in letters for one in selection.examples)


@settings(max_examples=25, deadline=None)
@given(
    planted=st.lists(
        st.tuples(st.sampled_from([*PAIRS["synonyms"], *PAIRS["swapped"]]), DRESSED),
        min_size=1,
        max_size=6,
    )
)
def test_with_vectors_paraphrases_in_other_words_are_kept_out_too(
    planted: list[tuple[list[str], str]],
) -> None:
    evals = [Example(id=one, query=one) for one, _ in (*PAIRS["synonyms"], *PAIRS["swapped"])]
    evals += [Example(id=one, query=one) for one in QUESTIONS]
    given_ = [
        *(taken(at, dress.format(other)) for at, ((_, other), dress) in enumerate(planted)),
        *(taken(200 + at, text) for at, text in enumerate(FRESH)),
    ]
    found, _ = accepted(acted(*given_))
    selection = kept_apart(found, evals, embed=vectors)
    kept = {one.query for one in selection.examples}
    assert kept <= set(FRESH)
    # In so few questions forms cannot be told, and what is near goes with the rest.
    assert len(kept) >= len(FRESH) * 2 // 3


def test_a_trace_that_an_eval_set_holds_is_out_whatever_its_words() -> None:
    found, _ = accepted(acted(taken(1, "写一条猫粮口播"), taken(2, "字幕颜色怎么换")))
    held = [
        Example(id="t-000001", query="完全不同的一句话"),
        Example(id="e", query="问", source="trace:t-000002"),
    ]
    selection = kept_apart(found, held)
    assert selection.examples == []
    assert [one.part for one in selection.leaked] == ["trace", "trace"]


def test_forbidden_claims_repeats_and_personal_data_go() -> None:
    found, _ = accepted(
        acted(
            taken(1, "写一条猫粮口播", answer="全网第一，包治百病"),
            taken(2, "字幕颜色怎么换成黄色"),
            taken(3, "请问字幕颜色怎么换成黄色呀"),
            taken(4, "我叫王小明，手机 13800138000，发票在哪里下载"),
        )
    )
    selection = kept_apart(found, [], forbidden=["包治百病"])
    assert (selection.forbidden, selection.repeated) == (1, 1)
    assert "13800138000" not in str(selection.examples)
    assert selection.masked["phone"] >= 1
    assert selection.masked["name"] >= 1


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.integers(1, 40), min_size=2, max_size=6))
def test_balancing_caps_what_is_too_many_and_drops_nothing_else(counts: list[int]) -> None:
    examples = [
        Example(id=f"{value}-{at}", query="q", segment={"style": f"s{value}"})
        for value, count in enumerate(counts)
        for at in range(count)
    ]
    kept, key = balanced(examples)
    assert key == "style"
    cap = -(-3 * len(examples) // (2 * len(counts)))
    for value, count in enumerate(counts):
        assert sum(one.segment["style"] == f"s{value}" for one in kept) == min(count, cap)


@settings(max_examples=40, deadline=None)
@given(owners=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), min_size=1, max_size=60))
def test_no_user_and_no_session_is_on_both_sides(owners: list[tuple[int, int]]) -> None:
    texts = (QUESTIONS * 2)[: len(owners)]
    examples = [Example(id=str(at), query=text) for at, text in enumerate(texts)]
    belongs = {str(at): [f"user {u}", f"session {s}"] for at, (u, s) in enumerate(owners)}
    train, validation = split(examples, belongs)
    assert sorted(int(one.id) for one in (*train, *validation)) == list(range(len(owners)))
    sides = [{name for one in side for name in belongs[one.id]} for side in (train, validation)]
    assert sides[0].isdisjoint(sides[1])
    assert len(validation) <= round(0.1 * len(owners))


# Formats and rules.


def test_a_chat_line_gives_passages_history_question_and_answer() -> None:
    example = Example(
        id="a",
        query="那冬天呢",
        history=[Turn(role="user", text="夏天穿什么"), Turn(role="agent", text="短袖")],
        reference="羽绒服",
        passages=[Passage(id="p", text="零下穿羽绒服")],
    )
    messages = chat_lines([example])[0]["messages"]
    assert [one["role"] for one in messages] == ["system", "user", "assistant", "user", "assistant"]
    assert "零下穿羽绒服" in messages[0]["content"]
    assert messages[-1]["content"] == "羽绒服"


def chat(*roles: str) -> dict[str, Any]:
    return {"messages": [{"role": role, "content": f"{role} 说"} for role in roles]}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (chat("user"), "last_not_assistant"),
        (chat("boss", "assistant"), "unknown_role"),
        (chat("system", "assistant"), "no_user"),
        (
            {"messages": [{"role": "user", "content": " "}, {"role": "assistant", "content": "a"}]},
            "empty",
        ),
        (
            {
                "messages": [
                    {"role": "user", "content": "字" * 20_000},
                    {"role": "assistant", "content": "a"},
                ]
            },
            "too_long",
        ),
        ({}, "last_not_assistant"),
    ],
)
def test_a_broken_chat_line_is_named(line: dict[str, Any], rule: str) -> None:
    good = [
        {"messages": [{"role": "user", "content": str(at)}, {"role": "assistant", "content": "a"}]}
        for at in range(60)
    ]
    assert check_chat(good) == []
    found = {one.rule: one for one in check_chat([*good, line])}
    assert found[rule].first == 61


def test_few_and_repeated_lines_are_named() -> None:
    good = chat("user", "assistant")
    assert [(one.rule, one.level) for one in check_chat([])] == [("too_few", "error")]
    found = {one.rule: one.count for one in check_chat([good] * 12)}
    assert found == {"few": 12, "twice": 11}


def test_a_broken_preference_line_is_named() -> None:
    answer = [{"role": "assistant", "content": "a"}]
    line = {"input": chat("user"), "preferred_output": answer, "non_preferred_output": answer}
    assert "same_answers" in {one.rule for one in check_preference([line])}
    two = {**line, "preferred_output": answer * 2}
    assert "not_one_answer" in {one.rule for one in check_preference([two])}
    ends = {
        **line,
        "input": chat("user", "assistant"),
        "preferred_output": chat("assistant")["messages"],
    }
    assert "prompt_ends_in_answer" in {one.rule for one in check_preference([ends])}


def test_tokens_are_estimated_by_script() -> None:
    assert tokens_of([{"role": "user", "content": "你好世界"}]) == 4 + 4
    assert tokens_of([{"role": "user", "content": "abcdefgh"}]) == 2 + 4


# The tool.


def filled(workspace: Workspace, count: int = 60) -> None:
    styles = ("comedy", "knowledge", "story")
    edits = "改过的第 {} 稿：{}，我自己用了一周才敢说，先讲坑再讲好。"
    keep(
        workspace,
        *(
            taken(
                at,
                query,
                edited=edits.format(at, query) if at % 2 else None,
                segment={"style": styles[at % 3]},
            )
            for at, query in enumerate(QUESTIONS[:count])
        ),
    )


def keep(workspace: Workspace, *given_: tuple[Trace, list[Event]]) -> None:
    """All at once: each addition looks through what is there."""
    workspace.events.append(
        [trace for trace, _ in given_], [event for _, events in given_ for event in events]
    )


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, FinetuneArtifact]:
    text, artifact = called(build_finetune_set, deps_of(workspace, lang), print, (), **args)
    assert artifact_view(artifact, lang) is not None
    return text, FinetuneArtifact.model_validate(artifact)


def lines_of(workspace: Workspace, found: FinetuneArtifact, name: str) -> list[Any]:
    assert found.made.files is not None
    path = workspace.home / found.made.files.folder / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_set_is_frozen_written_and_told(workspace: Workspace) -> None:
    filled(workspace)
    text, found = run(workspace, goal="style", prompt_tuned=True)
    files = found.made.files
    assert files is not None
    frozen = workspace.datasets.newest("finetune")
    assert frozen is not None
    assert (frozen.purpose, frozen.hash, frozen.count) == (
        "finetune",
        files.hash,
        files.train + files.validation,
    )
    train, validation = (
        lines_of(workspace, found, name) for name in ("train.jsonl", "validation.jsonl")
    )
    assert (len(train), len(validation)) == (files.train, files.validation)
    pairs = [*lines_of(workspace, found, "preference_train.jsonl")]
    assert all(one["preferred_output"] != one["non_preferred_output"] for one in pairs)
    card = (workspace.home / files.folder / "card.md").read_text(encoding="utf-8")
    assert files.hash in card
    assert "# 标注指南" in (workspace.home / files.folder / "guideline.md").read_text(
        encoding="utf-8"
    )
    assert "**值得微调" in text
    assert files.folder in text


def test_the_same_again_is_the_same_version(workspace: Workspace) -> None:
    filled(workspace)
    _, first = run(workspace)
    _, second = run(workspace)
    assert first.made.files == second.made.files


def test_what_asks_on_about_the_same_set_is_not_built_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(workspace)
    deps = deps_of(workspace, "zh")
    _, first = called(build_finetune_set, deps)
    spoken = [ToolMessage("x", tool_call_id="1", name="build_finetune_set", artifact=first)]
    with monkeypatch.context() as patch:
        patch.setattr("tools.build_finetune_set.selected", None)  # would fail if it were called
        _, again = called(build_finetune_set, deps, messages=spoken)
        told = {"goal": "style", "prompt_tuned": True}
        _, decided = called(build_finetune_set, deps, messages=spoken, **told)
    assert again == first
    assert decided["made"]["files"] == first["made"]["files"]
    assert decided["made"]["decision"] != first["made"]["decision"]
    folder = workspace.home / first["made"]["files"]["folder"]
    assert "值得微调" in (folder / "card.md").read_text(encoding="utf-8")
    workspace.examples.add(Example(id="t-000002", query=QUESTIONS[2]))
    _, other = called(build_finetune_set, deps, messages=spoken)
    assert other["made"]["leakage"]["examples"] == 1


def test_every_version_of_every_eval_set_and_kept_cases_are_kept_out(workspace: Workspace) -> None:
    filled(workspace)
    workspace.datasets.freeze("gold", [Example(id="a", query=f"请问{QUESTIONS[0]}，谢谢")], NOW)
    workspace.datasets.freeze("gold", [Example(id="b", query=QUESTIONS[1].upper() + "？")], NOW)
    workspace.examples.add(Example(id="t-000002", query=QUESTIONS[2]))
    text, found = run(workspace, "en")
    assert found.made.leakage.examples == 3
    assert sum(found.made.leakage.dropped.values()) >= 3
    exported = str(
        lines_of(workspace, found, "train.jsonl") + lines_of(workspace, found, "validation.jsonl")
    )
    assert all(question not in exported for question in QUESTIONS[:3])
    assert "gold v1" in text
    assert "found 0" in text


def test_an_earlier_training_set_is_no_eval_set(workspace: Workspace) -> None:
    filled(workspace)
    _, first = run(workspace, name="one")
    _, second = run(workspace, name="two")
    assert first.made.files is not None
    assert second.made.files is not None
    assert first.made.files.train == second.made.files.train


def test_the_name_of_an_eval_set_is_refused_and_a_path_is_only_a_name(workspace: Workspace) -> None:
    filled(workspace, 20)
    workspace.datasets.freeze("gold", [Example(id="a", query="问")], NOW)
    with pytest.raises(CasebookError, match="gold"):
        run(workspace, "en", name="gold")
    _, found = run(workspace, name="../../etc/passwd")
    assert found.made.files is not None
    assert found.made.files.folder == "exports/etc-passwd-v1"
    assert (workspace.home / found.made.files.folder / "card.md").exists()


def test_nothing_taken_is_said(workspace: Workspace) -> None:
    text, found = run(workspace, "en")
    assert found.made.files is None
    assert "No answer was adopted or edited" in text
    assert found.made.decision.verdict == "no"


def test_one_version_or_segment(workspace: Workspace) -> None:
    filled(workspace, 30)
    _, found = run(workspace, version="v1", segment="style=comedy")
    assert found.made.funnel[0].count == 5


def test_hostile_text_stays_text(workspace: Workspace) -> None:
    bad = "<script>alert(1)</script> [x](javascript:1)"
    others = (taken(at, QUESTIONS[at], segment={"style": "a"}) for at in range(2, 14))
    keep(workspace, taken(1, bad, segment={"style": bad}), *others)
    workspace.datasets.freeze(bad, [Example(id="e", query=bad)], NOW)
    text, found = run(workspace, "en")
    drawn = str(artifact_view(found.model_dump(mode="json"), "en"))
    assert "<script" not in text
    assert "<script" not in drawn


def test_taken_answers_come_with_all_their_acts(workspace: Workspace) -> None:
    filled(workspace, 6)
    count, found = workspace.events.taken(Scope(), 4)
    assert (count, len(found)) == (6, 4)
    assert all({"adopted"} <= {event.kind for event in one.events} for one in found)
    assert workspace.events.taken(Scope(version="v9"), 4) == (0, [])


def made(*said: Any) -> tuple[str, dict[str, Any]] | None:
    messages = [HumanMessage(one) if isinstance(one, str) else one for one in said]
    calls = planner().bind_tools(TOOLS).invoke(messages).tool_calls
    return (calls[0]["name"], calls[0]["args"]) if calls else None


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("要不要微调", {}),
        (
            "我们想要更稳定的语气风格，提示词已经调过了，值得微调吗",
            {"goal": "style", "prompt_tuned": True},
        ),
        ("prompt 还没调过，该微调吗", {"prompt_tuned": False}),
        (
            "把 v2 里搞笑风格的采用过的回答做成训练集",
            {"version": "v2", "segment": "style=comedy", "goal": "style"},
        ),
        ("Should we fine-tune?", {}),
        (
            "Build a fine-tuning set from edited answers, the format is what matters",
            {"goal": "format"},
        ),
        ("Export DPO preference pairs; we never tuned the prompt", {"prompt_tuned": False}),
    ],
)
def test_the_planner_reads_what_is_asked(question: str, args: dict[str, Any]) -> None:
    assert made(question) == ("build_finetune_set", args)


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("提示词已经调过了", {"goal": "style", "prompt_tuned": True}),
        ("Only v2", {"goal": "style", "version": "v2"}),
        ("build the set anyway", {"goal": "style"}),
        ("还是导出吧", {"goal": "style"}),
        ("丢了多少条，为什么？", {"goal": "style"}),
        ("how many were dropped and why?", {"goal": "style"}),
        ("what does perhaps the same mean?", {"goal": "style"}),
    ],
)
def test_a_follow_up_keeps_what_was_said(question: str, args: dict[str, Any]) -> None:
    call = {"name": "build_finetune_set", "args": {"goal": "style"}, "id": "1", "type": "tool_call"}
    before = [
        HumanMessage("要不要微调"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("结果", tool_call_id="1", name="build_finetune_set"),
        AIMessage("结果"),
    ]
    assert made(*before, question) == ("build_finetune_set", args)


def test_the_schema_is_small() -> None:
    schema = json.dumps(convert_to_openai_tool(build_finetune_set), ensure_ascii=False)
    assert len(schema) / 4 <= 200


def test_an_accepted_answer_without_passages_has_none() -> None:
    trace, _ = taken(1, "问", retrieved=[Passage(id="p", text="x", used=False)])
    assert example_of(Accepted(trace, "答", None)).passages is None
