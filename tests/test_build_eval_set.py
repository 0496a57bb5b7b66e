"""The tool: sets from traces and docs, their versions and gaps, the conversation and the panel."""

import json
from typing import Any

import pytest
from eval_sets import NOW, busy_with, run, styles
from langchain_core.utils.function_calling import convert_to_openai_tool
from samples import TOY_CASE

from agent.assistant import Assistant
from agent.events import ToolFinished
from agent.threads import open_threads
from knowledge.errors import BadInput, CasebookError
from knowledge.language import LANGS, Lang
from knowledge.records.annotation import Annotation
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from page.eval_set_view import eval_set_view
from page.evidence import artifact_view
from tools.build_eval_set import EvalSetArtifact, build_eval_set


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    return busy_with(workspace)


def test_difficulty_has_a_reason_or_is_unknown(busy: Workspace) -> None:
    _, found = run(busy, plan="61 examples")
    for one in found.examples:
        assert ("hard_because" in one.segment) == (one.segment["difficulty"] == "hard")
    by_id = {one.id: one.segment for one in found.examples}
    assert "long_history" in by_id["t-001007"]["hard_because"]
    assert by_id["t-001001"]["difficulty"] == "ordinary", "rated up"


def test_changes_make_versions_and_undo_walks_back(busy: Workspace) -> None:
    _, first = run(busy, plan="30条", name="s")
    _, dropped = run(busy, change="去掉英文的")
    assert {one.segment["lang"] for one in dropped.examples} == {"zh"}
    assert dropped.version.version == 2
    _, more = run(busy, "en", change="add 5 hard ones")
    assert (more.added, more.removed) == (5, 0)
    _, said = run(busy, change="加一条：写一个亲子旅行脚本，应该包含防晒")
    assert said.examples[-1].keywords == ["防晒"]
    _, kept = run(busy, change="只要搞笑的")
    assert styles(kept) == {"comedy": kept.version.count}
    for expected in (said, more, dropped, first):
        _, back = run(busy, change="撤销")
        assert back.version.hash == expected.version.hash
    with pytest.raises(BadInput, match="nothing before it"):
        run(busy, "en", change="undo")
    _, restored = run(busy, change="回到 v2")
    assert restored.version.hash == dropped.version.hash
    assert len(restored.versions) == restored.version.version


def test_another_draw_keeps_the_mix_and_what_people_added(busy: Workspace) -> None:
    _, first = run(busy, plan="10条，一半搞笑一半知识", name="s")
    run(busy, change="add: what does the team plan cost?")
    _, second = run(busy, change="换一批")
    assert styles(second) == {"comedy": 5, "knowledge": 5, "–": 1}
    assert not {one.id for one in first.examples} & {one.id for one in second.examples}
    assert any(one.source == "chat" for one in second.examples)


def test_one_kind_is_swapped_for_another(busy: Workspace) -> None:
    run(busy, plan="10条，一半搞笑一半知识", name="s")
    _, swapped = run(busy, change="把2条搞笑的换成知识的")
    assert styles(swapped) == {"comedy": 3, "knowledge": 7}
    assert (swapped.added, swapped.removed) == (2, 2)
    _, all_ = run(busy, "en", change="swap the comedy ones for knowledge ones")
    assert styles(all_) == {"knowledge": 10}
    with pytest.raises(BadInput, match="no examples of comedy to swap"):
        run(busy, "en", change="swap the comedy ones for knowledge ones")
    _, back = run(busy, change="撤销")
    assert back.version.hash == swapped.version.hash


def test_a_restored_set_is_held_against_the_traffic(busy: Workspace) -> None:
    run(busy, plan="10条", name="s")
    run(busy, "en", change="delete the set s", name="s")
    _, back = run(busy, "en", change="restore the set s", name="s")
    assert back.coverage.traffic_of == 61


def test_gaps_are_named_and_filled(busy: Workspace) -> None:
    run(busy, plan="20条，只要搞笑的", name="s")
    text, found = run(busy, change="还缺什么")
    assert "科普" in text
    assert not found.is_new
    gap = next(one for one in found.coverage.gaps if one.where == {"style": "knowledge"})
    _, filled = run(busy, change="补齐缺口")
    assert styles(filled)["knowledge"] >= gap.needed
    assert all("style" not in one.where for one in filled.coverage.gaps)


def test_a_look_names_the_other_sets_and_what_is_not_of_the_traffic_has_no_gaps(
    busy: Workspace,
) -> None:
    run(busy, plan="10条", name="drawn")
    run(busy, examples=["how do I export?", "what does Pro cost?"], name="said")
    text, found = run(busy, name="said", change="which sets do we have?")
    assert (found.version.name, found.coverage.traffic_of) == ("said", 0)
    assert "| drawn | v1 | 10 |" in text
    _, left = run(busy, name="said", change="drop the last one")
    assert [one.query for one in left.examples] == ["how do I export?"]


