"""Our runner, or the bare HTTP client without any: reads a job from stdin, as each peer does.

`{"url", "examples", "at_once", "times", "bare"}` in; one line of `{"seconds", "cpu", "right"}` out
for each time. A run over one example comes first, so that nothing is imported while it is timed.
The CPU seconds are those of all processes of ours that take part.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from knowledge.database import open_database
from knowledge.records import Example
from knowledge.runs import RunStore
from tools.evals.courier.process import courier
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.scorers.named import SCORERS
from tools.evals.targets.http import HttpDescription, HttpService

EXACT = "exact"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
Timed = Callable[[str, int, int], tuple[float, float, int]]
"""Of an address, a number of examples and of calls at once: seconds, CPU seconds, right answers."""


def ours(url: str, count: int, at_once: int) -> tuple[float, float, int]:
    """From the start of a run to all its outcomes committed, in a database of its own."""
    examples = [Example(id=f"e{n}", query=f"q{n}", reference=f"echo q{n}") for n in range(count)]
    scorers = [SCORERS[EXACT]]
    with tempfile.TemporaryDirectory() as home:
        engine = open_database(Path(home) / "casebook.db")
        store = RunStore(engine, Path(home))
        described = HttpDescription(kind="http", url=url)
        begun, busy = time.perf_counter(), _cpu_with_courier()
        target = HttpService("loopback", described, allow_private=True)
        run = started(store, spec_of(("set", 1, "hash", count), target.info, scorers), NOW)
        status = Runner(run, target, scorers, store, plan=Plan(concurrency=at_once)).go(examples)
        store.close(run, status, NOW)
        took, used = time.perf_counter() - begun, _cpu_with_courier() - busy
        right = sum(one.scores[EXACT].value == 1 for one in store.outcomes(run.id))
        engine.dispose()
    return took, used, right


def _cpu_with_courier() -> float:
    """CPU seconds of this process and of the courier, which is still there afterwards."""
    on_cpu = Path(f"/proc/{courier().start()}/schedstat").read_text(encoding="ascii").split()[0]
    return time.process_time() + int(on_cpu) / 1e9


def bare(url: str, count: int, at_once: int) -> tuple[float, float, int]:
    """The same calls by the same client, with nothing kept: the least that this machine allows."""
    begun, busy = time.perf_counter(), time.process_time()
    right = asyncio.run(_called(url, count, at_once))
    return time.perf_counter() - begun, time.process_time() - busy, right


async def _called(url: str, count: int, at_once: int) -> int:
    waiting, right = iter(range(count)), 0

    async def call(session: aiohttp.ClientSession) -> None:
        nonlocal right
        for number in waiting:
            async with session.post(url, json={"query": f"q{number}"}) as reply:
                right += (await reply.json())["answer"] == f"echo q{number}"

    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as tasks:
        for _ in range(at_once):
            tasks.create_task(call(session))
    return right


def main() -> None:
    """As often as the job says."""
    job: dict[str, Any] = json.load(sys.stdin)
    timed: Timed = bare if job["bare"] else ours
    timed(job["url"], 1, 1)
    for _ in range(job["times"]):
        took, used, right = timed(job["url"], job["examples"], job["at_once"])
        print(json.dumps({"seconds": took, "cpu": used, "right": right}), flush=True)


if __name__ == "__main__":
    main()
