"""Of failures one thing is asked: others of a kind, whom they hit, a file; and what changed."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from langchain_core.messages import BaseMessage
from misread_traces import misread
from planned import answered, calls
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tool_deps import called, deps_of

from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.records import Event, Trace
from knowledge.workspace import Workspace
from page.clusters_view import clusters_view
from page.export_routes import export_routes
from tools.bad_cases import BadCasesArtifact
from tools.find_bad_cases import find_bad_cases

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
FORMULA = '=HYPERLINK("http://a.example")写一条30秒的儿童玩具脚本'


def trace(number: int, **fields: Any) -> Trace:
    return misread(number, **{"version": "v1" if number < 104 else "v2", **fields})


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """Six misread audiences and four errors among thirty, besides the one that is there."""
    fine = "专业版每月 39 元。"
    good = {"query": "专业版多少钱", "answer": fine, "reference": fine, "intent": None,
            "retrieved": [{"id": "p", "text": fine, "used": True}]}  # fmt: skip
    traces = [trace(100, query=FORMULA), *(trace(number) for number in range(101, 106))]
    traces += [trace(number, answer="", error="HTTP 503") for number in range(106, 110)]
    traces += [trace(number, **good) for number in range(110, 130)]
    down = [
        Event(id=f"d-{one.id}", trace_id=one.id, kind="rated", rating="down", time=NOW)
        for one in traces[:6]
    ]
    workspace.events.append(traces, down)
    return workspace


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, BadCasesArtifact]:
    deps = deps_of(workspace, lang, clock=lambda: NOW)
    text, artifact = called(find_bad_cases, deps, **args)
    return text, BadCasesArtifact.model_validate(artifact)


def test_others_of_a_cases_kind_and_no_others(busy: Workspace) -> None:
    text, found = run(busy, like="t-000101")
    [kind] = found.clusters
    assert (kind.cause, kind.size) == ("intent", 7)
    assert "6 条" in text.splitlines()[0]
    assert (found.users, found.failed) == (4, 7)
    assert "4/4" in text
    assert "7/31" in text
    assert "(#trace:t-000102)" in text
    assert "t-000101" not in found.listed
    assert "503" not in text
    english, _ = run(busy, "en", like="t-000106")
    assert "**3**" in english
    assert "Trend" in english


def test_a_case_that_nobody_complained_of_is_not_counted_with_the_others(busy: Workspace) -> None:
    text, found = run(busy, like="t-000101", signal="error")
    assert found.clusters == []
    assert "没有别的了" in text
    with pytest.raises(BadInput, match="t-000111"):
        run(busy, like="t-000111")
    with pytest.raises(NotFound, match="t-999999"):
        run(busy, like="t-999999")


@pytest.mark.parametrize(("lang", "word"), [("zh", "位用户"), ("en", "Users affected: 4")])
def test_users_and_share_of_traffic_come_first(busy: Workspace, lang: Lang, word: str) -> None:
    text, found = run(busy, lang, part="users")
    first = text.splitlines()[0]
    assert word in first
    assert "11/31" in first
    assert (found.failed, found.users) == (11, 4)
    one, _ = run(busy, lang, part="users", like="t-000106")
    assert "4/31" in one.splitlines()[0]


def test_what_changed_names_its_filters_or_does_without_them(busy: Workspace) -> None:
    text, _ = run(busy, signal="thumbs_down", period="this_week", against="last_week")
    assert "点踩" in text.splitlines()[0]
    text, found = run(
        busy, "en", feature=None, about="儿童", version="v2", period="2026-10-06",
        against="2026-10-05",
    )  # fmt: skip
    assert found.unfiltered or found.shifts
    assert "v2" in text.splitlines()[0]
    text, found = run(busy, about="没有这样的词", period="2026-10-06", against="2026-10-05")
    assert found.unfiltered
    assert found.shifts
    assert "没法比" in text.splitlines()[0]


LISTED = {"kind": "bad_cases", "listed": ["t-000011", "t-000012"]}
NARROWED = {"version": "v2", "cause": "retrieval"}
LIST = answered("v2 检索的失败有哪些", "find_bad_cases", LISTED, NARROWED)
CASE = answered(
    "为什么 t-000011 失败", "diagnose_case", {"kind": "diagnosis", "trace": {"id": "t-000011"}},
    {"case_id": "t-000011"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "question", "args"),
    [
        (LIST, "影响多少用户", {**NARROWED, "part": "users"}),
        (LIST, "how many users are affected?", {**NARROWED, "part": "users"}),
        (LIST, "第二个影响多少用户", {"like": "t-000012", "part": "users"}),
        (LIST, "导出", {**NARROWED, "part": "export"}),
        (LIST, "export them", {**NARROWED, "part": "export"}),
        (LIST, "save as csv", {**NARROWED, "part": "export"}),
        ([*LIST, *CASE], "把它们导出成表格", {**NARROWED, "part": "export"}),
        ([*LIST, *CASE], "影响多少用户", {"like": "t-000011", "part": "users"}),
        ([], "how many more like t-000123?", {"like": "t-000123"}),
        ([], "导出失败案例", {"part": "export"}),
        (
            LIST,
            "what changed since last week?",
            {"version": "v2", "period": "this_week", "against": "last_week"},
        ),
    ],
)
def test_how_it_is_asked(before: list[BaseMessage], question: str, args: dict[str, object]) -> None:
    assert calls(*before, question) == [("find_bad_cases", args)]


def test_other_exports_and_other_users_are_left_to_others() -> None:
    for question in ("导出评测集", "export the training set", "how many users do we have?"):
        assert "part" not in calls(*LIST, question)[0][1]


@pytest.fixture
def browser(busy: Workspace) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=export_routes(busy)), "http://127.0.0.1:1/") as client:
        yield client


def saved(browser: TestClient, found: BadCasesArtifact, lang: Lang) -> list[dict[str, str]]:
    markup = str(clusters_view(found, lang))
    address = unescape(markup.split('href="casebook/export', 1)[1].split('"', 1)[0])
    answer = browser.get(
        f"/casebook/export{address}", headers={"referer": "http://127.0.0.1:1/app/?c=1#x"}
    )
    assert answer.status_code == 200
    assert answer.content.startswith("\ufeff".encode())
    assert ".csv" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))


def test_the_list_is_saved_as_it_is_shown(browser: TestClient, busy: Workspace) -> None:
    _, found = run(busy, "en")
    rows = saved(browser, found, "en")
    assert list(rows[0]) == ["id", "time", "query", "cause", "kind", "confidence", "fix", "link"]
    assert [one["id"] for one in rows] == [id_ for kind in found.clusters for id_ in kind.cases]
    [formula] = [one for one in rows if one["id"] == "t-000100"]
    assert formula["query"] == f"'{FORMULA}"
    assert formula["link"] == "http://127.0.0.1:1/app/#trace:t-000100"
    assert formula["confidence"].endswith("%")
    _, found = run(busy, version="v2", cause="system")
    rows = saved(browser, found, "zh")
    assert {one["编号"] for one in rows} == {f"t-{number:06d}" for number in range(106, 110)}
    assert {one["原因"] for one in rows} == {"系统"}


def test_what_came_later_is_not_in_the_file(browser: TestClient, busy: Workspace) -> None:
    _, found = run(busy)
    before = len(saved(browser, found, "zh"))
    busy.events.append([trace(200, time=NOW, answer="", error="HTTP 503")], [])
    assert len(saved(browser, found, "zh")) == before


def test_since_when_and_in_which_version_a_kind_fails_is_told(busy: Workspace) -> None:
    text, found = run(busy, "en", like="t-000101")
    assert found.alike is not None
    assert sum(found.alike.versions.values()) == found.clusters[0].size
    assert found.alike.first is not None
    assert f"the earliest on {found.alike.first:%Y-%m-%d}" in text
    assert "by version: v1" in text


@pytest.mark.parametrize(
    "text", ["since when does this happen?", "which version did it start with", "哪个版本开始的"]
)
def test_when_it_began_is_asked_of_the_kind(text: str) -> None:
    case = {"kind": "diagnosis", "trace": {"id": "t-000001"}}
    told = answered("t-000001", "diagnose_case", case, {"case_id": "t-000001"})
    assert calls(*told, text) == [("find_bad_cases", {"like": "t-000001"})]
