"""Logs in the forms that people have them in: each becomes a trace a line, or says why not."""

import gzip
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from log_lines import ASKED, OURS, SAID, lines, only

from knowledge.errors import BadInput
from knowledge.logs.opened import opened
from knowledge.records import Trace
from tools.diagnosis.__main__ import main
from tools.diagnosis.pasted_many import parse_cases


def keys(**named: Any) -> list[dict[str, Any]]:
    """Attributes as OTLP writes them."""

    def typed(value: Any) -> dict[str, Any]:
        if isinstance(value, int):
            return {"intValue": str(value)}
        if isinstance(value, list):
            return {"arrayValue": {"values": [typed(one) for one in value]}}
        return {"stringValue": value if isinstance(value, str) else json.dumps(value)}

    return [{"key": name.replace("__", "."), "value": typed(one)} for name, one in named.items()]


def otlp(*spans: dict[str, Any]) -> dict[str, Any]:
    resource = {"attributes": keys(service__version="v7")}
    return {"resourceSpans": [{"resource": resource, "scopeSpans": [{"spans": list(spans)}]}]}


def span(id_: str, parent: str | None, at: int, took: int, **said: Any) -> dict[str, Any]:
    start = 1_790_000_000_000_000_000 + at * 1_000_000
    times = {"startTimeUnixNano": str(start), "endTimeUnixNano": str(start + took * 1_000_000)}
    link = {"parentSpanId": parent} if parent else {}
    return {"traceId": "aa", "spanId": id_, **link, **times, "attributes": keys(**said)}


def test_spans_of_genai_are_put_together() -> None:
    told = [
        {"role": "user", "parts": [{"type": "text", "content": "Hello"}]},
        {"role": "assistant", "parts": [{"type": "text", "content": "Hi"}]},
        {"role": "user", "parts": [{"type": "text", "content": ASKED}]},
    ]
    answer = [{"role": "assistant", "parts": [{"type": "text", "content": SAID}]}]
    found = only(
        otlp(
            span("1", None, 0, 2300, gen_ai__conversation__id="s1"),
            span(
                "2", "1", 10, 50,
                gen_ai__operation__name="retrieval",
                gen_ai__retrieval__query__text="refund duration",
                gen_ai__retrieval__documents=[{"id": "d1", "content": "Days.", "score": 0.7}],
            ),
            span(
                "3", "1", 80, 2000,
                gen_ai__operation__name="chat",
                gen_ai__request__model="m-1",
                gen_ai__request__max_tokens=100,
                gen_ai__response__finish_reasons=["length"],
                gen_ai__usage__input_tokens=900,
                gen_ai__usage__output_tokens=100,
                gen_ai__input__messages=told,
                gen_ai__output__messages=answer,
            ),
        )
    )  # fmt: skip
    assert (found.id, found.query, found.answer) == ("aa", ASKED, SAID)
    assert [turn.text for turn in found.history] == ["Hello", "Hi"]
    assert (found.session_id, found.version, found.model) == ("s1", "v7", "m-1")
    assert (found.latency_ms, found.input_tokens, found.output_tokens) == (2300, 900, 100)
    assert found.params == {"max_tokens": 100, "finish_reason": "length"}
    assert found.rewritten_query == "refund duration"
    assert found.retrieved
    assert (found.retrieved[0].id, found.retrieved[0].score) == ("d1", 0.7)
    assert found.time
    assert found.time.year == 2026


def test_spans_lie_scattered_over_exports_and_a_failure_is_kept() -> None:
    root = span("1", None, 0, 9, input__value=ASKED)
    root["status"] = {"code": 2, "message": "deadline exceeded"}
    other = {**span("9", None, 5, 1, input__value="Hi", output__value="Ho"), "traceId": "bb"}
    late = span(
        "2", "1", 1, 1,
        openinference__span__kind="RETRIEVER",
        retrieval__documents__0__document__content="Days.",
        retrieval__documents__0__document__id="d1",
    )  # fmt: skip
    data = b"\n".join(json.dumps(otlp(one)).encode() for one in (root, other, late))
    first, second = [Trace.model_validate_json(line) for line in lines(data)]
    assert (first.id, first.answer, first.error) == ("aa", "", "deadline exceeded")
    assert [one.id for one in first.retrieved or []] == ["d1"]
    assert (second.id, second.query, second.answer) == ("bb", "Hi", "Ho")


