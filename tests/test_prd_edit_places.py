"""Edits of one thing in a PRD, by its place, its number or its words."""

from typing import Any

import pytest
from prd_tool import keys, texts, tool
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.records.prd import Prd
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd


@pytest.fixture
def drafted(workspace: Workspace) -> Workspace:
    tool(workspace, feature="captions")
    return workspace


CARRIED = [
    ("add a requirement: undo the last export", "requirements", "undo the last export"),
    ("增加一条需求：支持撤销上一次生成", "requirements", "支持撤销上一次生成"),
    ("add a risk about locks that are never unlocked", "risks", "locks that are never unlocked"),
    ("加一条关于“恢复到第 1 版”的风险", "risks", "恢复到第 1 版"),
    ("add a user story: as an editor, I want to delete a line", "stories", "delete a line"),
    ("we decided to shorten nothing and to compare with version 1", "questions", "shorten nothing"),
]


@pytest.mark.parametrize(("change", "section", "words"), CARRIED)
def test_words_that_an_edit_only_carries_command_nothing(
    drafted: Workspace, change: str, section: str, words: str
) -> None:
    found = tool(drafted, change=change)
    assert found["prd"]["version"] == 2
    assert found["touched"] == [section]
    assert any(words.casefold() in one.casefold() for one in texts(found, section))


def block(found: Any, key: str, form: str) -> Any:
    prd = Prd.model_validate(found["prd"])
    section = next(one for one in prd.sections if one.key == key)
    return next(one for one in section.blocks if one.form == form)


def test_what_is_added_takes_the_form_of_its_section(drafted: Workspace) -> None:
    before = block(tool(drafted, section="requirements"), "requirements", "table")
    found = tool(drafted, change="add a requirement that captions export as SRT")
    after = block(found, "requirements", "table")
    width = len(before.heads)
    assert len(after.sentences) == len(before.sentences) + width
    number, wanted, accepted = after.sentences[-width:]
    assert number.text == f"R{len(before.sentences) // width + 1}"
    assert "SRT" in wanted.text
    assert (wanted.kind, accepted.kind) == ("decision", "question")
    story = tool(drafted, change="add a user story: as an editor, I want SRT files")
    assert block(story, "stories", "list").sentences[-1].text.startswith("As an editor")


@pytest.mark.parametrize(
    ("change", "lost"),
    [("delete the second requirement", 1), ("删掉第二条需求", 1), ("remove R2", 1),
     ("drop the last requirement", -1), ("删掉最后一条需求", -1)],
)  # fmt: skip
def test_one_thing_is_deleted_by_its_place(drafted: Workspace, change: str, lost: int) -> None:
    table = block(tool(drafted, section="requirements"), "requirements", "table")
    width = len(table.heads)
    rows = [table.sentences[at : at + width] for at in range(0, len(table.sentences), width)]
    left = block(tool(drafted, change=change), "requirements", "table").sentences
    del rows[lost]
    assert left == tuple(one for row in rows for one in row)


def test_a_place_that_is_not_there_is_told(drafted: Workspace) -> None:
    with pytest.raises(BadInput, match="no item number 40"):
        tool(drafted, change="delete the 40th risk")


def test_r1_is_not_r10(drafted: Workspace) -> None:
    for number in range(8):
        tool(drafted, change=f"add a requirement that format number {number} opens")
    before = block(tool(drafted, section="requirements"), "requirements", "table").sentences
    after = block(tool(drafted, change="remove R1"), "requirements", "table").sentences
    assert len(before) - len(after) == 3
    assert "R10" in [one.text for one in after]


@pytest.mark.parametrize(
    ("change", "place"),
    [("move the risks to the top", 0), ("把风险挪到最前面", 0), ("move risks to the end", -1),
     ("把风险放到最后", -1), ("move the risks up", 8), ("风险下移", 10)],
)  # fmt: skip
def test_a_section_moves_to_an_end_or_a_step(drafted: Workspace, change: str, place: int) -> None:
    assert keys(tool(drafted, section="risks")).index("risks") == 9
    assert keys(tool(drafted, change=change))[place] == "risks"


def test_a_cell_is_changed_by_its_row_and_column(drafted: Workspace) -> None:
    found = tool(drafted, change="change the acceptance of R2 to under 3 seconds")
    table = block(found, "requirements", "table")
    assert table.sentences[5].text == "under 3 seconds"
    assert table.sentences[5].kind == "decision"
    assert found["touched"] == ["requirements"]
    found = tool(drafted, change="把 R1 的 Acceptance 改成 5 秒内")
    assert block(found, "requirements", "table").sentences[2].text == "5 秒内"


