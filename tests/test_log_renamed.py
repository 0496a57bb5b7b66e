"""Each line of a log is read under whatever names it has, and what is missing is told by name."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from knowledge.errors import BadInput
from knowledge.import_events import main as import_main
from knowledge.logs.logged import logged
from knowledge.logs.renamed import in_our_names
from knowledge.records.given_context import passages_given
from tools.diagnosis.__main__ import main
from tools.diagnosis.paste import parse_case

ASKED, SAID = "How long can I return items?", "Within 60 days."
TEXT, GOOD = "Returns: items can be returned within 30 days.", "30 days"
NAMES = [
    ("query", "answer", "retrieved", "reference"),
    ("question", "response", "contexts", "ground_truth"),
    ("input", "actual_output", "retrieval_context", "expected_output"),
    ("prompt", "completion", "source_documents", "expected"),
    ("Query", "Answer", "Context", "Reference"),
    ("User Question", "Bot Reply", "Retrieved Docs", "Gold Answer"),
    ("问题", "回答", "检索内容", "标准答案"),
    ("用户提问", "机器人回复", "召回文档", "参考答案"),
    ("customer_question", "assistant_response", "search_results", "expectedAnswer"),
    ("客户问题", "客服回复", "参考资料", "正确答案"),
]


def line(names: tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {**dict(zip(names, (ASKED, SAID, [TEXT], GOOD), strict=True)), **more}


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
def test_a_line_is_read_under_any_names(names: tuple[str, ...]) -> None:
    found = logged(in_our_names(line(names)) | {"id": "x"}).trace
    assert (found.query, found.answer, found.reference) == (ASKED, SAID, GOOD)
    assert [one.text for one in found.retrieved or []] == [TEXT]


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
def test_so_is_what_is_pasted(names: tuple[str, ...]) -> None:
    case = parse_case(json.dumps(line(names), ensure_ascii=False))
    assert case is not None
    assert (case.query, case.answer, case.reference) == (ASKED, SAID, GOOD)


@pytest.mark.parametrize(
    "given",
    [
        {"query": "a", "answer": "b", "context": {"page": "/home"}, "label": "x"},
        {"query": "a", "answer": "b", "output": "c", "prompt": "d"},
        {"query": "a", "answer": "b", "reference": "r", "expected": "other"},
        {"trace_id": "t", "kind": "shown", "output": "x"},
        {"model": "m", "temperature": 0},
    ],
)
def test_other_fields_keep_their_names(given: dict[str, Any]) -> None:
    assert in_our_names(given) == given


def test_the_first_line_binds_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mixed.jsonl"
    mixed = "\n".join(json.dumps(line(names), ensure_ascii=False) for names in NAMES)
    file.write_text(mixed, encoding="utf-8")
    assert main([str(file), "--workers", "1"]) == 0
    found = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [one["cause"] for one in found] == ["generation"] * len(NAMES)


def test_what_is_missing_is_told_with_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_text('{"id": "a", "utterance_text": "x", "score": 1}\n')
    assert main([str(file), "--workers", "1"]) == 1
    assert "the fields here are id, utterance_text, score" in capsys.readouterr().err
    with pytest.raises(BadInput, match="utterance_text"):
        parse_case('{"utterance_text": "x", "score": 1}')


def test_a_table_whose_columns_nobody_knows_is_told_by_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("what they wrote,what we wrote\nx,y\n")
    assert main([str(file), "--workers", "1"]) == 2
    assert "its columns are what they wrote, what we wrote" in capsys.readouterr().err


def test_a_spreadsheet_is_read_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["编号", "用户问题", "模型回答", "召回片段"], [7, ASKED, SAID, TEXT]):
        sheet.append(row)
    book.save(tmp_path / "odd.xlsx")
    assert main([str(tmp_path / "odd.xlsx"), "--workers", "1"]) == 0
    [found] = map(json.loads, capsys.readouterr().out.splitlines())
    assert (found["id"], found["cause"]) == ("7", "generation")


def test_passages_beside_the_answer_of_a_run_are_read() -> None:
    run = {
        "id": "r",
        "run_type": "chain",
        "inputs": {"question": ASKED},
        "outputs": {"answer": SAID, "context": [{"page_content": TEXT, "type": "Document"}]},
    }
    found = logged(run).trace
    assert (found.query, found.answer) == (ASKED, SAID)
    assert [one.text for one in found.retrieved or []] == [TEXT]


def test_runs_a_line_are_put_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run: dict[str, Any] = {"id": "r", "run_type": "chain", "parent_run_id": None}
    run |= {"inputs": {"question": ASKED}, "outputs": {"answer": SAID}}
    part = {"id": "s", "run_type": "retriever", "parent_run_id": "r"}
    part |= {"inputs": {"query": "x"}, "outputs": {"documents": [{"page_content": TEXT}]}}
    file = tmp_path / "runs.jsonl"
    file.write_text(f"{json.dumps(run)}\n{json.dumps(part)}\n")
    assert main([str(file), "--workers", "1"]) == 0
    [found] = map(json.loads, capsys.readouterr().out.splitlines())
    assert (found["id"], found["cause"]) == ("r", "generation")


@pytest.mark.parametrize(
    "fields",
    [
        {"messages": [{"role": "user", "content": ASKED}],
         "choices": [{"message": {"role": "assistant", "content": SAID}}]},
        {"request": {"messages": [{"role": "user", "content": ASKED}]},
         "response": {"choices": [{"message": {"content": SAID}}]}},
        {"input": [{"role": "user", "content": ASKED}],
         "output": [{"type": "message", "content": [{"type": "output_text", "text": SAID}]}]},
    ],
)  # fmt: skip
def test_a_call_of_a_chat_service_is_read(fields: dict[str, Any]) -> None:
    found = logged({"id": "x", **fields}).trace
    assert (found.query, found.answer) == (ASKED, SAID)


def test_passages_in_a_systems_message_are_passages() -> None:
    said = [{"role": "user", "content": ASKED}, {"role": "assistant", "content": SAID}]
    told = [{"role": "system", "content": f"You help.\nContext: {TEXT}"}, *said]
    assert [one.text for one in logged({"id": "x", "messages": told}).trace.retrieved or []] == [
        TEXT
    ]
    logs = {"id": "x", "messages": told, "retrieved": ["own"]}
    assert [one.text for one in logged(logs).trace.retrieved or []] == ["own"]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("参考资料：\n1. 泳池全年加热。\n2. 七点开门。", ["泳池全年加热。", "七点开门。"]),
        ("<context>Open at 7.</context> Be brief.", ["Open at 7."]),
        ("Retrieved documents:\n- A is b.\n- C is d.", ["A is b.", "C is d."]),
        ("You are a helpful assistant. Use the context.", []),
        ("你是客服，请根据资料回答，不要编造。", []),
        ("Sources matter: cite them.", []),
    ],
)
def test_which_words_of_a_system_are_passages(text: str, passages: list[str]) -> None:
    assert passages_given(text) == passages


@pytest.mark.parametrize(
    ("prompt", "query"),
    [
        (f"Use this to answer.\n\nContext:\n{TEXT}\n\nQuestion: {ASKED}\nAnswer:", ASKED),
        (f"<context>{TEXT}</context>\n<question>{ASKED}</question>", ASKED),
        (f"根据以下资料回答。\n资料：{TEXT}\n问题：多久可退？", "多久可退？"),
    ],
)
def test_a_prompt_that_says_which_is_which_is_taken_apart(prompt: str, query: str) -> None:
    found = logged({"id": "x", "query": prompt, "answer": SAID}).trace
    assert found.query == query
    assert [one.text for one in found.retrieved or []] == [TEXT]
    apart = logged({"id": "x", "query": prompt, "answer": SAID, "retrieved": ["own"]}).trace
    assert apart.query == prompt


@pytest.mark.parametrize(
    "query",
    ["Context: what does this word mean?", "My question: is the context read?",
     "What are the sources: is there a list?", "问题：资料在哪里下载？"],
)  # fmt: skip
def test_a_question_about_context_is_one(query: str) -> None:
    found = logged({"id": "x", "query": query, "answer": SAID}).trace
    assert found.query == query
    assert found.retrieved is None


def test_an_import_that_stops_says_what_it_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text('{"id": "a", "query": "q", "answer": "x"}\n{"id": "b", "words": 1}\n')
    assert import_main(["import", str(file), "--home", str(tmp_path / "home")]) == 2
    told = capsys.readouterr().err
    assert "the 1 records before the line in error were imported and are kept" in told
    assert "the fields here are id, words" in told
