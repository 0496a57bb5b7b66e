"""Edits of a PRD in words, undo, locks, templates, and several who change it at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage, ToolMessage
from prd_tool import keys, texts, tool
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd
from knowledge.workspace import Workspace
from tools.draft_prd import draft_prd
from tools.prd.drafting.draft import sentences_of
from tools.prd.editing.wish import asks_for_edit, read_wish
from tools.prd.templates.shelf import template_called, templates


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
