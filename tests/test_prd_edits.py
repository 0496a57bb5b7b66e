"""Edits of a PRD in words, undo, locks, templates, and several who change it at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage, ToolMessage
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd
from tools.prd.drafting.draft import sentences_of
from tools.prd.editing.wish import asks_for_edit, read_wish
from tools.prd.templates.shelf import template_called, templates


def tool(workspace: Workspace, lang: Any = "en", **args: Any) -> Any:
    return called(draft_prd, deps_of(workspace, lang), **args)[1]


def keys(found: Any) -> list[str]:
    return [one["key"] for one in found["prd"]["sections"]]


def texts(found: Any, key: str) -> list[str]:
    prd = Prd.model_validate(found["prd"])
    section = next(one for one in prd.sections if one.key == key)
    return [one.text for one in sentences_of(section)]


def test_sections_are_deleted_moved_and_brought_back(workspace: Workspace) -> None:
    first = tool(workspace, feature="captions")
    moved = tool(workspace, change="move risks before rollout")
    assert keys(moved).index("risks") + 1 == keys(moved).index("rollout")
    gone = tool(workspace, change="delete the rollout")
    assert "rollout" not in keys(gone)
    assert gone["gone"] == "Rollout and A/B test"
    assert keys(tool(workspace, change="undo")) == keys(moved)
    back = tool(workspace, change="undo")
    assert keys(back) == keys(first), "a second undo goes further back, not to and fro"
    assert back["prd"]["sections"] == first["prd"]["sections"]
    assert [one["version"] for one in back["versions"]] == [5, 4, 3, 2, 1]
    with pytest.raises(BadInput, match="nothing to undo"):
        tool(workspace, change="undo")


def test_a_risk_is_added_as_open_where_no_document_speaks_of_it(workspace: Workspace) -> None:
    tool(workspace, feature="captions")
    found = tool(workspace, change="add a risk about copyright")
    assert "copyright" in texts(found, "risks")
    risks = next(one for one in Prd.model_validate(found["prd"]).sections if one.key == "risks")
    table = next(one for one in risks.blocks if one.form == "table")
    assert [one.kind for one in table.sentences[-3:]] == ["plain", "question", "assumption"]
    gone = tool(workspace, change="remove the risk about copyright")
    assert "copyright" not in texts(gone, "risks")


def test_a_risk_cites_the_document_that_speaks_of_it(workspace: Workspace) -> None:
    tool(workspace, "zh", feature="字幕")
    found = tool(workspace, "zh", change="加一条关于专业版的风险")
    risks = next(one for one in Prd.model_validate(found["prd"]).sections if one.key == "risks")
    basis = risks.blocks[0].sentences[-2]
    assert basis.kind == "cited"
    chunk = workspace.docs.chunk(basis.sources[0].id)
    assert chunk is not None
    assert "专业版" in chunk.text


def test_a_shorter_section_keeps_what_it_rests_on(workspace: Workspace) -> None:
    before = tool(workspace, feature="captions")
    after = tool(workspace, change="shorten the rollout")
    assert 0 < len(texts(after, "rollout")) < len(texts(before, "rollout"))
    assert set(texts(after, "rollout")) < set(texts(before, "rollout"))


def test_a_locked_section_is_left_as_it_is(workspace: Workspace) -> None:
    tool(workspace, feature="captions")
    tool(workspace, change="add a goal: 50 pilot users")
    locked = tool(workspace, change="lock the goals")
    with pytest.raises(BadInput, match="locked"):
        tool(workspace, change="shorten the goals")
    with pytest.raises(BadInput, match="locked"):
        tool(workspace, change='change "50 pilot users" to "60"')
    anew = tool(workspace, feature="captions")
    assert anew["prd"]["id"] == locked["prd"]["id"]
    assert texts(anew, "goals") == texts(locked, "goals"), "drafting leaves it, too"
    tool(workspace, change="unlock the goals")
    changed = tool(workspace, change='change "50 pilot users" to "60 pilot users"')
    assert any("60 pilot users" in one for one in texts(changed, "goals"))


def test_what_the_user_says_is_a_decision_with_their_words_as_source(workspace: Workspace) -> None:
    tool(workspace, "zh", feature="字幕")
    found = tool(workspace, "zh", change="我们决定第一版不做英文")
    prd = Prd.model_validate(found["prd"])
    [made] = [
        one for section in prd.sections for one in sentences_of(section) if one.kind == "decision"
    ]
    assert made.text == "第一版不做英文。"
    assert made.by
    assert made.sources[0].quote == "我们决定第一版不做英文"


def test_an_edit_is_for_the_prd_that_was_spoken_of(workspace: Workspace) -> None:
    first = tool(workspace, feature="captions")
    tool(workspace, feature="dubbing")
    said = [HumanMessage("x"), ToolMessage("x", tool_call_id="0", artifact=first)]
    _, found = called(draft_prd, deps_of(workspace, "en"), messages=said, change="lock the goals")
    assert found["prd"]["title"] == "captions"
    assert tool(workspace, prd="dubbing", section="risks")["shown"] == "risks"


def test_what_cannot_be_done_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="no PRD yet"):
        tool(workspace, change="undo")
    tool(workspace, feature="captions")
    with pytest.raises(BadInput, match="not clear what to change"):
        tool(workspace, change="hmm, well")
    with pytest.raises(NotFound, match="captions"):
        tool(workspace, prd="nonesuch", change="undo")
    with pytest.raises(BadInput, match="no PRD template"):
        tool(workspace, feature="captions", template="nonesuch")


def test_no_feature_named_is_asked_and_does_not_hold_up_the_draft(workspace: Workspace) -> None:
    found = tool(workspace)
    assert found["prd"]["sections"]
    assert "Which feature" in found["questions"][0]


def test_edits_at_once_lose_nothing(workspace: Workspace) -> None:
    tool(workspace, feature="captions")
    wanted = [f"add a goal: pilot group number {number}" for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda change: tool(workspace, change=change), wanted))
    newest = workspace.prds.all()[0]
    assert newest.version == 5
    goals = " ".join(
        one.text for section in newest.sections if section.key == "goals"
        for one in sentences_of(section)
    )  # fmt: skip
    assert all(f"number {number}" in goals for number in range(4))


def test_a_version_made_from_an_old_one_is_not_kept(workspace: Workspace) -> None:
    tool(workspace, feature="captions")
    [prd] = workspace.prds.all()
    assert workspace.prds.keep(prd, after=1) is not None
    assert workspace.prds.keep(prd, after=1) is None
    assert [one.version for one in workspace.prds.versions(prd.id)] == [2, 1]


def test_a_teams_own_template_is_followed(workspace: Workspace) -> None:
    folder = workspace.home / "prd_templates"
    folder.mkdir()
    (folder / "memo.yaml").write_text(
        "title: Memo\nsections:\n"
        "  - {key: why, title: {zh: 为什么, en: Why}, holds: the reason, draws: [background]}\n"
        "  - {key: legal, title: 法务, holds: what counsel says}\n",
        encoding="utf-8",
    )
    found = tool(workspace, feature="captions", template="memo")
    assert keys(found) == ["why", "legal"]
    assert texts(found, "legal") == ["To be written: what counsel says."]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title: x\nsections: []", "sections"),
        ("- a\n- b", "mapping"),
        ("title: x\nsections: [{key: Why!, title: x, holds: y}]", "key"),
        ("title: x\nsections: [{key: why, title: x, holds: y, draws: [magic]}]", "magic"),
        ("title: [", "x.yaml"),
        (
            "title: x\nsections: [{key: a, title: x, holds: y}, {key: a, title: x, holds: y}]",
            "twice",
        ),
    ],
)
def test_a_bad_template_is_named_with_what_is_wrong(
    content: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        templates(tmp_path)
    assert told in str(caught.value)
    assert "x.yaml" in str(caught.value)


def test_templates_go_by_their_names_in_both_languages() -> None:
    known = templates(Path("absent"))
    assert template_called("一页纸", known).name == "one_pager"
    assert template_called("one page", known).name == "one_pager"
    assert template_called("", known).name == "ai_feature"


@given(st.text(max_size=120))
@hypothesis_settings(max_examples=150)
def test_any_words_can_be_read(words: str) -> None:
    prd = Prd.model_validate(
        {"id": "p", "version": 1, "title": "t", "lang": "en", "template": "x",
         "made": "2026-01-01T00:00:00Z", "sections": [{"key": "goals", "title": "Goals"}]}
    )  # fmt: skip
    wish = read_wish(words, prd)
    assert wish is None or asks_for_edit(words)


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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_question_that_was_asked_back_is_answered(workspace: Workspace, lang: Any) -> None:
    first = tool(workspace, lang, feature="captions")
    asked = first["questions"][1]
    said = {"zh": "第二个问题：线上抽 200 条", "en": "question 2: we sample 200 videos"}[lang]
    found = tool(workspace, lang, change=said)
    made = [one for one in texts(found, "questions") if one.startswith(asked)]
    assert len(made) == 1
    assert "200" in made[0]
    assert found["counts"]["question"] < first["counts"]["question"]
    with pytest.raises(BadInput, match=r"no such question|没有这个问题"):
        tool(workspace, lang, change={"zh": "第二十个问题：是", "en": "question 40: yes"}[lang])


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
