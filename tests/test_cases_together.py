"""Something is done with several cases at once: tickets for the top three, all into the set."""

import csv
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage
from openpyxl import Workbook
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.language import LANGS, Lang
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case

FAILURES = {"kind": "bad_cases", "listed": [f"t-{n:06}" for n in range(1, 33)]}
SHEET = """id,question,answer,context
q-1001,How much is the yearly plan?,The yearly plan is 298 dollars.,The yearly plan is 198 dollars.
q-1002,Which cards do you take?,We take Visa and Amex.,We take Visa and Amex."""
CASES = {
    "kind": "diagnosis",
    "trace": {"id": "case-000001"},
    "listed": ["case-000001", "case-000002", "q-3"],
}
AT_FAILURES = answered("最近哪些失败最多", "find_bad_cases", FAILURES, {})
AT_CASES = answered("案例…", "diagnose_case", CASES, {"case": "案例…"})
ALL = "case-000001, case-000002, q-3"


@pytest.mark.parametrize(
    "text",
    [
        "给前三个各写一个工单", "前三类都开个工单", "给前3条写工单", "把前三个转成工单",
        "make tickets for the top three", "write a ticket for each of the first 3",
        "把最严重的三条写成工单", "write tickets for the three worst",
        "Draft tickets for the top 3 please", "file bugs for the first three",
    ],
)  # fmt: skip
def test_tickets_for_the_first_three_failures(text: str) -> None:
    ids = "t-000001, t-000002, t-000003"
    assert calls(*AT_FAILURES, text) == [("diagnose_case", {"case_id": ids, "part": "ticket"})]


@pytest.mark.parametrize(
    "text",
    [
        "全部加入评测集", "都加入评测集吧", "把它们加进评测集", "这几条都加到评测集里", "全加进去",
        "add them all to the eval set", "add all of them to the eval set", "add them all",
        "Keep these as test cases", "add each one to the eval set",
    ],
)  # fmt: skip
def test_all_cases_that_were_pasted_are_kept(text: str) -> None:
    assert calls(*AT_CASES, text) == [("diagnose_case", {"case_id": ALL, "part": "example"})]


@pytest.mark.parametrize(
    "text", ["两条都写成工单", "tickets for both", "write a ticket for the first two"]
)
def test_two_of_three(text: str) -> None:
    [(tool, args)] = calls(*AT_CASES, text)
    assert (tool, args["case_id"], args["part"]) == (
        "diagnose_case", "case-000001, case-000002", "ticket"
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "写个工单",
        "write a ticket",
        "第二个写个工单",
        "怎么把它们全部加入评测集",
        "add it to the eval set",
    ],
)
def test_one_case_stays_one(text: str) -> None:
    assert all("," not in str(args.get("case_id")) for _, args in calls(*AT_CASES, text))


@pytest.mark.parametrize(
    ("text", "part"),
    [("给每一类都写个工单", "ticket"), ("add them all to the eval set", "example")],
)
def test_all_of_many_kinds_are_those_that_the_list_shows(text: str, part: str) -> None:
    [(tool, args)] = calls(*AT_FAILURES, text)
    assert (tool, args["part"]) == ("diagnose_case", part)
    assert len(args["case_id"].split(", ")) == 10


def test_a_question_after_several_is_about_the_first() -> None:
    kept = answered("全部加入评测集", "diagnose_case", CASES, {"case_id": ALL, "part": "example"})
    assert calls(*AT_CASES, *kept, "怎么修") == [
        ("diagnose_case", {"case_id": "case-000001", "part": "fix"})
    ]
    assert calls(*AT_CASES, *kept, "撤销") == [("diagnose_case", {"case_id": ALL, "part": "undo"})]


@pytest.mark.parametrize("lang", LANGS)
def test_each_of_them_is_kept_and_taken_out_again(workspace: Workspace, lang: Lang) -> None:
    deps = deps_of(workspace, lang)
    called(diagnose_case, deps, case=SHEET)
    ids = "q-1001, q-1002"
    text, _ = called(diagnose_case, deps, case_id=ids, part="example")
    assert [one.id for one in workspace.examples.all()] == ["q-1001", "q-1002"]
    assert "q-1001" in text
    assert "q-1002" in text
    text, _ = called(diagnose_case, deps, case_id="q-1001", part="undo")
    text, _ = called(diagnose_case, deps, case_id=ids, part="example")
    assert {one.id for one in workspace.examples.all()} == {"q-1001", "q-1002"}
    called(diagnose_case, deps, case_id=ids, part="undo")
    assert workspace.examples.all() == []


