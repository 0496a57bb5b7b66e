"""Ask in the terminal: `python -m agent "question"`, or `python -m agent --batch IN.jsonl`."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

from pydantic import BaseModel, Field, ValidationError

from agent.assistant import Assistant
from agent.citations import cited
from agent.events import AgentEvent, Failed, Token, ToolFinished, ToolStarted
from knowledge.demo.first_start import fill_if_new
from knowledge.errors import BadInput, CasebookError
from knowledge.settings import Settings
from knowledge.workspace import open_workspace


class BatchItem(BaseModel):
    """One conversation of a batch; the answer to its last turn is what counts."""

    id: str
    """The caller's id, returned as it came."""
    context: list[str] = Field(default_factory=list)
    """Earlier user turns."""
    turns: list[str] = Field(min_length=1)
    """The user turns to answer, in order."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    args = _arguments(argv)
    try:
        settings = Settings.load(home=args.home, model=args.model)
        with _assistant(settings) as assistant:
            if args.batch:
                return _batch(assistant, args.batch, args.output)
            return _one(assistant, args.question)
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m agent", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="one question, answered as it is written")
    what.add_argument("--batch", type=Path, metavar="IN.jsonl", help="many conversations")
    parser.add_argument("-o", "--output", type=Path, help="where the batch's answers go")
    parser.add_argument("--home", help="the workspace folder (default: CASEBOOK_HOME)")
    parser.add_argument("--model", help="planner, or openai:<name> (default: CASEBOOK_MODEL)")
    return parser.parse_args(argv)


@contextmanager
def _assistant(settings: Settings) -> Iterator[Assistant]:
    """An assistant whose conversations end with the command; the workspace is the real one."""
    with open_workspace(settings, purpose="python -m agent") as workspace:
        if fill_if_new(workspace, settings):
            print("demo product installed", file=sys.stderr)
        yield Assistant(workspace, settings, threads=None)


def _one(assistant: Assistant, question: str) -> int:
    for event in assistant.ask(uuid4().hex, question):
        match event:
            case Token(text=text):
                print(text, end="", flush=True)
            case ToolStarted(name=name):
                print(f"… {name}", file=sys.stderr)
            case Failed(message=message):
                print(f"error: {message}", file=sys.stderr)
                return 1
    print()
    return 0


def _batch(assistant: Assistant, source: Path, output: Path | None) -> int:
    items = list(_read(source))
    failures = 0
    with _open(output) as out:
        for number, item in enumerate(items, start=1):
            answer = _answered(assistant, item)
            failures += "error" in answer
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()
            print(f"{number}/{len(items)} {item.id}", file=sys.stderr)
    return 1 if failures else 0


def _answered(assistant: Assistant, item: BatchItem) -> dict[str, Any]:
    """The answer to the item's last turn; one that cannot be put is named, and stops nothing."""
    thread = uuid4().hex
    start = time.perf_counter()
    try:
        for turn in [*item.context, *item.turns[:-1]]:
            list(assistant.ask(thread, turn))
        start = time.perf_counter()
        events = list(assistant.ask(thread, item.turns[-1]))
    except CasebookError as error:
        events = [Failed(str(error), can_hand_over=False)]
    return _answer(item.id, events, round(time.perf_counter() - start, 3))


def _answer(item_id: str, events: list[AgentEvent], seconds: float) -> dict[str, Any]:
    text = "".join(event.text for event in events if isinstance(event, Token))
    calls = [event for event in events if isinstance(event, ToolFinished)]
    answer = {
        "id": item_id,
        "tool_calls": [{"name": call.name, "args": call.args} for call in calls],
        "answer": text,
        "citations": cited(text),
        "seconds": seconds,
    }
    errors = [event.message for event in events if isinstance(event, Failed)]
    return {**answer, "error": errors[0]} if errors else answer


def _read(source: Path) -> Iterator[BatchItem]:
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("agent.batch_unreadable", path=source, reason=error) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield BatchItem.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
            raise BadInput("agent.batch_line", path=source, line=number, reason=reason) from error


@contextmanager
def _open(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8") as file:
        yield file


if __name__ == "__main__":
    sys.exit(main())
