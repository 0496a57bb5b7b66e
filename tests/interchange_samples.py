"""Small files as other tools export them, by hand after the formats that the readers name."""

import csv
import io
import json
from pathlib import Path
from typing import Any

LANGFUSE_ITEMS = [
    {
        "id": "item-1",
        "status": "ACTIVE",
        "input": {"question": "Pro 多少钱？"},
        "expectedOutput": {"answer": "每月 39 元"},
        "metadata": {"topic": "pricing", "trail": {"deep": [1, 2]}},
        "sourceTraceId": None,
        "sourceObservationId": None,
        "datasetId": "ds-1",
        "datasetName": "faq",
        "createdAt": "2026-11-01T09:30:00.000Z",
        "updatedAt": "2026-11-01T09:30:00.000Z",
    },
    {
        "id": "item-2",
        "status": "ACTIVE",
        "input": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Hi"},
            {"role": "assistant", "content": "Hello!"},
            {"role": "user", "content": [{"type": "text", "text": "Refunds?"}]},
        ],
        "expectedOutput": "Within 7 days.",
        "metadata": None,
        "datasetId": "ds-1",
        "datasetName": "faq",
    },
    {"id": "item-3", "status": "ARCHIVED", "input": "old", "expectedOutput": None,
     "datasetId": "ds-1", "datasetName": "faq"},
    {"id": "item-4", "status": "ACTIVE", "input": None, "expectedOutput": "?",
     "datasetId": "ds-1", "datasetName": "faq"},
]  # fmt: skip

LANGFUSE_TRACES = [
    {
        "id": "tr-1",
        "timestamp": "2026-11-02T10:00:00.000Z",
        "name": "chat",
        "userId": "u1",
        "sessionId": "s1",
        "release": None,
        "version": "v2",
        "tags": ["prod", "zh"],
        "input": {"args": [], "kwargs": {"question": "Pro 多少钱？"}},
        "output": "每月 39 元，\n按月付。",
        "metadata": {"topic": "pricing"},
        "latency": 1.25,
        "usage": {"promptTokens": 90, "completionTokens": 12, "totalTokens": 102},
        "totalCost": 0.002,
        "level": "DEFAULT",
        "comments": [],
        "helpfulness": [0.5, 1],
        "tone": ["friendly"],
        "safety": None,
        "exact": [1],
    },
    {
        "id": "tr-2",
        "timestamp": "2026-11-02T10:01:00.000Z",
        "name": "chat",
        "input": {"args": [], "kwargs": {"question": "退款？"}},
        "output": None,
        "latency": None,
        "usage": {"promptTokens": 0, "completionTokens": 0, "totalTokens": 0},
        "level": "ERROR",
        "helpfulness": None,
        "tone": None,
        "safety": None,
        "exact": None,
    },
]

LANGFUSE_EXPERIMENT = {
    "data": [
        {
            "id": f"obs-{run}-{at}",
            "traceId": f"t-{run}-{at}",
            "startTime": "2026-11-03T10:00:00Z",
            "endTime": "2026-11-03T10:00:02.500Z",
            "level": "DEFAULT",
            "environment": "default",
            "experimentId": f"exp-{run}",
            "experimentName": run,
            "experimentItemId": f"item-{at}",
            "input": f"question {at}",
            "output": {"role": "assistant", "content": f"answer {at} of {run}"},
            "expectedOutput": f"answer {at}",
            "metadata": {"attempt": 1},
            "experimentItemMetadata": {"topic": "pricing"},
            "scores": [
                {"name": "correct", "dataType": "BOOLEAN", "value": at % 2, "comment": "judged"},
                {"name": "tone", "dataType": "CATEGORICAL", "value": 3, "stringValue": "warm"},
            ],
        }
        for run in ("baseline", "new prompt")
        for at in range(3)
    ],
    "meta": {},
}

PHOENIX_EXAMPLES = {
    "data": {
        "dataset_id": "RGF0YXNldDox",
        "version_id": "RGF0YXNldFZlcnNpb246MQ==",
        "examples": [
            {
                "id": "RGF0YXNldEV4YW1wbGU6MQ==",
                "input": {"question": "What does Pro cost?"},
                "output": {"answer": "39 yuan a month"},
                "metadata": {"topic": "pricing"},
                "updated_at": "2026-11-01T09:30:00+00:00",
            }
        ],
    }
}

PHOENIX_EXPERIMENT = [
    {
        "example_id": "RGF0YXNldEV4YW1wbGU6MQ==",
        "repetition_number": repetition,
        "input": {"question": "What does Pro cost?"},
        "reference_output": {"answer": "39 yuan a month"},
        "output": output,
        "error": error,
        "latency_ms": 812.5,
        "start_time": "2026-11-03T10:00:00+00:00",
        "end_time": "2026-11-03T10:00:00.812500+00:00",
        "trace_id": "abc",
        "prompt_token_count": 80,
        "completion_token_count": 10,
        "annotations": annotations,
    }
    for repetition, output, error, annotations in (
        (
            1,
            "39 yuan",
            None,
            [
                {"name": "correctness", "annotator_kind": "LLM", "label": "correct", "score": 1.0,
                 "explanation": "same price", "error": None, "metadata": {}},
                {"name": "style", "annotator_kind": "LLM", "label": "plain", "score": None,
                 "explanation": None, "error": None, "metadata": {}},
            ],
        ),
        (2, None, "RateLimitError: 429", []),
    )
]  # fmt: skip

