"""Scenarios in the chat: follow-ups, what is for another tool, and taking a turn back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from model_service import model_service, words

from agent.assistant import Assistant
from agent.events import AgentEvent, Finished, ToolFinished
from agent.models import planner
from agent.threads import open_threads
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from tools import TOOLS

PHRASINGS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("scenario_phrasings.yaml").read_text(encoding="utf-8")
)
MIND = planner().bind_tools(TOOLS)
ZH = {"脚本生成": ("9", "3"), "字幕": ("7", "2"), "数字人": ("5", "8")}
EN = {"script generation": ("9", "3"), "subtitles": ("7", "2"), "digital humans": ("5", "8")}


def after(said: dict[str, tuple[str, str]]) -> list[BaseMessage]:
    """A conversation in which these were put in order."""
    scenarios = [
        {"name": name, "pain": pain, "difficulty": hard} for name, (pain, hard) in said.items()
    ]
    call = {"name": "score_scenarios", "args": {"scenarios": scenarios}, "id": "1"}
    artifact = {"kind": "scenarios", "listed": list(said)}
    return [
        HumanMessage("先做哪个" if "字幕" in said else "which first"),
        AIMessage("", tool_calls=[{**call, "type": "tool_call"}]),
        ToolMessage("…", tool_call_id="1", name="score_scenarios", artifact=artifact),
        AIMessage("…"),
    ]


def call_for(text: str, *before: BaseMessage) -> tuple[str | None, dict[str, Any]]:
    message = MIND.invoke([*before, HumanMessage(text)])
    calls = message.tool_calls if isinstance(message, AIMessage) else []
    return (calls[0]["name"], calls[0]["args"]) if calls else (None, {})


@pytest.mark.parametrize(
    ("text", "name", "changed"),
    [
        ("把第二个的难度改成3", "字幕", {"difficulty": "3"}),
        ("把最后一个的难度从8改成3", "数字人", {"difficulty": "3"}),
        ("数字人难度从8改成3", "数字人", {"difficulty": "3"}),
        ("第三个的痛点改成9", "数字人", {"pain": "9"}),
        ("如果字幕的痛点是9呢", "字幕", {"pain": "9"}),
        ("数字人其实不难", "数字人", {"difficulty": "不难"}),
        ("数字人依赖脚本生成", "数字人", {"after": ["脚本生成"]}),
        ("把字幕的痛点改回8", "字幕", {"pain": "8"}),
        ("它的难度改成2", "脚本生成", {"difficulty": "2"}),
        ("脚本的难度改成2", "脚本生成", {"difficulty": "2"}),
        ("its difficulty is 2", "script generation", {"difficulty": "2"}),
        ("digital humans come after subtitles", "digital humans", {"after": ["subtitles"]}),
        ("把「字幕」的难度设为 3.5/10", "字幕", {"difficulty": "3.5/10"}),
        ("set the difficulty of the second one to 3", "subtitles", {"difficulty": "3"}),
        ("change digital humans' difficulty from 8 to 3", "digital humans", {"difficulty": "3"}),
        ("the last one's difficulty is only 3", "digital humans", {"difficulty": "3"}),
        ("set the pain of #2 to 8", "subtitles", {"pain": "8"}),
        ("Actually subtitles are hard", "subtitles", {"difficulty": "hard"}),
        (
            "digital humans need script generation first",
            "digital humans",
            {"after": ["script generation"]},
        ),
    ],
)
def test_a_change_changes_one_thing_and_keeps_the_rest(
    text: str, name: str, changed: dict[str, Any]
) -> None:
    said = ZH if name in ZH else EN
    tool, args = call_for(text, *after(said))
    assert tool == "score_scenarios"
    expected = {n: {"name": n, "pain": p, "difficulty": d} for n, (p, d) in said.items()}
    assert args["scenarios"] == list((expected | {name: expected[name] | changed}).values())


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("痛点分别是8、7、6", "pain", ["8", "7", "6"]),
        ("所有场景的难度都改成5", "difficulty", ["5", "5", "5"]),
        ("把字幕和数字人的难度都改成5", "difficulty", ["3", "5", "5"]),
        ("set all difficulties to 5", "difficulty", ["5", "5", "5"]),
        ("both subtitles and script generation have difficulty 4", "difficulty", ["4", "4", "8"]),
        ("字幕痛点再高一点", "pain", ["9", "7", "5"]),
    ],
)
def test_several_are_changed_at_once(text: str, key: str, values: list[str]) -> None:
    tool, args = call_for(text, *after(EN if text.isascii() else ZH))
    assert tool == "score_scenarios"
    assert [one[key] for one in args["scenarios"]] == values


@pytest.mark.parametrize(
    "text",
    [one["said"] for one in PHRASINGS if "known" not in one and one.get("alone", True)],
)
def test_scores_and_lists_of_scenarios_come_here_at_once(text: str) -> None:
    tool, _ = call_for(text)
    assert tool == "score_scenarios"


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("用Kano分类", {"method": "kano"}),
        ("去掉数字人", {"remove": ["数字人"]}),
        ("满分是5分", {"scale": 5}),
        ("what would flip the order?", {}),
        ("classify them with Kano", {"method": "kano"}),
    ],
)
def test_the_same_scenarios_otherwise(text: str, args: dict[str, Any]) -> None:
    said = EN if text.isascii() else ZH
    tool, read = call_for(text, *after(said))
    assert tool == "score_scenarios"
    kept = [name for name in said if name not in args.get("remove", ())]
    assert [one["name"] for one in read.pop("scenarios")] == kept
    assert read == args


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("再加两个：封面图、评论区助手", [*ZH, "封面图", "评论区助手"]),
        ("再加一个 粉丝问答 痛点6难度2", [*ZH, "粉丝问答"]),
        ("合同审查痛点9难度3，会议纪要痛点5难度8，先做哪个", ["合同审查", "会议纪要"]),
    ],
)
def test_what_is_added_joins_and_another_list_stands_alone(text: str, names: list[str]) -> None:
    _, args = call_for(text, *after(ZH))
    assert [one["name"] for one in args["scenarios"]] == names


@pytest.mark.parametrize(
    "text",
    [
        "v1 和 v2 哪个先上线",
        "v2.1 还是 v2.2 先发布",
        "should v1 or v2 go first?",
        "最近哪些失败最多",
        "用户最大的痛点是什么",
        "痛点最高的需求有哪些",
    ],
)
@pytest.mark.parametrize("follows", [False, True])
def test_versions_failures_and_needs_are_no_scenarios(text: str, follows: bool) -> None:
    tool, _ = call_for(text, *(after(ZH) if follows else ()))
    assert tool != "score_scenarios"


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, settings, threads)


def numbers(workspace: Workspace) -> dict[str, dict[str, str]]:
    return {name: one.numbers for name, one in workspace.scenarios.all().items()}


def order(events: list[AgentEvent]) -> dict[str, Any]:
    artifacts = [one.artifact for one in events if isinstance(one, ToolFinished)]
    assert artifacts[-1] is not None
    return artifacts[-1]


FIRST = "脚本生成痛点9难度3，数字人痛点5难度8，先做哪个？"


def test_undoing_a_turn_takes_its_change_off_the_board(
    assistant: Assistant, workspace: Workspace, settings: Settings
) -> None:
    list(assistant.ask("c", FIRST))
    list(assistant.ask("c", "把数字人的难度改成3"))
    list(assistant.ask("d", "数字人痛点7难度8，字幕痛点2难度2，哪个先做"))
    assert numbers(workspace)["数字人"] == {"pain": "7", "difficulty": "8"}
    with open_threads(workspace.checkpoints) as threads:  # after a restart
        again = Assistant(workspace, settings, threads)
        again.rewind("d", again.transcript("d")[0].question_id)
        assert numbers(workspace)["数字人"] == {"pain": "5", "difficulty": "3"}
        assert "字幕" not in numbers(workspace)
        again.rewind("c", again.transcript("c")[1].question_id)
        assert numbers(workspace)["数字人"] == {"pain": "5", "difficulty": "8"}
        again.rewind("c", again.transcript("c")[0].question_id)
        assert numbers(workspace) == {}


def test_an_edited_turn_leaves_nothing_of_the_old_one(
    assistant: Assistant, workspace: Workspace
) -> None:
    list(assistant.ask("c", FIRST))
    list(assistant.ask("c", "去掉数字人"))
    assert list(numbers(workspace)) == ["脚本生成"]
    second = assistant.transcript("c")[1].question_id
    list(assistant.ask("c", "数字人的难度改成4", replacing=second))
    assert numbers(workspace)["数字人"] == {"pain": "5", "difficulty": "4"}
    first = assistant.transcript("c")[0].question_id
    list(assistant.ask("c", "脚本生成痛点2难度3，字幕痛点5难度8", replacing=first))
    assert numbers(workspace) == {
        "脚本生成": {"pain": "2", "difficulty": "3"},
        "字幕": {"pain": "5", "difficulty": "8"},
    }


def test_a_score_that_cannot_be_is_put_right_without_saying_all_again(
    assistant: Assistant, workspace: Workspace
) -> None:
    list(assistant.ask("c", "满分10，脚本生成痛点9难度3，数字人痛点12难度8"))
    assert numbers(workspace) == {}
    list(assistant.ask("c", "数字人的痛点改成7"))
    assert numbers(workspace) == {
        "脚本生成": {"pain": "9", "difficulty": "3"},
        "数字人": {"pain": "7", "difficulty": "8"},
    }


def test_scenarios_that_wait_for_each_other_are_named_and_nothing_is_kept(
    assistant: Assistant, workspace: Workspace
) -> None:
    list(assistant.ask("c", FIRST))
    list(assistant.ask("c", "数字人依赖脚本生成"))
    list(assistant.ask("c", "脚本生成依赖数字人"))
    answer = assistant.transcript("c")[2].answer
    assert "脚本生成 → 数字人 → 脚本生成" in answer
    assert "脚本生成不依赖数字人" in answer
    assert workspace.scenarios.all()["脚本生成"].after == ()
    found = order(list(assistant.ask("c", "数字人的难度改成1")))
    assert found["listed"] == ["脚本生成", "数字人"]  # 4.5 is less than 6.3, and it waits


def test_a_dragged_point_needs_no_model_and_can_be_undone(workspace: Workspace) -> None:
    with model_service(words("no")) as service, open_threads(workspace.checkpoints) as threads:
        settings = Settings(
            home=workspace.home, model="openai:m", api_key="k", base_url=service.url
        )
        assistant = Assistant(workspace, settings, threads)
        moved = "把「脚本生成」设为痛点 9/10、难度 3.5/10"
        *_, last = assistant.ask("c", moved, direct=True)
        assert isinstance(last, Finished)
        assert last.mind == "planner"
        assert service.requests == []
        assert numbers(workspace) == {"脚本生成": {"pain": "9/10", "difficulty": "3.5/10"}}
        assistant.rewind("c", assistant.transcript("c")[0].question_id)
        assert numbers(workspace) == {}
