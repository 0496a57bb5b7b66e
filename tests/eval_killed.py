"""A run that can be killed at any moment.

As a program it forks a run for each line of arguments (JSON), all loaded before, and prints its id.
"""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openai  # noqa: F401 - loaded before the processes part

from knowledge.database import open_database
from knowledge.records import Example, RunStatus
from knowledge.runs import RunStore
from tools.evals.courier.process import courier
from tools.evals.running.asking import Patience
from tools.evals.running.progress import Progress
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.targets.chat import ChatDescription, ChatModel
from tools.evals.targets.http import HttpDescription, HttpService
from tools.evals.targets.target import Target

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PID = "courier.pid"
"""The file within the home that tells the courier's process."""


def examples(count: int) -> list[Example]:
    return [Example(id=f"e{n:03}", query=f"q{n}") for n in range(count)]


def target_of(kind: str, url: str, timeout: float = 60.0) -> Target:
    said: dict[str, Any] = {"kind": kind, "timeout": timeout}
    if kind == "http":
        described = HttpDescription.model_validate({**said, "url": url})
        return HttpService("t", described, allow_private=True)
    return ChatModel(
        "t",
        ChatDescription.model_validate({**said, "model": "m", "base_url": f"{url}v1"}),
        retrieve=lambda _query, _count: (),
        priced=lambda _model, _in, _out: None,
        allow_private=True,
        environ={},
    )


def run_at(
    home: Path, kind: str, url: str, count: int, timeout: float = 60.0
) -> tuple[RunStatus, Progress, dict[str, str]]:
    """Begin it, or take it up; how it ended, and the answers."""
    engine = open_database(home / "casebook.db")
    store, target = RunStore(engine, home), target_of(kind, url, timeout)
    (home / PID).write_text(str(courier().start()))
    run = started(store, spec_of(("set", 1, "hash", count), target.info, []), NOW)
    plan = Plan(concurrency=8, patience=Patience(first_wait=0.01))
    runner = Runner(run, target, [], store, plan=plan)
    ended = store.close(run, runner.go(examples(count)), NOW)
    found = {one.example_id: one.trace.answer for one in store.outcomes(run.id) if one.trace}
    engine.dispose()
    return ended.status, runner.progress, found


def spools(home: Path) -> list[Path]:
    return list(home.glob("*.spool"))


def courier_of(home: Path) -> int:
    """The process of the run's courier."""
    return int((home / PID).read_text())


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that were killed leave nothing
    for line in sys.stdin:
        home, *more = json.loads(line)
        if pid := os.fork():
            sys.stdout.write(f"{pid}\n")
            sys.stdout.flush()
        else:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            run_at(Path(home), *more)
            os._exit(0)


if __name__ == "__main__":
    main()