def test_spans_as_objects_with_numbered_messages() -> None:
    rows = [
        {
            "context": {"trace_id": "cc", "span_id": "1"},
            "name": "ChatOpenAI",
            "attributes": {
                "openinference": {"span": {"kind": "LLM"}},
                "llm.input_messages.0.message.role": "user",
                "llm.input_messages.0.message.content": ASKED,
                "llm.output_messages.0.message.content": SAID,
            },
            "start_time": "2026-11-01T09:30:00+00:00",
            "end_time": "2026-11-01T09:30:01+00:00",
        }
    ]
    found = only(rows)
    assert (found.query, found.answer, found.latency_ms) == (ASKED, SAID, 1000)


LANGFUSE: dict[str, Any] = {
    "id": "lf-1",
    "timestamp": "2026-11-01T09:30:00.000Z",
    "input": {"question": ASKED},
    "output": {"answer": SAID},
    "userId": "u1",
    "sessionId": "s1",
    "release": "v7",
    "latency": 2.3,
    "totalCost": 0.01,
    "observations": [
        {"type": "SPAN", "name": "retrieve", "output": [{"pageContent": "Days.", "id": "d1"}]},
        {"type": "GENERATION", "model": "m-1", "usage": {"input": 900, "output": 100}},
    ],
}


@pytest.mark.parametrize("shown", ["object", "list", "data", "line"])
def test_traces_of_langfuse(shown: str) -> None:
    value: Any = {"object": LANGFUSE, "list": [LANGFUSE], "data": {"data": [LANGFUSE]}}.get(shown)
    data = json.dumps(value or LANGFUSE, indent=None if shown == "line" else 2).encode()
    found = only(data)
    assert (found.id, found.query, found.answer) == ("lf-1", ASKED, SAID)
    assert (found.user_id, found.session_id, found.version) == ("u1", "s1", "v7")
    assert (found.latency_ms, found.cost_usd, found.model) == (2300, 0.01, "m-1")
    assert (found.input_tokens, found.output_tokens) == (900, 100)
    assert [one.id for one in found.retrieved or []] == ["d1"]


def test_what_openinference_says_of_its_spans_is_believed() -> None:
    root = span("1", None, 0, 9, input__value='{"question": "x"}', input__mime_type="text/plain")
    searches = [
        span(id_, "1", 1, 1, openinference__span__kind="RETRIEVER",
             retrieval__documents__0__document__content=text)
        for id_, text in (("2", "Days."), ("3", "Weeks."))
    ]  # fmt: skip
    model = span("4", "1", 5, 2, llm__cost__total="0.25")
    model["span_kind"] = "LLM"
    found = only(otlp(root, *searches, model))
    assert found.query == '{"question": "x"}', "plain text is no object"
    assert [(one.id, one.text) for one in found.retrieved or []] == [
        ("p1", "Days."),
        ("p2", "Weeks."),
    ]
    assert found.cost_usd == 0.25


def test_tokens_are_unknown_where_one_call_does_not_count_its_own() -> None:
    calls = [*LANGFUSE["observations"], {"type": "GENERATION", "model": "m-2", "usage": None}]
    found = only({**LANGFUSE, "observations": calls})
    assert (found.model, found.input_tokens, found.output_tokens) == ("m-2", None, None)


@pytest.mark.parametrize("kind", ["spans", "langfuse", "ours"])
def test_a_first_line_longer_than_what_is_looked_at(kind: str) -> None:
    long = "很长的回答。" * 20_000
    value: Any = {
        "spans": otlp(span("1", None, 0, 1, input__value=ASKED, output__value=long)),
        "langfuse": {**LANGFUSE, "output": long},
        "ours": {"id": "t", "answer": long, "query": ASKED},
    }[kind]
    data = json.dumps(value, ensure_ascii=False).encode()
    found = [Trace.model_validate_json(line) for line in lines(data + b"\n" + data)]
    assert [one.answer for one in found] == [long] * (1 if kind == "spans" else 2)


