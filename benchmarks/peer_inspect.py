"""inspect_ai over the loopback service; runs inside the peer's own venv, imports nothing of ours.

A job and lines as in `benchmarks/eval_ours.py`. A solver makes the request with the same client as
ours; there is no model, its own `exact` scores, and its log goes to a temporary folder.
"""

import json
import os
import sys
import tempfile
import time
from typing import Any

import aiohttp
import inspect_ai
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import exact
from inspect_ai.solver import Generate, Solver, TaskState, solver


@solver
def asked(url: str, sessions: list[aiohttp.ClientSession]) -> Solver:
    """Puts the sample's input to the service."""

    async def solve(state: TaskState, _generate: Generate) -> TaskState:
        if not sessions:
            sessions.append(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        async with sessions[0].post(url, json={"query": state.input_text}) as reply:
            found = (await reply.json())["answer"]
        state.output = ModelOutput.from_content("loopback", found)
        return state

    return solve


def timed(url: str, count: int, at_once: int) -> dict[str, Any]:
    """One evaluation, around the peer's own call."""
    samples = [Sample(id=f"e{n}", input=f"q{n}", target=f"echo q{n}") for n in range(count)]
    sessions: list[aiohttp.ClientSession] = []
    with tempfile.TemporaryDirectory() as logs:
        begun, busy = time.perf_counter(), time.process_time()
        task = inspect_ai.Task(
            dataset=MemoryDataset(samples), solver=asked(url, sessions), scorer=exact()
        )
        (log,) = inspect_ai.eval(
            task,
            model=None,
            max_samples=at_once,
            display="none",
            log_dir=logs,
            log_level="error",
        )
        took, used = time.perf_counter() - begun, time.process_time() - busy
        # The samples are read from the log only now.
        scores = [one.scores or {} for one in log.samples or []]
    right = sum(one["exact"].value in {1, "C"} for one in scores)
    return {"seconds": took, "cpu": used, "right": right}


def main() -> None:
    """As often as the job says, after one example that is not counted."""
    job = json.load(sys.stdin)
    os.chdir(tempfile.gettempdir())
    timed(job["url"], 1, 1)
    for _ in range(job["times"]):
        print(json.dumps(timed(job["url"], job["examples"], job["at_once"])), flush=True)


if __name__ == "__main__":
    main()
