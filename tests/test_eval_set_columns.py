"""Which columns of a file slice a set: those whose values come again, as the mapping explains."""

from pathlib import Path

import openpyxl
import pytest
from tool_deps import called, deps_of

from knowledge.language import LANGS, Lang
from knowledge.workspace import Workspace
from tools.build_eval_set import EvalSetArtifact, build_eval_set

HEAD = ("工单号", "用户咋说的", "该咋答", "门店", "谁记的", "备注")
ROWS = [
    (f"GD-{at:04}", f"第 {at} 种退货该怎么办？", f"按第 {at} 条办，三天内给答复。",
     ("南京路店", "徐家汇店")[at % 2], f"记录人{at}", ("急", "不急", "不急")[at % 3])
    for at in range(10)
]  # fmt: skip


def file_of(folder: Path, kind: str) -> Path:
    path = folder / f"cases.{kind}"
    if kind == "csv":
        path.write_text("\n".join(map(",".join, [HEAD, *ROWS])), encoding="utf-8")
        return path
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    book.save(path)
    return path


def built(
    workspace: Workspace, lang: Lang, file: Path, columns: str = ""
) -> tuple[str, EvalSetArtifact]:
    args = {"source": "file", "file": str(file), "columns": columns}
    text, artifact = called(build_eval_set, deps_of(workspace, lang), lambda _: None, **args)
    return text, EvalSetArtifact.model_validate(artifact)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_tells_rows_apart_is_nothing_to_slice_by(
    workspace: Workspace, tmp_path: Path, kind: str, lang: Lang
) -> None:
    text, found = built(workspace, lang, file_of(tmp_path, kind))
    keys = {key for one in found.examples for key in one.segment}
    assert {"门店", "备注"} <= keys
    assert not {"工单号", "谁记的"} & keys
    assert not {"工单号", "谁记的"} & set(found.coverage.dimensions)
    assert {one.column: one.why for one in found.mapping}["谁记的"] == "distinct"
    taken = {one.column: one.field for one in found.mapping}
    assert [taken[one] for one in HEAD[:3]] == ["id", "query", "reference"]
    assert found.examples[0].id == "GD-0000"
    assert (
        "10 行里有 10 个不同的值" if lang == "zh" else "10 rows have 10 different values"
    ) in text


@pytest.mark.parametrize("said", ["谁记的是分组", "谁记的 is a segment"])
def test_who_wants_to_slice_by_it_says_so(workspace: Workspace, tmp_path: Path, said: str) -> None:
    _, found = built(workspace, "zh", file_of(tmp_path, "csv"), said)
    assert {one.segment["谁记的"] for one in found.examples} == {row[4] for row in ROWS}


def test_a_dimension_that_people_know_is_one_even_where_its_values_differ(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "styles.csv"
    file.write_text("问题,风格\n写一个讲黑洞的,科普\n写一个讲室友的,搞笑\n")
    _, found = built(workspace, "zh", file)
    assert [one.segment["style"] for one in found.examples] == ["knowledge", "comedy"]


def test_a_column_called_segment_keeps_its_plain_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "tagged.csv"
    file.write_text(
        "question,segment\nHow do I pay?,billing\nMay I export?,export\nPaid?,billing\n"
    )
    _, found = built(workspace, "en", file)
    assert [one.segment["segment"] for one in found.examples] == ["billing", "export", "billing"]
