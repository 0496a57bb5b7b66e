"""A list of failures is gone on with: further kinds, further cases of one, and how sure it is."""

from typing import Any

import pytest
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.workspace import Workspace
from tools.bad_cases import BadCasesArtifact
from tools.find_bad_cases import find_bad_cases

LISTED = {"kind": "bad_cases", "listed": [f"t-{n:06}" for n in range(1, 33)]}
ALIKE = {"kind": "bad_cases", "listed": ["t-000002"]}


def after(args: dict[str, Any], text: str, shown: dict[str, Any] = LISTED) -> list[Any]:
    return calls(*answered("失败的有哪些", "find_bad_cases", shown, args), text)


@pytest.mark.parametrize(
    "text",
    [
        "再多看几个", "还有呢", "下一页", "看看剩下的", "再来 10 条", "再列几条吧", "更多",
        "show me more", "More please", "next page", "the rest", "give me a few more", "10 more",
    ],
)  # fmt: skip
def test_more_is_the_next_part_of_the_list(text: str) -> None:
    first = {"version": "v2"}
    assert after(first, text) == [("find_bad_cases", {"version": "v2", "start": 11})]
    second = {"version": "v2", "start": 11}
    assert after(second, text) == [("find_bad_cases", {"version": "v2", "start": 21})]
    like = {"like": "t-000001", "part": None}
    assert after(like, text, ALIKE) == [("find_bad_cases", {"like": "t-000001", "start": 5})]


@pytest.mark.parametrize("text", ["上一页", "previous page", "回到上一页吧"])
def test_back_is_the_part_before(text: str) -> None:
    assert after({"start": 21}, text) == [("find_bad_cases", {"start": 11})]
    assert after({"start": 11}, text) == [("find_bad_cases", {})]


@pytest.mark.parametrize("text", ["你确定吗", "靠谱吗", "are you sure?", "how confident are you"])
def test_a_doubt_after_a_list_is_about_the_list(text: str) -> None:
    asked = [("find_bad_cases", {"version": "v2", "part": "sure"})]
    assert after({"version": "v2", "start": 11}, text) == asked
    like = after({"like": "t-000001"}, text, ALIKE)
    assert like == [("diagnose_case", {"case_id": "t-000001", "part": "doubt"})]


@pytest.mark.parametrize("text", ["再多看几个", "show me more"])
def test_more_of_something_else_pages_no_failures(text: str) -> None:
    told = answered("退款要多久", "search_docs", {"kind": "docs"}, {"query": "退款"})
    assert [one for one, _ in calls(*told, text)] != ["find_bad_cases"]


def found(workspace: Workspace, lang: Lang, **args: Any) -> tuple[str, BadCasesArtifact]:
    text, artifact = called(find_bad_cases, deps_of(workspace, lang), **args)
    return text, BadCasesArtifact.model_validate(artifact)


@pytest.mark.parametrize(
    ("lang", "head", "end"),
    [("zh", "第 11–20 类，共", "已经列完了"), ("en", "Kinds 11 to 20 of", "all have been listed")],
)
def test_parts_of_a_list_do_not_overlap(
    looked_at: Workspace, lang: Lang, head: str, end: str
) -> None:
    first, whole = found(looked_at, lang)
    second, _ = found(looked_at, lang, start=11)
    assert head in second
    names = [one.name[lang] for one in whole.clusters if one.priority]
    assert f"| 11 | {names[10]} [" in second
    assert f"| 11 | {names[10]} [" not in first
    assert f"| 10 | {names[9]} [" in first
    assert end in found(looked_at, lang, start=len(names) + 1)[0]


def test_further_cases_of_a_kind_are_each_listed_once(looked_at: Workspace) -> None:
    _, whole = found(looked_at, "en")
    kind = next(one for one in whole.clusters if one.size > 12)
    case = kind.examples[0].id
    seen: list[str] = []
    for start in (1, 5, 15, 25):
        _, part = found(looked_at, "en", like=case, start=start)
        seen += [one.id for one in part.clusters[0].examples]
    assert len(seen) == len(set(seen))
    assert set(seen) == {*kind.cases} - {case}


def test_how_sure_a_list_is_adds_up(looked_at: Workspace) -> None:
    text, whole = found(looked_at, "en", part="sure")
    failed = sum(one.size for one in whole.clusters if one.priority)
    assert f"The causes of {failed} cases" in text
    right, wrong = (
        int(text.split(mark)[0].split()[-1]) for mark in (" of them are", " may be wrong")
    )
    assert right + wrong == failed
    assert 0.7 < right / failed < 1
    assert "Least sure" in text


@pytest.mark.parametrize("text", ["还有吗", "any more?", "show me more"])
def test_more_after_a_case_is_more_of_its_kind(text: str) -> None:
    case = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
    told = answered("为什么 t-000001 失败", "diagnose_case", case, {"case_id": "t-000001"})
    assert calls(*told, text) == [("find_bad_cases", {"like": "t-000001"})]


CASE = {"kind": "diagnosis", "trace": {"id": "t-000002"}}
AT_SECOND = [
    *answered("失败的有哪些", "find_bad_cases", LISTED, {}),
    *answered("第二个为什么", "diagnose_case", CASE, {"case_id": "t-000002"}),
]


@pytest.mark.parametrize(
    "text",
    [
        "哪个最严重",
        "哪类最重要",
        "给我看最差的",
        "打开最严重的那条",
        "which one is worst?",
        "what's the most urgent",
        "show me the worst one",
        "and the worst one?",
    ],
)
def test_the_worst_of_a_list_is_its_first(text: str) -> None:
    assert after({}, text) == [("diagnose_case", {"case_id": "t-000001"})]


