"""Files of Langfuse and promptfoo as our examples and runs."""

import json
from pathlib import Path
from typing import Any

import interchange_samples as samples
import pytest
from imported import told
from interchange_samples import as_table, langfuse_cell, write

from knowledge.errors import BadInput
from knowledge.records import Outcome
from tools.evals.interchange.imported import RecordedRun
from tools.evals.interchange.recognise import imported


def by_id(run: RecordedRun) -> dict[str, Outcome]:
    return {one.example_id: one for one in run.outcomes}


def forms(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The rows in the three forms that Langfuse exports them in."""
    return {
        "x.json": json.dumps(rows, ensure_ascii=False),
        "x.jsonl": "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
        "x.csv": as_table(rows, cells=langfuse_cell),
    }


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.csv"])
def test_langfuse_items(tmp_path: Path, name: str) -> None:
    found = imported(write(tmp_path / name, forms(samples.LANGFUSE_ITEMS)[name]))
    assert (found.shape, found.dataset, found.runs) == ("langfuse_items", "faq", ())
    price, refund = found.examples
    assert (price.id, price.query, price.reference) == ("item-1", "Pro 多少钱？", "每月 39 元")
    assert price.segment == {"topic": "pricing"}
    assert refund.query == "Refunds?"
    assert [turn.role for turn in refund.history] == ["system", "user", "assistant"]
    assert "“trail” is long or nested" in told(found)
    assert "archived" in told(found)
    assert "nothing is asked" in told(found)


def test_an_item_that_was_made_from_a_trace_says_so(tmp_path: Path) -> None:
    items = [{**samples.LANGFUSE_ITEMS[0], "sourceTraceId": "t-7"}, samples.LANGFUSE_ITEMS[1]]
    found = imported(write(tmp_path / "x.json", items))
    assert [one.source for one in found.examples] == ["trace:t-7", "langfuse:item-2"]


def test_langfuse_items_of_the_api(tmp_path: Path) -> None:
    found = imported(write(tmp_path / "x.json", {"data": samples.LANGFUSE_ITEMS, "meta": {}}))
    assert [one.id for one in found.examples] == ["item-1", "item-2"]


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.csv"])
def test_langfuse_traces(tmp_path: Path, name: str) -> None:
    found = imported(write(tmp_path / name, forms(samples.LANGFUSE_TRACES)[name]))
    assert found.shape == "langfuse_traces"
    (run,) = found.runs
    assert (run.target.kind, run.target.name) == ("recorded", name)
    good, bad = by_id(run)["tr-1"], by_id(run)["tr-2"]
    assert good.trace
    assert good.trace.answer == "每月 39 元，\n按月付。"
    assert (good.trace.latency_ms, good.trace.cost_usd) == (1250, 0.002)
    assert (good.trace.input_tokens, good.trace.version) == (90, "v2")
    assert good.scores["helpfulness"].value == 0.75
    assert good.scores["helpfulness"].reason == "0.5, 1"
    assert good.scores["tone"].value is None, "a category is no number"
    assert good.scores["tone"].reason == "friendly"
    assert "safety" not in good.scores, "nobody scored it"
    assert "exact" not in good.scores, "called like one of ours, and not ours"
    assert good.scores["langfuse.exact"].value == 1
    assert good.scores["latency"].value == 1250
    assert good.segment == {"topic": "pricing", "tags": "prod, zh", "name": "chat"}
    assert bad.trace is None
    assert bad.failure
    assert bad.failure.kind == "error"


def test_langfuse_experiments_are_runs_over_one_set(tmp_path: Path) -> None:
    found = imported(write(tmp_path / "x.json", samples.LANGFUSE_EXPERIMENT))
    assert [run.target.name for run in found.runs] == ["baseline", "new prompt"]
    assert [one.id for one in found.examples] == ["item-0", "item-1", "item-2"]
    assert found.examples[0].segment == {"topic": "pricing"}
    first = by_id(found.runs[1])["item-1"]
    assert first.trace
    assert first.trace.answer == "answer 1 of new prompt"
    assert first.trace.latency_ms == 2500
    assert (first.scores["correct"].value, first.scores["correct"].reason) == (1, "judged")
    assert first.scores["tone"].value is None, "a category's number measures nothing"
    assert first.scores["tone"].reason == "warm"
    assert "“metadata” beside the answer" in told(found)


@pytest.mark.parametrize(
    "row",
    [
        {"id": "1", "datasetItemId": "i", "traceId": "t", "datasetName": "faq"},
        {"id": "1", "traceId": "t", "name": "n", "dataType": "NUMERIC", "value": 1},
    ],
)
def test_ids_alone_are_no_set(tmp_path: Path, row: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="ids but no questions"):
        imported(write(tmp_path / "x.json", [row]))


@pytest.mark.parametrize("form", ["x.json", "x.jsonl", "evaluate.json"])
def test_promptfoo_results_are_a_run_for_each_prompt_and_provider(
    tmp_path: Path, form: str
) -> None:
    whole = samples.PROMPTFOO_RESULTS
    results: Any = whole["results"]
    content: Any = {
        "x.json": whole,
        "x.jsonl": "\n".join(map(json.dumps, results["results"])),
        "evaluate.json": results,
    }[form]
    found = imported(write(tmp_path / form, content))
    small, large = found.runs
    assert (small.target.name, large.target.name) == ("openai:small", "openai:large")
    assert [one.id for one in found.examples] == ["test-0", "test-1"]
    example = found.examples[0]
    assert (example.query, example.constraints) == ("question 0", {"contains": ["39"]})
    assert example.passages
    assert example.passages[0].text == "Pro is 39 yuan."
    good = by_id(small)["test-0"]
    assert good.trace
    assert (good.trace.answer, good.trace.latency_ms, good.trace.cost_usd) == ("39 yuan", 420, 4e-4)
    assert {name: one.value for name, one in good.scores.items() if "lat" not in name} == {
        "pass": 1, "score": 1, "icontains": 1, "tone": 0.75, "cost": 0.0004,
        "input_tokens": 40, "output_tokens": 10,
    }  # fmt: skip
    assert good.scores["tone"].reason == "a bit stiff"
    other = by_id(small)["test-1"]
    assert other.trace
    assert other.trace.answer == "It is 39."
    failed = by_id(large)["test-1"]
    assert failed.failure
    assert failed.failure.message == "API error: 429"
    assert not failed.scores, "a failed call is no score of 0"
    assert "assertion javascript has no counterpart" in told(found)
    assert "“sources” beside the answer" in told(found)


def test_two_prompts_at_one_provider_are_two_runs(tmp_path: Path) -> None:
    results = [samples.promptfoo_result(0, prompt, "openai:small", "39") for prompt in (0, 1)]
    found = imported(write(tmp_path / "x.json", {"results": results, "version": 3}))
    assert [run.target.name for run in found.runs] == [
        "openai:small · prompt 0",
        "openai:small · prompt 1",
    ]


def test_an_error_of_grading_leaves_the_answer_unscored(tmp_path: Path) -> None:
    result = samples.promptfoo_result(
        0, 0, "p", "39", failureReason=2, error="grader down", success=False, score=0
    )
    (run,) = imported(write(tmp_path / "x.json", {"results": [result]})).runs
    (outcome,) = run.outcomes
    assert outcome.trace
    assert outcome.scores["score"].value is None
    assert outcome.scores["score"].reason == "grader down"


def test_promptfoo_yaml(tmp_path: Path) -> None:
    found = imported(write(tmp_path / "promptfooconfig.yaml", samples.PROMPTFOO_YAML))
    price, hack = found.examples
    assert (price.id, price.query, price.reference) == (
        "test-0",
        "What does Pro cost?",
        "39 yuan",
    )
    assert price.constraints == {
        "not_contains": ["as an AI"],
        "contains": ["39"],
        "regex": ["\\d+"],
        "json_schema": {},
        "min_words": 1,
        "max_words": 20,
        "rubric": "is polite",
    }
    assert price.expect == "is polite"
    assert price.segment == {"price": "39", "description": "price"}
    assert hack.constraints == {"answerable": False, "not_contains": ["as an AI"]}
    assert hack.reference == "I cannot help with that."
    notes = told(found)
    assert "assertion latency has no counterpart" in notes
    assert "assertion contains has no counterpart" in notes, "its variable is not there"
    assert "Of the assertion similar the text" in notes
    assert "minds upper and lower case" in notes
    assert "file://more.yaml" in notes


def test_promptfoo_csv(tmp_path: Path) -> None:
    found = imported(write(tmp_path / "tests.csv", samples.PROMPTFOO_CSV))
    price, refund = found.examples
    assert price.constraints == {"contains": ["39", "yuan"]}
    assert price.segment == {"description": "price"}
    assert refund.reference == "Within 7 days."
    assert "javascript" in told(found)


def test_our_own_examples(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "query": "q", "reference": "r", "constraints": {"seconds": 30}},
        {"id": "a", "query": "other"},
        {"id": "b", "query": 7},
    ]
    found = imported(write(tmp_path / "x.jsonl", "\n".join(map(json.dumps, lines))))
    assert [one.id for one in found.examples] == ["a", "a (2)"]
    assert found.examples[0].constraints == {"seconds": 30}
    assert "Row 3: not imported" in told(found)


def test_a_table_whose_columns_are_named(tmp_path: Path) -> None:
    names = ("编号", "问题", "标准答案", "回答", "风格", "备")
    values = (("a", "定价？", "39 元", "40 元", "搞笑", "长" * 90), ("b", "", "?", "", "", ""))
    rows = [dict(zip(names, one, strict=True)) for one in values]
    found = imported(write(tmp_path / "x.csv", as_table(rows)))
    assert found.shape == "table"
    (one,) = found.examples
    assert (one.id, one.query, one.reference, one.answer) == ("a", "定价？", "39 元", "40 元")
    assert one.segment["style"] == "comedy"
    assert "nothing is asked" in told(found)
    assert "column “备”" in told(found)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert imported(write(tmp_path / "x.jsonl", lines)).examples[0].query == "定价？"


def test_no_column_is_guessed(tmp_path: Path) -> None:
    rows = [{"x": "How do I get a refund, and when?", "y": "Within seven days. " * 5}]
    with pytest.raises(BadInput, match=r"fields: x, y"):
        imported(write(tmp_path / "x.csv", as_table(rows)))


def test_one_id_for_two_questions_is_told(tmp_path: Path) -> None:
    items = [{**samples.LANGFUSE_ITEMS[0], "input": one} for one in ("a", "b", "a")]
    found = imported(write(tmp_path / "x.json", items))
    assert [one.query for one in found.examples] == ["a", "b"]
    assert "Row 2: its id stands for another question" in told(found)