FAILED = {**CASES, "failed": ["case-000002", "q-3"]}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("how many failed?", ALL),
        ("group them", ALL),
        ("what should we fix first here?", ALL),
        ("哪类问题最多", ALL),
        ("有几条失败的", "case-000002, q-3"),
        ("only the failed ones", "case-000002, q-3"),
        ("只看失败的", "case-000002, q-3"),
    ],
)
def test_what_they_come_to_is_asked_of_these(text: str, ids: str) -> None:
    told = answered("案例…", "diagnose_case", FAILED, {"case": "案例…"})
    assert calls(*told, text) == [("diagnose_case", {"case_id": ids})]


@pytest.mark.parametrize("text", ["把失败的都加进评测集", "add the failed ones to the eval set"])
def test_those_that_failed_are_kept(text: str) -> None:
    told = answered("案例…", "diagnose_case", FAILED, {"case": "案例…"})
    [(tool, args)] = calls(*told, text)
    assert (tool, args["part"], args["case_id"]) == ("diagnose_case", "example", "case-000002, q-3")


@pytest.mark.parametrize("text", ["最近哪些失败最多", "which failures should we fix first?"])
def test_what_speaks_of_the_traffic_is_about_that(text: str) -> None:
    told = answered("案例…", "diagnose_case", FAILED, {"case": "案例…"})
    assert calls(*told, text)[0][0] == "find_bad_cases"


def test_a_case_is_meant_by_an_id_shaped_like_those_listed() -> None:
    listed = {"kind": "diagnosis", "trace": {"id": "b0"}, "listed": ["b0", "b1"]}
    told = answered("案例…", "diagnose_case", listed, {"file": "big.jsonl"})
    assert calls(*told, "b45 为什么失败") == [("diagnose_case", {"case_id": "b45"})]
    assert calls(*told, "why did b45 fail?") == [("diagnose_case", {"case_id": "b45"})]


def test_undone_is_only_what_was_done(workspace: Workspace) -> None:
    deps = deps_of(workspace, "en")
    called(diagnose_case, deps, case=SHEET)
    called(diagnose_case, deps, case_id="q-1001", part="example")
    asked = {"case_id": "q-1001, q-1002", "part": "example"}
    _, kept = called(diagnose_case, deps, **asked)
    undo = {"case_id": "q-1002", "part": "undo"}
    told = answered("add them all", "diagnose_case", kept, asked)
    assert calls(*told, "undo") == [("diagnose_case", undo)]
    held = {"kind": "examples", "examples": []}
    looked = answered("评测集里有什么", "diagnose_case", held, {"part": "examples"})
    assert calls(*told, *looked, "撤销") == [("diagnose_case", undo)]
    _, again = called(diagnose_case, deps, **asked)
    assert calls(*answered("add them all", "diagnose_case", again, asked), "undo") == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_ticket_for_each_that_failed(workspace: Workspace, lang: Lang) -> None:
    deps = deps_of(workspace, lang)
    called(diagnose_case, deps, case=SHEET)
    text, artifact = called(diagnose_case, deps, case_id="q-1001, q-1002", part="ticket")
    assert text.count("### ") == 1
    assert text.endswith({"zh": "没写工单：[q-1002](#trace:q-1002)", "en": "so no ticket."}[lang])
    assert artifact["trace"]["id"] == "q-1001"
    both, _ = called(diagnose_case, deps, case_id="q-1001, q-1002", part="brief")
    assert [line[:2] for line in both.split("\n")] == ["1.", "2."]


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_the_rows_of_a_table_are_cases(workspace: Workspace, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rows = [one.split(",") for one in SHEET.split("\n")]
    rows[1][2] = "The yearly plan is 298 dollars.\nBye!"
    if name.endswith("csv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    question = f"what is wrong with the answers in {path}?"
    assert calls(question) == [("diagnose_case", {"file": str(path)})]
    said = [HumanMessage(question)]
    _, artifact = called(diagnose_case, deps_of(workspace, "en"), messages=said, file=str(path))
    assert artifact["listed"] == ["q-1001", "q-1002"]
    assert artifact["trace"]["answer"] == "The yearly plan is 298 dollars.\nBye!"
    assert [one["text"] for one in artifact["trace"]["retrieved"]] == [rows[1][3]]


@pytest.mark.parametrize(
    "text", ["build an eval set from a.csv", "用 a.xlsx 建一个评测集", "导入 a.csv", "score a.csv"]
)
def test_a_table_that_is_for_something_else_is_no_list_of_cases(text: str) -> None:
    assert all(tool != "diagnose_case" for tool, _ in calls(text))
