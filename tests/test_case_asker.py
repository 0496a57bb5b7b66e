"""The user behind a case: what they said, who they are, what they did, in their own words."""

from datetime import UTC, datetime

import pytest
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.language import LANGS, Lang
from knowledge.records import Event, Trace, Turn
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case

CASE = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
AT_CASE = answered("为什么 t-000001 失败", "diagnose_case", CASE, {"case_id": "t-000001"})
AT = datetime(2026, 10, 21, 15, 12, tzinfo=UTC)
ASKED = Trace(
    id="t-000777",
    time=AT,
    user_id="u-7",
    query="And [by card]?",
    answer="No.",
    history=[Turn(role="user", text="Can I pay?"), Turn(role="assistant", text="**Yes** [1].")],
)
LATER = ASKED.model_copy(update={"id": "t-000778", "time": AT.replace(day=23)})
DOWN = Event(
    id="e-777",
    trace_id="t-000777",
    kind="rated",
    time=AT,
    user_id="u-7",
    rating="down",
    reason="you take cards elsewhere",
)


@pytest.mark.parametrize(
    "text",
    [
        "用户说了什么", "这个用户是谁", "用户原话是什么", "他问的是什么？", "用户后来做了什么",
        "谁问的",
        "看看完整对话", "What did the user say?", "who is this user", "who asked this?",
        "what exactly did the user ask?", "show me the user's own words",
        "what did the user do next",
    ],
)  # fmt: skip
def test_the_user_is_asked_for(text: str) -> None:
    want = {"case_id": "t-000001", "part": "user"}
    assert calls(*AT_CASE, text) == [("diagnose_case", want)]


@pytest.mark.parametrize(
    "text",
    [
        "用户最大的痛点是什么", "what did users say about pricing?", "what do users complain about",
        "影响多少用户", "用户想要什么功能", "who should fix it?",
    ],
)  # fmt: skip
def test_other_users_are_not_the_one_who_asked(text: str) -> None:
    assert all(args.get("part") != "user" for _, args in calls(*AT_CASE, text))


@pytest.mark.parametrize("lang", LANGS)
def test_who_it_was_and_what_they_did(workspace: Workspace, lang: Lang) -> None:
    workspace.events.append([ASKED, LATER], [DOWN])
    text, artifact = called(
        diagnose_case, deps_of(workspace, lang), case_id="t-000777", part="user"
    )
    assert text.index("u-7") < text.index("Can I pay?") < text.index("And \\[by card\\]?")
    assert "Yes." in text
    assert "you take cards elsewhere" in text
    assert "2026-10-21 – 2026-10-23" in text
    assert artifact["trace"]["id"] == "t-000777"
    assert {"zh": "点踩 1 次", "en": "rated 1 answer down"}[lang] in text


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_logged_is_told_as_such(workspace: Workspace, lang: Lang) -> None:
    deps = deps_of(workspace, lang)
    _, pasted = called(diagnose_case, deps, case='{"query": "How much?", "answer": "Much."}')
    text, _ = called(diagnose_case, deps, case_id=pasted["trace"]["id"], part="user")
    assert "user_id" in text
    assert {"zh": "日志里没有", "en": "not logged"}[lang] in text
