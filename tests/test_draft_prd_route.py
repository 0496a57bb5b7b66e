"""The built-in planner finds draft_prd and its follow-ups, and leaves others their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import BaseMessage
from planned import answered, calls

from tools.routes import Asked, draft_prd


def after(**args: object) -> list[BaseMessage]:
    """A conversation in which a PRD was just drafted."""
    artifact = {"kind": "prd", "listed": ["背景与证据", "目标与非目标"]}
    return answered("写一份脚本生成功能的PRD", "draft_prd", artifact, args)


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("写一份脚本生成功能的PRD", {"feature": "脚本生成"}),
        ("draft a PRD for auto-captions", {"feature": "auto-captions"}),
        ("帮我写 PRD", {}),
        ("write a PRD", {}),
        ("给标题生成写一个 PRD", {"feature": "标题生成"}),
        ("写个自动字幕的需求文档", {"feature": "自动字幕"}),
        ("写PRD：智能封面", {"feature": "智能封面"}),
        ("起草一份一页纸的PRD", {"template": "one_pager"}),
        ("来一份选题推荐的一页纸PRD", {"feature": "选题推荐", "template": "one_pager"}),
        ("用普通功能模板写一份PRD", {"template": "ordinary_feature"}),
        ("I need a one-pager for title suggestions",
         {"feature": "title suggestions", "template": "one_pager"}),
        ("Draft the PRD for the auto-captions feature, please", {"feature": "auto-captions"}),
        ("show me the PRD", {"prd": "newest"}),
        ("add a risk about copyright to the PRD",
         {"change": "add a risk about copyright to the PRD"}),
    ],
)  # fmt: skip
def test_a_prd_is_asked_for(question: str, args: dict[str, object]) -> None:
    assert calls(question) == [("draft_prd", args)]


@pytest.mark.parametrize(
    "change",
    ["目标部分写得再量化一点", "精简一下背景", "背景太长了", "加一条关于版权的风险", "删掉灰度",
     "把风险移到灰度之前", "锁定目标", "我们决定第一版不做英文", "重写用户故事", "撤销",
     "quantify the goals", "shorten the background", "add a risk about copyright",
     "delete the rollout", "move risks before rollout", "lock the goals", "undo"],
)  # fmt: skip
def test_an_edit_follows_a_draft_in_the_users_words(change: str) -> None:
    assert calls(*after(feature="脚本生成"), change) == [("draft_prd", {"change": change})]


def test_one_section_is_shown_after_a_draft() -> None:
    assert calls(*after(feature="脚本生成"), "看看风险部分") == [("draft_prd", {"section": "风险"})]
    assert calls(*after(feature="x"), "show the risks") == [("draft_prd", {"section": "risks"})]


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("专业版多少钱", "search_docs"),
        ("为什么 t-000001 失败", "diagnose_case"),
        ("有哪些 bad case", "find_bad_cases"),
        ("建一个评测集", "build_eval_set"),
        ("which scenario should we build first?", "score_scenarios"),
        ("用户最痛的是什么", "discover_needs"),
    ],
)
def test_another_question_goes_to_its_own_tool(question: str, tool: str) -> None:
    [(name, _)] = calls(*after(feature="脚本生成"), question)
    assert name == tool


def test_a_question_about_templates_in_the_docs_is_looked_up() -> None:
    [(name, _)] = calls("PRD 模板是什么样的")
    assert name == "search_docs"


@given(st.text(max_size=300))
def test_reading_never_fails(text: str) -> None:
    filled = draft_prd.fill(Asked(text, "zh"))
    assert set(filled.args) <= {"feature", "template", "prd", "change", "section"}
    assert set(draft_prd.fill(Asked(text, "en", last_tool="draft_prd")).args) <= {
        "feature", "template", "prd", "change", "section",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["审一下这份PRD", "review the PRD", "check the PRD for gaps"])
def test_a_review_is_asked_for(text: str) -> None:
    found = draft_prd.fill(Asked(text, "zh"))
    assert found.args == {"review": True}
    assert found.sure


@pytest.mark.parametrize("text", ["还缺什么", "what's missing?", "检查一下"])
def test_after_a_draft_a_review_needs_no_name(text: str) -> None:
    assert draft_prd.fill(Asked(text, "zh", last_tool="draft_prd")).args == {"review": True}
