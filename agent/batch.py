"""Many conversations from a JSONL file, each answered for its last turn."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from agent.assistant import Assistant
from agent.citations import cited, plain
from agent.events import AgentEvent, Failed, Token, ToolFinished
from knowledge.errors import CasebookError
from knowledge.jsonl import Unreadable, read_jsonl
from knowledge.output import write_lines


class BatchItem(BaseModel):
    """One conversation of a batch; the answer to its last turn is what counts."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str
    """The caller's id, returned as it came."""
    context: list[str] = Field(default_factory=list)
    """Earlier user turns."""
    turns: list[str] = Field(min_length=1)
    """The user turns to answer, in order."""


def run_batch(assistant: Assistant, source: Path, output: Path | None) -> bool:
    """Answer each line of `source`; returns whether all could be read and answered.

    The answers go to `output`, which appears when all are there, or to standard output. Raises
    BadInput when the file cannot be read or the output cannot be written.
    """
    items = list(read_jsonl(source, BatchItem))
    failed: list[str] = []
    write_lines(_answers(assistant, items, failed), output)
    return not failed


def _answers(
    assistant: Assistant, items: list[BatchItem | Unreadable], failed: list[str]
) -> Iterator[str]:
    """An answer a line, as it comes; what could not be read or answered is added to `failed`."""
    for number, item in enumerate(items, start=1):
        if isinstance(item, Unreadable):
            failed.append(item.source)
            _progress(f"error: {item.reason}")
            continue
        answer = _answer(assistant, item)
        if "error" in answer:
            failed.append(item.id)
        yield json.dumps(answer, ensure_ascii=False) + "\n"
        _progress(f"{number}/{len(items)} {item.id}")


def _answer(assistant: Assistant, item: BatchItem) -> dict[str, Any]:
    """The answer to the last turn; one that cannot be put is named, and stops nothing."""
    thread = uuid4().hex
    start = time.perf_counter()
    last: list[AgentEvent] = []
    errors: list[str] = []
    try:
        for turn in [*item.context, *item.turns]:
            start = time.perf_counter()
            last = list(assistant.ask(thread, turn))
            errors += [event.message for event in last if isinstance(event, Failed)]
    except CasebookError as error:
        last = []
        errors.append(str(error))
    seconds = round(time.perf_counter() - start, 3)
    assistant.forget(thread)
    text = "".join(event.text for event in last if isinstance(event, Token))
    return {
        "id": item.id,
        "tool_calls": list(_calls(last)),
        "answer": plain(text),
        "citations": cited(text),
        "seconds": seconds,
        **_judged(last),
    } | ({"error": errors[0]} if errors else {})


def _calls(events: list[AgentEvent]) -> Iterator[dict[str, Any]]:
    for event in events:
        if isinstance(event, ToolFinished):
            yield {"name": event.name, "args": event.args}


def _judged(events: list[AgentEvent]) -> dict[str, Any]:
    """Whether the documents answer, and how sure that is, when they were asked."""
    artifacts = [event.artifact for event in events if isinstance(event, ToolFinished)]
    for artifact in reversed(artifacts):
        if isinstance(artifact, dict) and artifact.get("kind") == "passages":
            return {key: artifact[key] for key in ("found", "confidence")}
    return {}


def _progress(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 (this is a command's)
