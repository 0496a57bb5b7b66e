"""Sets out of files and words: what columns are taken for, which rows are refused, and why."""

import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from eval_sets import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import BadInput, NotFound
from knowledge.language import LANGS
from knowledge.readers.rows import read_rows
from knowledge.workspace import Workspace
from tools.evals.building.columns import corrections, mapped
from tools.evals.building.from_files import from_rows
from tools.evals.building.from_words import from_words


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


ROWS = [
    ["用户问题", "答案", "风格", "难度", "备注"],
    ["专业版多少钱？", "每月 39 元", "搞笑", "难", ""],
    ["", "没有问题的一行", "科普", "易", ""],
    ["怎么导出？", "右上角", "科普", "", ""],
]


def test_columns_are_mapped_explained_and_rows_named(workspace: Workspace, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "cases.csv", ROWS)
    text, found = run(workspace, file=str(file))
    first, second = found.examples
    assert (first.query, first.reference) == ("专业版多少钱？", "每月 39 元")
    assert first.segment["style"] == "comedy"
    assert (first.segment["difficulty"], second.segment["difficulty"]) == ("hard", "unknown")
    assert [(one.number, one.reason) for one in found.bad_rows] == [(3, "no_query")]
    assert "列“用户问题”（A）→ 问题" in text
    assert "第 3 行（没有问题）" in text
    assert "其余 2 行都在" in text
    assert found.version.name == "cases"
    assert first.source == "file:cases.csv#2"


def test_a_mapping_is_corrected_in_words(workspace: Workspace, tmp_path: Path) -> None:
    rows = [["a", "b", "c"], ["q one?", "x", "the answer is long enough to be one"]]
    rows += [["q two?", "y", "another answer of some length, surely so"]]
    file = write_csv(tmp_path / "odd.csv", rows)
    _, guessed = run(workspace, "en", file=str(file))
    assert {one.column: one.why for one in guessed.mapping}["a"] == "contents"
    text, found = run(workspace, "en", file=str(file), columns="the answer is column B, ignore c")
    assert [one.reference for one in found.examples] == ["x", "y"]
    assert "as you said" in text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("答案列是C列", {"c": "reference"}),
        ("问题在第一列，忽略 b", {"a": "query", "b": None}),
        ("the query is column B and the answer is column A", {"b": "query", "a": "reference"}),
        ("use column c as keywords", {"c": "keywords"}),
        ("hello", {}),
    ],
)
def test_corrections_are_read(said: str, expected: dict[str, Any]) -> None:
    assert corrections(said, ["a", "b", "c"]) == expected


def test_xlsx_and_jsonl_give_the_same_as_csv(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "cases.xlsx")
    lines = [json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:]]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines))
    write_csv(tmp_path / "cases.csv", ROWS)
    made = []
    for name in ("cases.csv", "cases.xlsx", "cases.jsonl"):
        table = read_rows(tmp_path / name)
        examples, bad = from_rows(table, mapped(table), "cases", None)
        made.append([one.model_dump(exclude={"id", "source"}) for one in examples])
        assert len(bad) == 1
    assert made[0] == made[1] == made[2]


@given(
    content=st.one_of(st.text(max_size=400), st.binary(max_size=400)),
    end=st.sampled_from(["csv", "jsonl", "json"]),
)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_file_is_read_or_refused_with_its_rows(
    tmp_path: Path, content: str | bytes, end: str
) -> None:
    file = tmp_path / f"any.{end}"
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    file.write_bytes(data)
    try:
        table = read_rows(file)
    except BadInput as refused:
        said = [refused.text(lang) for lang in LANGS]
    else:
        examples, bad = from_rows(table, mapped(table), "any", None)
        said = []
        assert len(examples) + len(bad) == len(table.rows) + len(table.broken)
        assert len({one.id for one in examples}) == len(examples)
    assert all(said)


@given(st.text(max_size=200))
def test_any_words_make_an_example_or_none(text: str) -> None:
    found = from_words(text, None)
    assert found is None or found.query.strip()


def test_files_handed_over_in_the_page_are_found_by_name(workspace: Workspace) -> None:
    folder = workspace.home / "files"
    (folder / "六月").mkdir(parents=True)
    write_csv(folder / "Cases.csv", ROWS)
    write_csv(folder / "六月" / "新.csv", [["query"], ["怎么退款？"]])
    os.utime(folder / "Cases.csv", (1, 1))
    (folder / "readme.md").write_text("no table")
    _, by_name = run(workspace, file="cases.csv")
    assert by_name.version.count == 2
    _, inner = run(workspace, file="六月/新.csv")
    _, last = run(workspace, source="file")
    assert [one.query for one in inner.examples] == [one.query for one in last.examples]
    with pytest.raises(NotFound, match=r"Cases\.csv") as missing:
        run(workspace, file="other.csv")
    assert "other.csv" in str(missing.value)
    (folder / ".incoming").mkdir()
    write_csv(folder / ".incoming" / "half.csv", ROWS)
    with pytest.raises(NotFound):
        run(workspace, file="half.csv")


def test_an_export_of_another_tool_brings_its_runs(workspace: Workspace, tmp_path: Path) -> None:
    results = [
        {"promptIdx": 0, "testIdx": at, "provider": {"id": "openai:m"}, "success": True,
         "score": 1, "vars": {"question": asked}, "prompt": {"raw": asked},
         "response": {"output": "39 元"}, "testCase": {"vars": {"question": asked}}}
        for at, asked in enumerate(("多少钱？", "怎么退款？"))
    ]  # fmt: skip
    file = tmp_path / "out.json"
    file.write_text(json.dumps({"results": {"version": 3, "results": results}}))
    text, found = run(workspace, file=str(file))
    [kept] = workspace.runs.all()
    assert kept.id in text
    assert "promptfoo" in text
    assert [one.query for one in found.examples] == ["多少钱？", "怎么退款？"]
    run(workspace, file=str(file))
    assert len(workspace.runs.all()) == 1, "the same file is the same run"


def test_lines_that_are_no_rows_are_named_in_the_readers_language(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"query": "怎么退款？"}\n{"query": \n[1]\n')
    for lang, words in (("zh", ("不是完整的 JSON", "不是 JSON 对象")), ("en", ("no whole JSON",))):
        text, _ = run(workspace, lang, file=str(file))
        assert all(word in text for word in words)