def test_a_set_is_renamed_with_all_its_versions(busy: Workspace) -> None:
    run(busy, plan="20条", name="s")
    run(busy, change="只要搞笑的")
    said = Annotation(dataset="s", example="t-001001", annotator="li", label=4, time=NOW)
    busy.annotations.add(said)
    _, found = run(busy, change="改名叫 冒烟")
    assert [one.label for one in busy.annotations.standing("冒烟")] == [4]
    assert (found.version.name, len(found.versions)) == ("冒烟", 2)
    assert busy.datasets.newest("s") is None
    assert found.listed[0] == "冒烟"


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ({"change": "undo"}, "There is no eval set yet"),
        ({"source": "words"}, "No example was found"),
        ({"source": "file"}, "Which file"),
        ({"file": "/nowhere/cases.csv"}, "cases.csv"),
        ({"source": "docs", "plan": "only comedy"}, None),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_way_out(
    workspace: Workspace, args: dict[str, Any], reason: str | None
) -> None:
    if reason is None:
        assert run(workspace, "en", **args)[1].version.count
        return
    with pytest.raises(CasebookError, match=reason):
        run(workspace, "en", **args)


def test_an_unread_change_says_what_can_be_said(busy: Workspace) -> None:
    run(busy, plan="10条", name="s")
    with pytest.raises(BadInput, match="add 20 hard ones"):
        run(busy, "en", change="what is it good for?")
    assert len(busy.datasets.versions("s")) == 1


def test_bad_cases_are_the_disliked_and_the_diagnosed(busy: Workspace) -> None:
    _, found = run(busy, source="cases")
    assert {one.segment["case"] for one in found.examples} == {"bad"}
    assert TOY_CASE.id in {one.id for one in found.examples}
    toy = next(one for one in found.examples if one.id == TOY_CASE.id)
    assert toy.cause == "intent"
    assert toy.expect


def test_docs_give_questions_with_the_passage_that_answers(workspace: Workspace) -> None:
    _, found = run(workspace, source="docs")
    team = next(one for one in found.examples if "团队版" in one.query)
    assert "199" in (team.reference or "")
    [passage] = team.relevant or []
    chunk = workspace.docs.chunk(passage)
    assert chunk is not None
    assert "199" in chunk.text
    assert found.coverage.traffic_of == 0
    assert found.coverage.gaps == [], "without traffic there is nothing to lack"


def test_personal_data_is_masked_and_repeats_are_dropped(workspace: Workspace) -> None:
    said = ["我叫王小明，电话 138 0013 8000，怎么退款？", "怎么导出脚本？", "怎么导出脚本"]
    text, found = run(workspace, examples=said)
    assert found.version.count == 2
    assert len(found.alike) == 1
    assert found.masked["phone"] == 1
    assert "8000" not in found.examples[0].query
    assert "电话 1" in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_shows_text_as_data(busy: Workspace, lang: Lang) -> None:
    run(busy, plan="10条", name="<b>x</b>")
    _, found = run(busy, lang, change="add: <img src=x onerror=alert(1)> & [l](http://x)")
    drawn = eval_set_view(found, lang)
    assert "<img" not in drawn
    assert "<b>x</b>" not in drawn
    assert "&lt;img" in drawn
    assert "--heat" in drawn
    assert artifact_view(found.model_dump(mode="json"), lang) == drawn


def test_the_schema_is_small() -> None:
    assert len(json.dumps(convert_to_openai_tool(build_eval_set))) / 4 <= 230


@pytest.mark.parametrize(
    ("questions", "lang"),
    [
        (
            ["帮我建一个评测集，20条，一半搞笑一半知识", "去掉英文的", "再加5条难的",
             "还缺什么", "撤销"],
            "zh",
        ),
        (
            ["build an eval set of 20, half comedy, half knowledge", "drop the English ones",
             "add 5 hard ones", "what is missing?", "undo"],
            "en",
        ),
    ],
)  # fmt: skip
def test_a_set_is_built_and_changed_in_a_conversation(
    busy: Workspace, settings: Settings, questions: list[str], lang: str
) -> None:
    seen: list[EvalSetArtifact] = []
    with open_threads(busy.checkpoints) as threads:
        assistant = Assistant(busy, settings, threads)
        for question in questions:
            events = list(assistant.ask("c", question))
            [step] = [one for one in events if isinstance(one, ToolFinished)]
            assert step.ok, question
            assert step.artifact is not None
            seen.append(EvalSetArtifact.model_validate(step.artifact))
    built, dropped, more, gaps, back = seen
    assert {one.lang for one in seen} == {lang}
    assert styles(built) == {"comedy": 10, "knowledge": 10}
    assert dropped.version.count < 20
    assert more.added == 5
    assert gaps.version == more.version
    assert back.version.hash == dropped.version.hash
