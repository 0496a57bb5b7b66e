"""An interview and the text of a PRD are no half of a case, and lead to their own tools."""

import pytest
from planned import calls
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.workspace import Workspace
from tools.diagnosis.other_texts import other_text
from tools.diagnosis.pasted_many import parse_cases
from tools.discover_needs import discover_needs
from tools.draft_prd import draft_prd

INTERVIEWS = (
    "主持人：你平时怎么用？\n用户：每周写三条，时长老是对不上。\n主持人：然后呢？\n用户：自己数字数。",
    "访谈记录 P03\n访谈者：为什么不用了？\n受访者 P03：生成太慢了。",
    "Interviewer: How do you use it?\nUser: Three scripts a week; the length is always off.",
    "**Moderator:** why?\n**Participant 2:** too slow",
)
PRDS = (
    "PRD：时长校准\n背景：用户反馈时长对不上\n用户：新手创作者\n目标：误差小于 10%\n功能：估算",
    "1. 背景：时长不准。\n2. 用户：新手创作者。\n3. 验收标准：误差不超过 3 秒。",
    "Background: scripts run long\nUser: new creators\nGoals: error below 10%\nScope: estimates",
)


@pytest.mark.parametrize("text", INTERVIEWS)
def test_an_interview_belongs_to_the_needs(text: str) -> None:
    assert parse_cases(text) == []
    assert calls(text) == [("discover_needs", {"source": "pasted"})]


@pytest.mark.parametrize("text", PRDS)
def test_the_text_of_a_prd_belongs_to_the_prds(text: str) -> None:
    assert parse_cases(text) == []
    assert calls(text) == [("draft_prd", {"prd": "pasted"})]


@pytest.mark.parametrize(
    "text",
    [
        "用户：写一条30秒的儿童玩具脚本\nAI：《成人解压玩具》",
        "目标：买手机\n背景：会员\n用户：怎么退款？\n客服：不支持退款",
        "User: how do I get a refund?\nAssistant: Goals: none\nBackground: none",
        "用户输入：苹果多少钱\n意图：水果\n输出：每斤五元",
    ],
)
def test_a_case_stays_one(text: str) -> None:
    assert other_text(text) is None
    assert calls(text)[0][0] == "diagnose_case"


def test_what_to_do_with_it_is_said(workspace: Workspace) -> None:
    for lang, interview, prd in (("zh", "拖进页面", "写一份"), ("en", "drop it", "write a PRD")):
        deps = deps_of(workspace, lang)
        with pytest.raises(BadInput) as error:
            called(discover_needs, deps, source="pasted")
        assert interview in error.value.text(lang)
        with pytest.raises(BadInput) as error:
            called(draft_prd, deps, prd="pasted")
        assert prd in error.value.text(lang)


def test_what_is_said_around_the_text_of_a_prd_counts() -> None:
    assert "pasted" not in str(calls(f"根据下面这些写一份 PRD\n{PRDS[1]}"))