def test_a_section_is_not_replaced_by_its_name(drafted: Workspace) -> None:
    with pytest.raises(BadInput, match="whole section"):
        tool(drafted, change="change the flow to review first")


def test_a_new_section_and_a_new_title_of_one(drafted: Workspace) -> None:
    found = tool(drafted, change="add a section called Localization")
    titles = [one["title"] for one in found["prd"]["sections"]]
    assert titles[-2:] == ["Localization", titles[-1]]
    with pytest.raises(BadInput, match="already"):
        tool(drafted, change="add a section “Localization”")
    more = tool(drafted, change="add to Localization: German comes first")
    key = more["touched"][0]
    assert any("German comes first" in one for one in texts(more, key))
    named = tool(drafted, change="rename the risks to Risks and answers")
    assert "Risks and answers" in [one["title"] for one in named["prd"]["sections"]]
    assert named["prd"]["title"] == "captions"
    assert tool(drafted, change="rename the doc to Smart captions")["prd"]["title"] == (
        "Smart captions"
    )


def test_what_was_undone_is_done_again(drafted: Workspace) -> None:
    tool(drafted, change="delete the rollout")
    second = tool(drafted, change="delete the risks")
    tool(drafted, change="undo")
    tool(drafted, change="undo")
    assert "rollout" not in keys(tool(drafted, change="redo"))
    assert keys(tool(drafted, change="redo")) == keys(second)
    with pytest.raises(BadInput, match="no undone change"):
        tool(drafted, change="redo")
    assert "risks" in keys(tool(drafted, change="undo")), "what was done again can be undone"


def test_how_to_export_is_told_and_changes_nothing(drafted: Workspace) -> None:
    for change in ("export it as word", "导出 PDF"):
        told, found = called(draft_prd, deps_of(drafted, "en"), change=change)
        assert "Export" in told
        assert found["prd"]["version"] == 1


def test_several_things_are_added_at_once(drafted: Workspace) -> None:
    found = tool(drafted, change="add two risks: the model gets dearer; data leaks")
    cells = texts(found, "risks")
    assert "the model gets dearer" in cells
    assert "data leaks" in cells


def test_what_is_added_takes_the_place_of_to_be_written(drafted: Workspace) -> None:
    tool(drafted, change="add a section called Pricing")
    found = tool(drafted, change="add to Pricing: it is free")
    assert texts(found, found["touched"][0]) == ["It is free."]


def test_quoted_words_are_replaced_whatever_stands_around_them(drafted: Workspace) -> None:
    tool(drafted, change="add a goal: 50 pilot users")
    found = tool(drafted, change="把“50 pilot users”全部换成“60 pilot users”")
    assert any("60 pilot users" in one for one in texts(found, "goals"))


@pytest.mark.parametrize("change", ["R2 不要了", "把 R2 删了吧", "get rid of R2 please"])
def test_a_requirement_goes_by_its_number(drafted: Workspace, change: str) -> None:
    assert "R2" not in texts(tool(drafted, change=change), "requirements")


@pytest.mark.parametrize("change", ["目标太虚了，具体一些", "make the goals more specific",
                                    "the goals are too vague"])  # fmt: skip
def test_goals_that_are_called_vague_are_quantified(drafted: Workspace, change: str) -> None:
    with pytest.raises(BadInput, match="no more figures"):  # for there is no log
        tool(drafted, change=change)


@pytest.mark.parametrize(
    ("change", "touched"),
    [("shorten the rollout and add a risk about copyright", {"rollout", "risks"}),
     ("把灰度缩短，再加一条关于版权的风险", {"rollout", "risks"}),
     ("lock the goals, then move the risks to the top", {"goals", "risks"}),
     ("add a risk about speed and cost", {"risks"}),
     ("add a requirement: shorten the risks, and lock the goals", {"requirements"})],
)  # fmt: skip
def test_all_that_a_sentence_asks_for_is_done(
    drafted: Workspace, change: str, touched: set[str]
) -> None:
    found = tool(drafted, change=change)
    assert set(found["touched"]) == touched
    assert found["prd"]["version"] == 2
    again = tool(drafted, change="undo")
    assert "speed and cost" not in texts(again, "risks")


def test_of_several_edits_all_are_done_or_none(drafted: Workspace) -> None:
    tool(drafted, change="lock the rollout")
    with pytest.raises(BadInput, match="locked"):
        tool(drafted, change="add a risk about copyright and shorten the rollout")
    assert drafted.prds.all()[0].version == 2