@pytest.mark.parametrize(
    ("text", "case"),
    [("下一个呢", "t-000003"), ("and the next one?", "t-000003"), ("上一个", "t-000001")],
)
def test_the_next_one_is_the_next_of_the_list(text: str, case: str) -> None:
    assert calls(*AT_SECOND, text) == [("diagnose_case", {"case_id": case})]


@pytest.mark.parametrize("text", ["第三类给我几个例子", "Give me examples of the third one"])
def test_examples_of_a_kind_that_is_listed(text: str) -> None:
    assert after({}, text) == [("find_bad_cases", {"like": "t-000003"})]


@pytest.mark.parametrize("text", ["第一个例子为什么失败", "why did the first example fail?"])
def test_an_example_of_a_kind_is_diagnosed(text: str) -> None:
    like = {"kind": "bad_cases", "listed": ["t-000008", "t-000009"]}
    told = answered("第三类给我几个例子", "find_bad_cases", like, {"like": "t-000003"})
    assert calls(*told, text) == [("diagnose_case", {"case_id": "t-000008"})]
    assert calls(*told, "next one") == [("diagnose_case", {"case_id": "t-000008"})]


@pytest.mark.parametrize("text", ["修了能少多少失败", "how many failures would that remove?"])
def test_what_a_fix_would_save_is_what_the_kind_hits(text: str) -> None:
    [(tool, args)] = calls(*AT_SECOND, text)
    assert (tool, args) == ("find_bad_cases", {"like": "t-000002", "part": "users"})


@pytest.mark.parametrize("text", ["这周比上周好吗", "is this week better than last week?"])
def test_better_than_last_week_is_a_comparison(text: str) -> None:
    assert after({}, text) == [("find_bad_cases", {"period": "this_week", "against": "last_week"})]


@pytest.mark.parametrize(
    "text",
    [
        "What's breaking most often?",
        "show me the worst",
        "哪条最离谱",
        "what keeps failing?",
        "show me a bad case",
        "latest failure",
        "最新的一条失败",
        "随便挑一条失败的给我看",
    ],
)
def test_failures_are_listed_in_whatever_words_they_are_asked_for(text: str) -> None:
    assert calls(text) == [("find_bad_cases", {})]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("repro steps for engineering please", "ticket"),
        ("给研发看的复现步骤", "ticket"),
        ("show me the trace", None),
        ("打开这条的完整轨迹", None),
    ],
)
def test_what_engineers_need_of_a_case(text: str, part: str | None) -> None:
    [(tool, args)] = calls(*AT_SECOND, text)
    assert (tool, args.get("case_id"), args.get("part")) == ("diagnose_case", "t-000002", part)


@pytest.mark.parametrize("text", ["前两个是一个问题吗", "are the first two the same problem?"])
def test_the_first_two_of_a_list_are_compared(text: str) -> None:
    same = {"case_id": "t-000001", "part": "same", "says": "t-000002"}
    assert after({}, text) == [("diagnose_case", same)]


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("昨天有新的吗", {"period": "yesterday"}),
        ("any on douyin?", {"segment": "platform=douyin"}),
        ("and v1", {"version": "v1"}),
    ],
)
def test_a_few_words_that_narrow_are_of_the_list_that_was_shown(
    text: str, args: dict[str, str]
) -> None:
    looked_up = answered("退款", "search_docs", {}, {"query": "退款"})
    listed = answered("失败的有哪些", "find_bad_cases", LISTED, {})
    assert calls(*listed, *looked_up, text) == [("find_bad_cases", args)]


@pytest.mark.parametrize("text", ["帮我看看上周的badcase", "show bad cases from last week"])
def test_failures_of_a_stretch_of_time_are_many(text: str) -> None:
    assert calls(text) == [("find_bad_cases", {"period": "last_week"})]


@pytest.mark.parametrize("text", ["remove it", "delete this", "删掉它"])
def test_what_is_to_be_removed_beside_a_case_is_no_set(text: str) -> None:
    undo = [("diagnose_case", {"case_id": "t-000002", "part": "undo"})]
    assert calls(*AT_SECOND, text) == undo


def test_a_version_is_compared_with_another_and_not_with_itself(looked_at: Workspace) -> None:
    _, against = found(looked_at, "en", version="v1", against="v1")
    assert against.asked.version == "v2"
    assert any(one.before.of != one.now.of for one in against.shifts)


@pytest.mark.parametrize(
    ("text", "part"), [("给我个工单", "ticket"), ("who should fix it?", "owner")]
)
def test_a_look_into_the_docs_does_not_lose_the_list(text: str, part: str) -> None:
    listed = answered("失败的有哪些", "find_bad_cases", LISTED, {})
    looked_up = answered("退款", "search_docs", {}, {"query": "退款"})
    done = [("diagnose_case", {"case_id": "t-000001", "part": part})]
    assert calls(*listed, *looked_up, text) == done


def test_a_list_as_the_tool_gives_it_is_gone_on_with(looked_at: Workspace) -> None:
    _, shown = called(find_bad_cases, deps_of(looked_at, "en"), cause="retrieval")
    told = answered("which failures are due to retrieval?", "find_bad_cases", shown, {})
    second = {"case_id": shown["listed"][1]}
    assert calls(*told, "why the second one?") == [("diagnose_case", second)]
    assert calls(*told, "show me the worst") == [("diagnose_case", {"case_id": shown["listed"][0]})]
