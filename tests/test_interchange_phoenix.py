"""Examples, experiments and spans of Phoenix, and spans as OpenTelemetry exports them."""

import json
from pathlib import Path
from typing import Any

import interchange_samples as samples
import pytest
from imported import told
from interchange_samples import as_table, write

from tools.evals.interchange.recognise import imported


def test_phoenix_examples(tmp_path: Path) -> None:
    rows = [
        {
            "example_id": "RGF0YXNldEV4YW1wbGU6MQ==",
            "input_question": "What does Pro cost?",
            "output_answer": "39 yuan a month",
            "metadata_topic": "pricing",
        }
    ]
    whole = imported(write(tmp_path / "x.json", samples.PHOENIX_EXAMPLES))
    table = imported(write(tmp_path / "x.csv", as_table(rows)))
    assert whole.shape == table.shape == "phoenix_examples"
    assert whole.examples == table.examples, "both exports are the same set"
    assert whole.examples[0].reference == "39 yuan a month"
    assert whole.examples[0].segment == {"topic": "pricing"}


@pytest.mark.parametrize("name", ["x.json", "x.csv"])
def test_phoenix_experiment(tmp_path: Path, name: str) -> None:
    content = samples.PHOENIX_EXPERIMENT if name == "x.json" else samples.phoenix_experiment_csv()
    found = imported(write(tmp_path / name, content))
    assert found.shape == "phoenix_experiment"
    assert [run.target.name for run in found.runs] == [name, f"{name} #2"], "a repetition is a run"
    (good,), (bad,) = (run.outcomes for run in found.runs)
    assert good.trace
    assert (good.trace.answer, good.trace.reference) == ("39 yuan", "39 yuan a month")
    assert (good.trace.latency_ms, good.trace.input_tokens) == (812.5, 80)
    assert good.scores["correctness"].value == 1
    assert good.scores["correctness"].reason == "correct · same price"
    assert good.scores["style"].value is None
    assert bad.failure
    assert bad.failure.message == "RateLimitError: 429"


def nested(span: dict[str, Any]) -> dict[str, Any]:
    """The span as Phoenix's API gives it."""
    attributes = {
        name.removeprefix("attributes."): value
        for name, value in span.items()
        if name.startswith("attributes.")
    }
    apart = {name: value for name, value in span.items() if not name.startswith(("att", "context"))}
    context = {"trace_id": span["context.trace_id"], "span_id": span["context.span_id"]}
    return {**apart, "context": context, "attributes": attributes}


@pytest.mark.parametrize("form", ["flat.json", "table.csv", "api.json"])
def test_openinference_spans(tmp_path: Path, form: str) -> None:
    spans = samples.PHOENIX_SPANS
    content: Any = {
        "flat.json": spans,
        "table.csv": as_table(spans),
        "api.json": {"data": [nested(span) for span in spans], "next_cursor": None},
    }[form]
    found = imported(write(tmp_path / form, content))
    (example,), (run,) = found.examples, found.runs
    assert (example.id, example.query) == ("trace-1", "What does Pro cost?")
    assert example.answer == "39 yuan a month."
    (outcome,) = run.outcomes
    assert outcome.trace
    assert outcome.trace.retrieved
    assert [one.text for one in outcome.trace.retrieved] == [
        "Pro is 39 yuan.",
        "Team is 99 yuan.",
        "Free is free.",
    ]
    assert outcome.trace.retrieved[0].id == "pricing#1"
    assert outcome.trace.retrieved[0].score == 0.91
    assert outcome.trace.model == "some-model"
    assert (outcome.trace.input_tokens, outcome.trace.latency_ms) == (80, 1500)
    assert outcome.trace.cost_usd is None, "nobody told"
    assert outcome.scores["Hallucination"].value == 0
    assert outcome.scores["Hallucination"].reason == "factual"
    assert "has no question" in told(found)


def test_spans_as_opentelemetry_exports_them(tmp_path: Path) -> None:
    said = {"input.value": "What does Pro cost?", "output.value": "39 yuan."}
    attributes = [{"key": name, "value": {"stringValue": one}} for name, one in said.items()]
    span = {"traceId": "aa", "spanId": "1", "attributes": attributes}
    export = {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}
    found = imported(write(tmp_path / "x.jsonl", json.dumps(export)))
    (example,) = found.examples
    assert (example.id, example.query, example.answer) == ("aa", *said.values())


def test_documents_as_pandas_writes_a_data_frame(tmp_path: Path) -> None:
    root, retriever, *_ = samples.PHOENIX_SPANS
    plain = {name: one for name, one in retriever.items() if "documents" not in name}
    documents = [{"document.content": "it's 39", "document.id": "p#1", "document.score": 0.5}]
    for cell, count in ((str(documents), 1), ("[{'document.content': array(", 0)):
        rows = [root, {**plain, "attributes.retrieval.documents": cell}]
        found = imported(write(tmp_path / "x.csv", as_table(rows)))
        (example,) = found.examples
        assert example.passages is not None
        assert [one.text for one in example.passages] == ["it's 39"] * count
        assert ("attributes.retrieval.documents" in told(found)) == (not count)
