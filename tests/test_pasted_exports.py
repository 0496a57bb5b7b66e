"""What another tool exported is read alike, whether it lies in a file or is pasted in the chat."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.assistant import Assistant
from agent.events import Token, ToolFinished
from agent.threads import open_threads
from knowledge.errors import BadInput
from knowledge.logs.opened import opened
from knowledge.records import Trace
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from tools.case_files import read_cases
from tools.diagnosis.pasted_many import parse_cases

ASKED, SAID = "How long does a refund take?", "Nine weeks."
KNOWN = "A refund takes three working days."
ATTRIBUTES = {
    "openinference.span.kind": "RETRIEVER",
    "retrieval.documents.0.document.content": KNOWN,
}
LANGFUSE = {
    "id": "lf-0001",
    "timestamp": "2026-11-01T09:30:00Z",
    "input": {"question": ASKED},
    "output": SAID,
    "observations": [{"type": "RETRIEVER", "output": [{"pageContent": KNOWN, "id": "d1"}]}],
}
LANGSMITH = {
    "id": "ls-0001",
    "trace_id": "ls-0001",
    "run_type": "chain",
    "inputs": {"messages": [[{"type": "human", "data": {"content": ASKED}}]]},
    "outputs": {"output": {"id": ["langchain", "AIMessage"], "kwargs": {"content": SAID}}},
    "child_runs": [
        {
            "run_type": "chain",
            "child_runs": [
                {
                    "run_type": "retriever",
                    "outputs": {"documents": [{"kwargs": {"page_content": KNOWN}}]},
                }
            ],
        },
        {
            "run_type": "llm",
            "extra": {"metadata": {"ls_model_name": "m-1"}},
            "prompt_tokens": 90,
            "completion_tokens": 4,
        },
    ],
}
SPANS = [
    {
        "context": {"trace_id": "sp-0001", "span_id": "1"},
        "start_time": "2026-11-01T09:30:00Z",
        "attributes": {"input.value": ASKED, "output.value": SAID},
    },
    {
        "context": {"trace_id": "sp-0001", "span_id": "2"},
        "parent_id": "1",
        "start_time": "2026-11-01T09:30:01Z",
        "attributes": ATTRIBUTES,
    },
]
MESSAGES = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": ASKED},
    {"role": "assistant", "content": None, "tool_calls": [{"function": {"name": "search"}}]},
    {"role": "tool", "content": KNOWN},
    {"role": "assistant", "content": SAID},
    {"role": "user", "content": "Thanks!"},
]
OTHERS = {"langfuse": LANGFUSE, "langsmith": LANGSMITH, "spans": SPANS, "messages": MESSAGES}


@pytest.fixture
def assistant(workspace: Workspace, settings: Settings) -> Iterator[Assistant]:
    with open_threads(workspace.checkpoints) as threads:
        yield Assistant(workspace, settings, threads)


def read(value: Any) -> Trace:
    """The trace in a file that holds this value and no more."""
    lines, _ = opened(io.BytesIO(json.dumps(value, indent=1).encode()), "in")  # type: ignore[arg-type]
    (line,) = iter(lines.readline, b"")
    return Trace.model_validate({"id": "none", **json.loads(line)})


@pytest.mark.parametrize("tool", OTHERS)
def test_it_is_the_same_case_in_a_file_and_pasted(tool: str, tmp_path: Path) -> None:
    value = OTHERS[tool]
    (pasted,) = parse_cases(f"Why?\n```json\n{json.dumps(value, indent=2)}\n```\nThanks")
    assert (pasted.query, pasted.answer) == (ASKED, SAID)
    named = {"id": pasted.id}
    assert read(value).model_copy(update=named) == pasted
    (tmp_path / "in.json").write_text(json.dumps(value))
    assert read_cases(tmp_path / "in.json") == [pasted]
    if tool != "messages":
        assert [one.text for one in pasted.retrieved or []] == [KNOWN]


def test_the_steps_of_a_langsmith_run_tell_the_model_and_its_tokens() -> None:
    (found,) = parse_cases(json.dumps(LANGSMITH))
    assert (found.id, found.model) == ("ls-0001", "m-1")
    assert (found.input_tokens, found.output_tokens) == (90, 4)


def test_langsmith_runs_listed_flat_are_put_together() -> None:
    def flat(run: dict[str, Any], id_: str, above: str | None) -> list[dict[str, Any]]:
        inner = [
            one
            for at, part in enumerate(run.get("child_runs", ()))
            for one in flat(part, f"{id_}.{at}", id_)
        ]
        bare = {name: value for name, value in run.items() if name != "child_runs"}
        return [*inner, {"inputs": {}, "outputs": {}, **bare, "id": id_, "parent_run_id": above}]

    (whole,) = parse_cases(json.dumps(LANGSMITH))
    assert parse_cases(json.dumps(flat(LANGSMITH, "ls-0001", None))) == [whole]
    (part, *_) = flat(LANGSMITH, "ls-0001", None)
    with_words = {**part, "inputs": {"query": "refund"}}
    assert len(parse_cases(json.dumps([with_words]))) == 1, "its whole is not there"


def test_a_list_of_messages_in_a_trace_is_read_to_its_last_answer() -> None:
    chat = {"id": "c-0001", "sessionId": "s", "messages": MESSAGES}
    (pasted,) = parse_cases(json.dumps(chat))
    assert pasted == read(chat)
    assert (pasted.query, pasted.answer, pasted.session_id) == (ASKED, SAID, "s")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([LANGFUSE, {**LANGFUSE, "id": "lf-0002"}]),
        json.dumps({"data": [LANGFUSE, {**LANGFUSE, "id": "lf-0002"}]}),
        "\n".join(json.dumps({**LANGFUSE, "id": id_}) for id_ in ("lf-0001", "lf-0002")),
        "\n\n".join(json.dumps({**LANGFUSE, "id": i}, indent=2) for i in ("lf-0001", "lf-0002")),
        "\n".join(
            f"案例{n}：\n{json.dumps({**LANGFUSE, 'id': f'lf-000{n}'}, indent=2)}" for n in (1, 2)
        ),
    ],
)
def test_several_pasted_traces_are_several_cases(text: str) -> None:
    assert [one.id for one in parse_cases(text)] == ["lf-0001", "lf-0002"]


@pytest.mark.parametrize(
    "value",
    [{"input": "x"}, {"model": "m", "temperature": 0}, {"data": []}],
)
def test_other_json_is_told_what_it_lacks(value: Any) -> None:
    with pytest.raises(BadInput, match=next(iter(value))):
        parse_cases(json.dumps(value))


def test_passages_alone_are_no_case() -> None:
    assert parse_cases(json.dumps([{"id": "d", "text": "t"}])) == []


@pytest.mark.parametrize("tool", OTHERS)
@pytest.mark.parametrize(
    ("words", "lang"), [("帮我看看为什么错了：", "zh"), ("Why is this wrong?", "en")]
)
def test_a_pasted_export_is_diagnosed_in_the_chat(
    assistant: Assistant, tool: str, words: str, lang: str
) -> None:
    events = list(assistant.ask("c", f"{words}\n{json.dumps(OTHERS[tool])}"))
    (step,) = [one for one in events if isinstance(one, ToolFinished)]
    assert step.ok
    assert step.artifact is not None
    assert (step.artifact["kind"], step.artifact["lang"]) == ("diagnosis", lang)
    assert step.artifact["trace"]["query"] == ASKED
    told = "".join(one.text for one in events if isinstance(one, Token))
    if tool != "messages":
        assert step.artifact["diagnosis"]["cause"] == "generation"
        assert "three working days" in told


def test_of_several_pasted_exports_the_chat_lists_all(assistant: Assistant) -> None:
    other = {**LANGFUSE, "id": "lf-0002", "input": "Do you ship abroad?", "output": "Nine weeks."}
    events = list(assistant.ask("c", f"看看这两条：\n{json.dumps([LANGFUSE, other])}"))
    (step,) = [one for one in events if isinstance(one, ToolFinished)]
    assert step.artifact is not None
    assert step.artifact["listed"] == ["lf-0001", "lf-0002"]