def test_runs_of_langsmith_and_logs_of_chats() -> None:
    run = {
        "id": "r",
        "inputs": {"messages": [{"role": "human", "content": ASKED}]},
        "outputs": {"output": SAID},
        "error": None,
        "start_time": "2026-11-01T09:30:00",
        "end_time": "2026-11-01T09:30:02",
    }
    found = only(run)
    assert (found.query, found.answer, found.latency_ms) == (ASKED, SAID, 2000)
    turns = [("user", "Hello"), ("assistant", "Hi"), ("user", ASKED), ("assistant", SAID)]
    chat = {"id": "c", "messages": [{"role": role, "content": text} for role, text in turns]}
    found = only(chat)
    assert (found.query, found.answer) == (ASKED, SAID)
    assert [turn.text for turn in found.history] == ["Hello", "Hi"]


def test_a_failed_run_has_no_answer_and_its_error() -> None:
    found = only({"id": "r", "inputs": {"question": ASKED}, "outputs": None, "error": "429"})
    assert (found.answer, found.error) == ("", "429")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("packed", [False, True])
def test_packed_and_in_other_encodings(encoding: str, packed: bool) -> None:
    data = f"{json.dumps(OURS, ensure_ascii=False)}\n".encode(encoding)
    assert only(gzip.compress(data) if packed else data).answer == SAID


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(json.dumps(OURS).encode() * 900)[:-20], "Compressed file ended"),
        (b"[\n{", "Expecting property name"),
        (b"[]", "holds no trace"),
        (b"a,b\n1,2\n" * 500, "its columns are a, b"),
        (
            b"no table and no JSON in any line of this whatever is looked for here\n" * 9,
            "header names a query and an answer",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "form is not known"),
        (b"{\n" + b'"a": ' + b"[" * 200_000, "deep"),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, data: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.json").write_bytes(data)
    assert main([str(tmp_path / "in.json")]) == 2
    told = capsys.readouterr().err
    assert "in.json" in told
    assert reason in told
    assert "Traceback" not in told


ANY: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["resourceSpans", "scopeSpans", "spans", "attributes", "key", "value", "arrayValue",
             "values", "input", "output", "inputs", "outputs", "messages", "role", "content",
             "parts", "observations", "type", "span_id", "spanId", "context", "status", "events",
             "data", "gen_ai.input.messages", "retrieval.documents", "input.value", "name",
             "startTimeUnixNano", "usage", "id", "error", "metadata", "document", "kwargs",
             "child_runs", "parent_run_id", "run_type", "text", "span_kind", "input.mime_type"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(ANY, st.lists(ANY, max_size=3)), st.booleans())
def test_any_json_becomes_lines_of_json_or_is_refused(value: Any, pretty: bool) -> None:
    data = json.dumps(value, indent=1 if pretty else None).encode()
    try:
        found = lines(data)
    except BadInput:
        return
    if pretty and isinstance(value, dict | list):
        assert all(isinstance(json.loads(line), object) for line in found)
    with suppress(BadInput):
        assert all(one.id for one in parse_cases(data.decode()))


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_lines_or_refused(data: bytes) -> None:
    with suppress(BadInput):
        lines(data)


@given(st.lists(st.text(max_size=30), max_size=9))
def test_lines_of_ours_are_passed_on_as_they_are(more: list[str]) -> None:
    data = "\n".join([json.dumps(OURS), *more]).encode("utf-8", "replace")
    assert b"".join(lines(data)) == data


def test_a_pipe_that_gives_little_at_a_time_loses_nothing() -> None:
    class Slow(io.RawIOBase):
        def __init__(self, parts: Iterator[bytes]) -> None:
            self._parts = parts

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            part = next(self._parts, b"")
            buffer[: len(part)] = part
            return len(part)

    for form in (json.dumps(OURS), json.dumps([OURS] * 3, indent=1), f"query,answer\n{ASKED},b\n"):
        data = form.encode()
        slow = Slow(bytes([one]) for one in data)
        read, _ = opened(io.BufferedReader(slow), "in")
        assert list(iter(read.readline, b"")) == lines(data)
