"""The built-in planner finds draft_prd and its follow-ups, and leaves others their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import BaseMessage
from planned import answered, calls

from tools.prd.editing.wish import asks_for_edit, asks_of_versions
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


OF_VERSIONS = [
    "PRD 里有过期的数据吗", "这份 PRD 还是最新的吗", "PRD 引用的资料都还有效吗",
    "把 PRD 里过期的都更新",
    "用最新的数据刷新一下 PRD", "PRD 和第 2 版比改了什么", "对比 PRD 的第一版和现在",
    "把 PRD 恢复到第 1 版",
    "PRD 退回初稿", "is the PRD up to date?", "are the sources of the PRD still valid?",
    "check whether the PRD is up to date", "does the PRD have outdated figures?",
    "update the stale sentences of the PRD", "bring the PRD up to date", "update the PRD",
    "what changed in the PRD since version 2?", "compare the PRD with version 1",
    "go back to version 1 of the PRD", "restore the first draft of the PRD",
]  # fmt: skip


@pytest.mark.parametrize("question", OF_VERSIONS)
def test_versions_and_sources_of_a_prd_are_asked_for(question: str) -> None:
    assert calls(question) == [("draft_prd", {"change": question})]


@pytest.mark.parametrize(
    "question",
    ["有哪些来源变了", "数字还对吗", "过期的帮我改一下", "全部更新", "改了哪些地方",
     "第一版到现在变了什么",
     "想回到第 3 版", "用回初稿吧", "did any of the sources change?", "which sentences are stale",
     "refresh the outdated ones", "update all", "what's different from the first draft?",
     "show me the changes since v2", "roll back to v2", "switch back to the second version"],
)  # fmt: skip
def test_after_a_draft_they_need_no_name(question: str) -> None:
    assert calls(*after(feature="脚本生成"), question) == [("draft_prd", {"change": question})]


@pytest.mark.parametrize(
    "change",
    ["更新背景", "加一条数据过期的风险", "补一条：旧数据可能误导用户", "rewrite the background",
     "add a risk about stale data", "mention that caches get outdated",
     "we decided to use version 2"],
)  # fmt: skip
def test_a_usual_edit_that_speaks_of_versions_stays_one(change: str) -> None:
    assert not asks_of_versions(change)
    assert asks_for_edit(change)


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
    known = {"feature", "template", "prd", "change", "section", "review"}
    assert set(draft_prd.fill(Asked(text, "zh")).args) <= known
    assert set(draft_prd.fill(Asked(text, "en", last_tool="draft_prd")).args) <= known


@pytest.mark.parametrize("text", ["审一下这份PRD", "review the PRD", "check the PRD for gaps"])
def test_a_review_is_asked_for(text: str) -> None:
    found = draft_prd.fill(Asked(text, "zh"))
    assert found.args == {"review": True}
    assert found.sure


@pytest.mark.parametrize("text", ["还缺什么", "what's missing?", "检查一下"])
def test_after_a_draft_a_review_needs_no_name(text: str) -> None:
    assert draft_prd.fill(Asked(text, "zh", last_tool="draft_prd")).args == {"review": True}


LOOKED_UP = answered("专业版多少钱", "search_docs", {"kind": "passages"}, {"query": "x"})
CLUSTERS = answered("有哪些失败", "find_bad_cases", {"kind": "clusters"}, {})


@pytest.mark.parametrize("change", ["删掉附录", "撤销", "undo", "加一条关于版权的风险"])
def test_after_a_look_up_the_prd_is_gone_back_to(change: str) -> None:
    said = [*after(feature="脚本生成"), *LOOKED_UP, change]
    assert calls(*said) == [("draft_prd", {"change": change})]


@pytest.mark.parametrize("change", ["把背景缩短", "shorten the background please"])
def test_after_any_tool_an_edit_of_a_section_is_for_the_prd(change: str) -> None:
    said = [*after(feature="脚本生成"), *CLUSTERS, change]
    assert calls(*said) == [("draft_prd", {"change": change})]


@pytest.mark.parametrize("text", ["把背景缩短", "shorten it", "make the goals tighter", "背景"])
def test_a_draft_is_made_only_where_one_is_asked_for(text: str) -> None:
    assert {"change": text} in [args for _, args in calls(text)]


@pytest.mark.parametrize(
    "text",
    ["用户为什么删掉脚本？", "why do users drop scripts?", "为什么要加水印", "加急是什么意思？"],
)
def test_a_question_that_holds_a_verb_of_edits_is_no_edit(text: str) -> None:
    found = draft_prd.fill(Asked(text, "zh", last_tool="draft_prd"))
    assert not found.sure


@pytest.mark.parametrize(
    ("text", "section"),
    [("风险有哪些", "风险"), ("what are the risks?", "risks"), ("待定问题呢？", "待定问题"),
     ("list the open questions", "open questions")],
)  # fmt: skip
def test_a_section_is_asked_for_by_its_name(text: str, section: str) -> None:
    assert calls(*after(feature="脚本生成"), text) == [("draft_prd", {"section": section})]


@pytest.mark.parametrize(
    "change",
    ["增加一条需求：支持撤回上一次生成", "把流程图改成先审核再生成", "重做", "redo",
     "把采纳率的目标改成 50%",
     "回答第一个问题：线上抽样", "question 1: we sample 200", "rename the doc to Captions",
     "把风险挪到最前面", "move the risks to the top", "导出 word"],
)  # fmt: skip
def test_what_commands_is_told_from_what_is_carried(change: str) -> None:
    assert calls(*after(feature="脚本生成"), change) == [("draft_prd", {"change": change})]
