"""DeepEval over the loopback service; runs inside the peer's own venv, and imports nothing of ours.

A job and lines as in `benchmarks/eval_ours.py`. Its `evaluate` scores answers and does not fetch
them, so the metric makes the request, under the peer's own limit of what runs at once, with the
same client as ours, and compares. Nothing is printed, no telemetry is sent.
"""

import contextlib
import json
import os
import sys
import tempfile
import time
from typing import Any

os.environ |= {
    "DEEPEVAL_TELEMETRY_OPT_OUT": "1",
    "DEEPEVAL_DISABLE_DOTENV": "1",
    "DEEPEVAL_NO_INSPECT_PROMPT": "1",
    "ERROR_REPORTING": "0",
}

import aiohttp
from deepeval import evaluate
from deepeval.evaluate.configs import AsyncConfig, CacheConfig, DisplayConfig
from deepeval.metrics import BaseMetric
from deepeval.test_case import LLMTestCase


class Exact(BaseMetric):
    """Whether the service answers just what is expected."""

    def __init__(self, url: str, sessions: list[aiohttp.ClientSession]) -> None:
        self.url, self.sessions = url, sessions
        self.threshold, self.async_mode = 1.0, True

    async def a_measure(self, test_case: LLMTestCase, *_: Any, **__: Any) -> float:
        """Ask, and compare."""
        if not self.sessions:
            connector = aiohttp.TCPConnector(limit=0)
            self.sessions.append(aiohttp.ClientSession(connector=connector))
        async with self.sessions[0].post(self.url, json={"query": test_case.input}) as reply:
            test_case.actual_output = (await reply.json())["answer"]
        self.score = float(test_case.actual_output == test_case.expected_output)
        self.success = self.score == 1
        return self.score

    def measure(self, test_case: LLMTestCase, *_: Any, **__: Any) -> float:
        """Not used: the evaluation is asynchronous."""
        raise NotImplementedError

    def is_successful(self) -> bool:
        """Whether it was right."""
        return bool(self.success)

    @property
    def __name__(self) -> str:
        return "exact"


def timed(url: str, count: int, at_once: int) -> dict[str, Any]:
    """One evaluation, around the peer's own call."""
    cases = [
        LLMTestCase(input=f"q{n}", actual_output="", expected_output=f"echo q{n}")
        for n in range(count)
    ]
    sessions: list[aiohttp.ClientSession] = []
    begun, busy = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(sys.stderr):
        found = evaluate(
            cases,
            [Exact(url, sessions)],
            async_config=AsyncConfig(max_concurrent=at_once),
            display_config=DisplayConfig(
                show_indicator=False, print_results=False, inspect_after_run=False
            ),
            cache_config=CacheConfig(write_cache=False),
        )
    took, used = time.perf_counter() - begun, time.process_time() - busy
    right = sum(bool(one.success) for one in found.test_results)
    return {"seconds": took, "cpu": used, "right": right}


def main() -> None:
    """As often as the job says, after one example that is not counted."""
    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        timed(job["url"], 1, 1)
        for _ in range(job["times"]):
            print(json.dumps(timed(job["url"], job["examples"], job["at_once"])), flush=True)


if __name__ == "__main__":
    main()
