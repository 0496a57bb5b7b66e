"""Tables as logs: CSV, XLSX and Parquet, their columns by whatever they are called."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from log_lines import ASKED, OURS, SAID, lines
from pyarrow import parquet

from knowledge.errors import BadInput
from knowledge.events import EventLog
from knowledge.import_events import import_log
from knowledge.records import Intent, Trace
from tools.diagnosis.__main__ import main
from tools.diagnosis.pasted_many import parse_cases


def test_a_table_names_its_columns_and_keeps_the_numbers_of_its_lines() -> None:
    table = (
        "编号,用户提问,回答,contexts,意图,latency_ms\n"
        f'7,{ASKED},"two\nlines","[""Days.""]",,12\n'
        "\n"
        '8,"q, with comma",,"just text",,\n'
    )
    found = lines(table.encode())
    assert [at for at, line in enumerate(found, 1) if line.strip()] == [2, 5]
    first, second = [Trace.model_validate_json(line) for line in found if line.strip()]
    assert (first.id, first.query, first.answer) == ("7", ASKED, "two\nlines")
    assert (first.retrieved or [])[0].text == "Days."
    assert first.latency_ms == 12
    assert (second.query, second.answer, second.latency_ms) == ("q, with comma", "", None)
    assert (second.retrieved or [])[0].text == "just text"


def test_a_table_is_diagnosed_row_by_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"{n},{ASKED},{SAID}\n" for n in range(100))
    (tmp_path / "in.csv").write_text(f"id,question,response\n{rows}", encoding="utf-8")
    assert main([str(tmp_path / "in.csv")]) == 0
    found = [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert found == [str(n) for n in range(100)]


@pytest.mark.parametrize(
    "header",
    [
        "编号,用户的问题,模型回答,参考答案,意图",
        "case_id,User question,AI answer,Expected output,intent",
        "trace_id,user,completion,ground_truth,识别到的意图",
        "id,query,answer,reference,intent",
    ],
)
def test_columns_are_known_by_what_people_call_them(header: str) -> None:
    row = "c-0001,几天到账,九周,三个工作日,refund"
    in_a_file = [one for one in lines(f"{header}\n{row}\n".encode()) if one.strip()]
    (pasted,) = parse_cases(f"{header}\n{row}")
    for one in (Trace.model_validate_json(in_a_file[0]), pasted):
        assert (one.query, one.answer, one.reference) == ("几天到账", "九周", "三个工作日")
        assert (one.id, one.intent) == ("c-0001", Intent(name="refund"))


def test_a_column_with_the_fields_own_name_goes_before_others_that_mean_it() -> None:
    (_, line) = lines("序号,问题,query,id,answer\n1,改写前,几天到账,t-9,九周\n".encode())
    found = Trace.model_validate_json(line)
    assert (found.id, found.query) == ("t-9", "几天到账")


def test_parquet_and_events(tmp_path: Path) -> None:
    rows = [{**OURS, "latency_ms": None}, {**OURS, "id": "t-2", "latency_ms": 7.0}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    log = EventLog(tmp_path / "log")
    assert import_log(log, tmp_path / "in.parquet") == 2
    (tmp_path / "acts.csv").write_text(
        "id,trace_id,kind,rating,time\ne,t-2,rated,down,2026-11-01T09:30:00Z\n"
    )
    assert import_log(log, tmp_path / "acts.csv") == 1
    assert [one.id for one in log.bad(5)] == ["t-2"]
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(BadInput, match=r"broken\.parquet"):
        import_log(log, tmp_path / "broken.parquet")
