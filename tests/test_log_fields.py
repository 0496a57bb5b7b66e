"""What a line of a log holds is read under its usual names; what is not read is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.logs.logged import logged
from knowledge.records import Diagnosis
from knowledge.records.passage_shapes import are_passages, look_like_passages
from tools.diagnosis.__main__ import main
from tools.diagnosis.markdown import markdown_of
from tools.diagnosis.paste import parse_case
from tools.evals.row import Row

TRACE: dict[str, Any] = {"id": "a", "query": "How long is the warranty?", "answer": "Two years."}
SAID = "The warranty is two years long."


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    "name",
    [
        *("context", "contexts", "documents", "docs", "chunks", "sources", "passages", "Context"),
        *("retrieved_context", "retrieval_context", "searchResults", "source_nodes", "检索结果"),
    ],
)
@pytest.mark.parametrize(
    "given",
    [
        [SAID],
        [{"text": SAID}],
        [{"content": SAID, "title": "Warranty"}],
        [{"node": {"text": SAID}, "score": 0.8}],
        {"documents": [SAID]},
        json.dumps([SAID]),
        str([SAID]),
        SAID,
    ],
)
def test_passages_are_read_under_the_usual_names(name: str, given: object) -> None:
    found = logged({**TRACE, name: given})
    assert [one.text for one in found.trace.retrieved or []] == [SAID]
    assert found.unread == ()
    row = Row.model_validate({**TRACE, name: given})
    assert [one.text for one in row.trace().retrieved or []] == [SAID]


@pytest.mark.parametrize(
    "given",
    [
        ["https://example.com/warranty", "https://example.com/returns"],
        ["warranty.pdf", "质保政策.docx"],
        [{"title": "Warranty", "url": "https://example.com"}],
        {"page": "/checkout", "plan": "pro"},
        7,
    ],
)
def test_what_only_names_documents_is_no_passage_and_is_told(given: object) -> None:
    found = logged({**TRACE, "sources": given})
    assert (found.trace.retrieved, found.unread) == (None, ("sources",))
    assert not are_passages(given)


def test_passages_under_our_name_come_before_others() -> None:
    found = logged({**TRACE, "retrieved": [SAID], "context": ["Something else altogether."]})
    assert [one.text for one in found.trace.retrieved or []] == [SAID]
    assert found.unread == ("context",)
    assert logged({**TRACE, "docs": []}).trace.retrieved == []
    assert logged(TRACE).trace.retrieved is None


def test_a_field_of_any_name_that_may_be_passages_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hits = [f"{SAID} It begins on the day on which the device was delivered."]
    assert look_like_passages(hits)
    assert not look_like_passages(["red", "green"])
    source = lines(tmp_path / "in.jsonl", {**TRACE, "kb": hits, "tags": ["x"]}, {**TRACE, "kb": []})
    assert main([str(source)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert any("look like passages: kb (1)" in one for one in told)
    assert any("were not read: tags (1)" in one for one in told)
    assert main([str(source), "--lang", "zh"]) == 0
    assert "像是检索到的片段：kb（1 条）" in capsys.readouterr().err
    case = parse_case(json.dumps({**TRACE, "kb": hits}))
    assert case is not None
    plain = Diagnosis(id="a", cause="none", stages=[])
    assert "kb" in markdown_of(plain, case, "en")
    assert "retrieved" in markdown_of(plain, case, "zh")


@pytest.mark.parametrize(
    "said",
    [
        "N/A",
        "n/a",
        "-",
        "--",
        "nan",
        "NaN",
        "none",
        "None",
        "null",
        "无",
        "暂无",
        "TBD",
        "待补充",
        " ",
    ],
)
def test_a_placeholder_is_no_reference(said: str) -> None:
    found = logged({**TRACE, "reference": said})
    assert found.trace.reference is None
    assert found.empty == (("reference",) if said.strip() else ())
    assert logged({**TRACE, "ground_truth": said}).trace.reference is None
    assert logged({**TRACE, "reference": [said]}).trace.reference is None


@pytest.mark.parametrize("said", ["No.", "0", "Not available in Japan.", "没有", "无需押金", "不"])
def test_what_answers_is_a_reference(said: str) -> None:
    assert logged({**TRACE, "reference": said}).trace.reference == said


def test_other_fields_hold_placeholders_too() -> None:
    nothing = {"answer": "nan", "rewritten_query": "无", "error": "None", "retrieved": ["N/A"]}
    found = logged({**TRACE, **nothing})
    trace = found.trace
    assert (trace.answer, trace.rewritten_query, trace.error, trace.retrieved) == ("",) + (
        None,
    ) * 3
    assert set(found.empty) == set(nothing)
    kept = {"answer": "暂无", "error": "timeout", "rewritten_query": "warranty"}
    assert logged({**TRACE, **kept}).empty == ()


def test_none_is_an_answer_where_it_answers() -> None:
    asked = {**TRACE, "answer": "None"}
    assert logged({**asked, "query": "What fees are there?"}).trace.answer == "None"
    assert logged({**asked, "query": "Do I need any documents?"}).trace.answer == "None"
    assert logged({**asked, "query": "How do I reset it?"}).trace.answer == ""


ODD: list[tuple[str, object]] = [
    ("time", "yesterday"),
    ("timestamp", "soon"),
    ("latency_ms", "2.3s"),
    ("cost_usd", "$0.01"),
    ("input_tokens", -5),
    ("history", "User: hi"),
    ("history", ["hi", "hello"]),
    ("params", "hot"),
    ("segment", "pro"),
    ("segment", {"plan": ["a", "b"]}),
    ("intent", ["x"]),
    ("intent", {"name": "n", "slots": "x"}),
    ("user_id", {"a": 1}),
    ("retrieved", 5),
    ("retrieved", [None]),
    ("retrieved", [{"id": "p", "text": None}]),
]


@pytest.mark.parametrize(("field", "value"), ODD)
def test_one_odd_field_loses_no_trace(
    tmp_path: Path, field: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lines(tmp_path / "in.jsonl", {**TRACE, field: value})
    ours = "time" if field == "timestamp" else field
    assert main([str(source)]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["id"] == "a"
    assert f"line 1 (a): the field {ours} is set aside" in shown.err
    assert "; expected is " in shown.err
    assert f"{ours} (1)" in shown.err
    assert logged({**TRACE, field: value}).trace.set_aside == (ours,)


def test_what_is_in_order_beside_it_is_kept() -> None:
    passages = [
        None,
        {"id": "p", "text": SAID, "score": "high"},
        {"id": "q", "text": None},
        "More.",
    ]
    trace = logged({**TRACE, "retrieved": passages, "segment": {"a": "b", "c": []}}).trace
    assert [(one.id, one.text, one.score) for one in trace.retrieved or []] == [
        ("p", SAID, None),
        ("p4", "More.", None),
    ]
    assert trace.segment == {"a": "b"}
    assert set(trace.set_aside) == {"retrieved", "segment"}
    assert logged({**TRACE, "retrieved": [None]}).trace.retrieved is None, "that is not known"


@pytest.mark.parametrize(
    "given",
    [
        [{"type": "text", "text": "Two years."}],
        [{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "Two years."}],
        [{"type": "output_text", "text": "Two years.", "annotations": []}],
        [{"type": "text", "text": {"value": "Two years.", "annotations": []}}],
        {"role": "assistant", "content": [{"type": "text", "text": "Two years."}]},
        {"content": "Two years."},
        ["Two years."],
    ],
)
def test_an_answer_in_parts_is_its_words(given: object) -> None:
    assert logged({**TRACE, "answer": given}).trace.answer == "Two years."


@pytest.mark.parametrize("row", [{**TRACE, "answer": {"a": 1}}, {"id": "x"}, [1], "text", 5])
def test_what_is_no_trace_stays_an_error(tmp_path: Path, row: object) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f"{json.dumps(TRACE)}\n{json.dumps(row)}\n")
    assert main([str(source), "-o", str(tmp_path / "out.jsonl")]) == 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1


def test_many_odd_lines_are_not_told_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{**TRACE, "id": f"t{n}", "time": "soon", f"own{n}": 1} for n in range(150)]
    assert main([str(lines(tmp_path / "in.jsonl", *rows)), "-o", str(tmp_path / "out.jsonl")]) == 0
    told = capsys.readouterr().err
    assert told.count("the field time is set aside and") == 20
    assert "time (150)" in told
    assert "88 more" in told, "names are counted up to a number, and told up to a smaller one"


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("name", ["data", "traces"])
def test_an_object_that_lists_traces(
    tmp_path: Path, name: str, between: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.dumps({**TRACE, "id": f"t{n}", "params": {"n": "x" * 900}}) for n in range(90)]
    source = tmp_path / "in.json"
    listed = f",{between}".join(rows)
    source.write_text(f'{{"object": "list", "{name}": [{between}{listed}], "more": false}}')
    assert main([str(source)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 90
    source.write_text(f'{{"{name}": [{rows[0]}]}}\n{{"{name}": [{rows[1]}, {rows[2]}]}}\n')
    assert main([str(source)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
