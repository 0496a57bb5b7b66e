"""Answers that users disliked and in which nothing was found to be wrong are shown when asked."""

from typing import Any

import pytest
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.language import LANGS, Lang
from knowledge.records import Event, Passage, Trace
from knowledge.workspace import Workspace
from tools.find_bad_cases import find_bad_cases

LISTED = {"kind": "bad_cases", "listed": [f"t-{n:06}" for n in range(1, 33)]}
CASE = {"kind": "diagnosis", "trace": {"id": "t-000001"}}


def after_list(text: str, **args: Any) -> list[Any]:
    return calls(*answered("失败的有哪些", "find_bad_cases", LISTED, args), text)


@pytest.mark.parametrize(
    "text",
    [
        "没问题的给我看看", "看看没查出问题的", "哪些没问题", "列一下正常的那些", "没毛病的有哪些",
        "show me the good ones", "which ones are fine?", "list the ones without a fault",
        "And the fine ones?",
    ],
)  # fmt: skip
def test_the_good_ones_are_asked_for(text: str) -> None:
    assert after_list(text, version="v2") == [("find_bad_cases", {"version": "v2", "part": "good"})]
    case = answered("为什么 t-000001 失败", "diagnose_case", CASE, {"case_id": "t-000001"})
    assert calls(*case, text) == [("find_bad_cases", {"part": "good"})]


def test_more_of_them_is_their_next_part() -> None:
    want = ("find_bad_cases", {"part": "good", "start": 11})
    assert after_list("再看几个", part="good") == [want]
    assert after_list("show me more", part="good") == [want]


@pytest.mark.parametrize("text", ["没问题", "好的", "good", "looks fine", "no problem"])
def test_agreement_asks_for_nothing(text: str) -> None:
    assert all(args.get("part") != "good" for _, args in after_list(text))


@pytest.mark.parametrize("lang", LANGS)
def test_they_are_listed_with_what_users_did(workspace: Workspace, lang: Lang) -> None:
    passages = [Passage(id="k-1", text="Annual plans can be paid by invoice.")]
    query, answer = "Can I pay by invoice?", "Annual plans can be paid by invoice."
    fine = [
        Trace.model_validate(
            {"id": f"f-{n:03}", "query": query, "answer": answer, "retrieved": passages}
            | {"time": f"2026-10-{n + 1:02}T09:00:00Z"}
        )
        for n in range(12)
    ]
    left = [
        Event(id=f"x-{one.id}", trace_id=one.id, kind="abandoned", time=one.time)
        for one in fine
        if one.time
    ]
    workspace.events.append(fine, left)
    text, artifact = called(find_bad_cases, deps_of(workspace, lang), part="good")
    assert artifact["listed"] == [f"f-{n:03}" for n in range(11, 1, -1)]
    assert "12" in text
    assert {"zh": "放弃", "en": "gave up"}[lang] in text
    rest, artifact = called(find_bad_cases, deps_of(workspace, lang), part="good", start=11)
    assert "\n11. [f-001]" in rest
    assert artifact["listed"][11] == "f-000"
    done, _ = called(find_bad_cases, deps_of(workspace, lang), part="good", start=21)
    assert {"zh": "列完", "en": "have been listed"}[lang] in done