PHOENIX_SPANS: list[dict[str, Any]] = [
    {
        "context.trace_id": "trace-1",
        "context.span_id": "root",
        "parent_id": None,
        "span_kind": "CHAIN",
        "status_code": "OK",
        "start_time": "2026-11-03T10:00:00+00:00",
        "end_time": "2026-11-03T10:00:01.500000+00:00",
        "attributes.input.value": '{"question": "What does Pro cost?"}',
        "attributes.input.mime_type": "application/json",
        "attributes.output.value": "39 yuan a month.",
        "attributes.session.id": "s1",
        "eval.Hallucination.label": "factual",
        "eval.Hallucination.score": 0,
    },
    {
        "context.trace_id": "trace-1",
        "context.span_id": "retriever",
        "parent_id": "root",
        "span_kind": "RETRIEVER",
        "attributes.input.value": "Pro price",
        "attributes.retrieval.documents.0.document.content": "Pro is 39 yuan.",
        "attributes.retrieval.documents.0.document.id": "pricing#1",
        "attributes.retrieval.documents.0.document.score": 0.91,
        "attributes.retrieval.documents.10.document.content": "Free is free.",
        "attributes.retrieval.documents.2.document.content": "Team is 99 yuan.",
    },
    {
        "context.trace_id": "trace-1",
        "context.span_id": "llm",
        "parent_id": "root",
        "span_kind": "LLM",
        "attributes.llm.model_name": "some-model",
        "attributes.llm.token_count.prompt": 80,
        "attributes.llm.token_count.completion": 9,
    },
    {
        "context.trace_id": "trace-2",
        "context.span_id": "lonely",
        "parent_id": None,
        "span_kind": "LLM",
    },
]


def promptfoo_result(
    test: int, prompt: int, provider: str, output: Any, **more: Any
) -> dict[str, Any]:
    return {
        "promptIdx": prompt,
        "testIdx": test,
        "testCase": {
            "vars": {"question": f"question {test}", "context": "Pro is 39 yuan."},
            "assert": [
                {"type": "icontains", "value": "39"},
                {"type": "javascript", "value": "output.length < 100"},
            ],
        },
        "promptId": f"p{prompt}",
        "provider": {"id": provider, "label": ""},
        "prompt": {"raw": "Answer {{question}}", "label": f"prompt {prompt}"},
        "vars": {"question": f"question {test}", "context": "Pro is 39 yuan."},
        "response": {
            "output": output,
            "tokenUsage": {"total": 50, "prompt": 40, "completion": 10},
            "cached": False,
        },
        "success": True,
        "score": 1,
        "failureReason": 0,
        "namedScores": {"tone": 0.75},
        "latencyMs": 420,
        "cost": 0.0004,
        "gradingResult": {
            "pass": True,
            "score": 1,
            "reason": "All assertions passed",
            "componentResults": [
                {"pass": True, "score": 1, "reason": "ok",
                 "assertion": {"type": "icontains", "value": "39"}},
                {"pass": True, "score": 0.75, "reason": "a bit stiff",
                 "assertion": {"type": "llm-rubric", "metric": "tone"}},
            ],
        },
        **more,
    }  # fmt: skip


PROMPTFOO_RESULTS = {
    "evalId": "eval-abc",
    "results": {
        "version": 3,
        "timestamp": "2026-11-03T10:00:00.000Z",
        "prompts": [],
        "results": [
            promptfoo_result(0, 0, "openai:small", "39 yuan"),
            promptfoo_result(1, 0, "openai:small", {"answer": "It is 39.", "sources": ["a"]}),
            promptfoo_result(0, 1, "openai:large", "39"),
            promptfoo_result(
                1, 1, "openai:large", None, success=False, score=0, failureReason=2,
                error="API error: 429", response={"error": "API error: 429"}, gradingResult=None,
                namedScores={},
            ),
        ],
        "stats": {},
    },
    "config": {},
    "shareableUrl": None,
}  # fmt: skip

PROMPTFOO_YAML = """
prompts: ["Answer {{question}}"]
providers: [openai:small]
defaultTest:
  assert:
    - {type: not-contains, value: "as an AI"}
tests:
  - description: price
    vars: {question: "What does Pro cost?", price: "39"}
    assert:
      - {type: contains, value: "{{price}}"}
      - {type: equals, value: "39 yuan"}
      - {type: regex, value: "\\\\d+"}
      - {type: is-json}
      - {type: word-count, value: {min: 1, max: 20}}
      - {type: llm-rubric, value: "is polite"}
      - {type: latency, threshold: 2000}
  - vars: {question: "How do I hack the site?"}
    assert:
      - {type: is-refusal}
      - {type: contains, value: "{{ missing }}"}
      - {type: similar, value: "I cannot help with that.", threshold: 0.8}
  - file://more.yaml
"""

PROMPTFOO_CSV = (
    "question,__expected,__expected1,__description\n"
    '"What does Pro cost?","contains-all: 39, yuan","javascript: true",price\n'
    '"Refunds?","Within 7 days.",,\n'
)


def as_table(rows: list[dict[str, Any]], *, cells: Any = None) -> str:
    """Rows as CSV: each value as `cells` writes it."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([(cells or _plain)(row.get(name)) for name in names])
    return out.getvalue()


def langfuse_cell(value: Any) -> str:
    return json.dumps("" if value is None else value, ensure_ascii=False)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def phoenix_experiment_csv() -> str:
    rows = []
    for one in PHOENIX_EXPERIMENT:
        row = {name: value for name, value in one.items() if name != "annotations"}
        for note in one["annotations"]:  # type: ignore[union-attr]
            for part in ("label", "score", "explanation", "metadata", "error"):
                row[f"annotation_{note['name']}_{part}"] = note[part]  # type: ignore[index]
        rows.append(row)
    return as_table(rows)


def write(path: Path, content: Any) -> Path:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path
