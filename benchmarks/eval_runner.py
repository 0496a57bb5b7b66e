"""What does a runner cost beside the calls? Ours, and inspect_ai, DeepEval and promptfoo.

1,000 examples against a loopback service that answers after 50 ms, 64 calls at once: the latency
alone takes 1000 / 64 × 50 ms = 0.78 s, or 0.80 s in 16 whole rounds. We want to stay within 1.15
of that, and to be the fastest. The bare client shows what this machine allows at all.

Each has a process of its own, one example comes first and is not counted, and the time is taken
around the evaluation itself, imports left out. All that come from Python make their requests with
the same client. Each is left as it is by default, and so keeps its outcomes where it does, but
tells no progress and sends no telemetry. A peer that cannot be installed or run is told as such.

`python -m benchmarks.eval_runner [--times N] [--only NAME]`; the load of the machine is printed,
since with others at work the seconds say little, and the CPU seconds more.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import peer_promptfoo
from benchmarks.eval_server import LATENCY, seen, serving
from benchmarks.peer_venv import CACHE, python_of

EXAMPLES, AT_ONCE, TIMES = 1_000, 64, 5
BOUND = EXAMPLES / AT_ONCE * LATENCY
TARGET = 1.15
PEER_SECONDS = 600.0
"""The most that all times of a peer may take."""
HERE = Path(__file__).parent
Times = list[dict[str, Any]]
"""`{"seconds", "cpu", "right"}` of each time."""
Measure = Callable[[str, int], Times]
"""Of the service's address and how many times."""


def ours(url: str, times: int) -> Times:
    """Our runner, from start to all outcomes committed."""
    return _job((sys.executable, "-m", "benchmarks.eval_ours"), url, times)


def bare(url: str, times: int) -> Times:
    """The client alone."""
    return _job((sys.executable, "-m", "benchmarks.eval_ours"), url, times, bare=True)


def in_python(name: str, *packages: str) -> Measure:
    """A peer from PyPI, in a venv of its own; `peer_<name>.py` drives it."""

    def measure(url: str, times: int) -> Times:
        python = python_of(name, packages)
        return _job((str(python), str(HERE / f"peer_{name}.py")), url, times)

    return measure


def promptfoo(url: str, times: int) -> Times:
    """The peer from npm."""
    return peer_promptfoo.timed(url, EXAMPLES, AT_ONCE, times)


MEASURED: dict[str, Measure] = {
    "bare client": bare,
    "Casebook": ours,
    "inspect_ai 0.3.285": in_python("inspect", "inspect_ai==0.3.285", "aiohttp"),
    "DeepEval 4.3.1": in_python("deepeval", "deepeval==4.3.1", "aiohttp"),
    "promptfoo 0.123.1": promptfoo,
}


def main() -> None:
    """One table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--only", default="", help="those whose names hold this")
    options = parser.parse_args()
    print(f"{EXAMPLES:,} examples, {LATENCY * 1000:g} ms each, {AT_ONCE} at once;", end=" ")
    print(f"latency alone {BOUND:.2f} s, target {TARGET * BOUND:.2f} s")
    columns = ("best s", "median s", "× bound", "CPU s", "at once", "right", "load")
    print(f"  {'':<20}" + "".join(f"{name:>10}" for name in columns))
    for name, measure in MEASURED.items():
        if options.only.lower() not in name.lower():
            continue
        with serving() as url:
            try:
                found = measure(url, options.times)
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                print(f"  {name:<20}  not measured: {type(error).__name__}: {error}")
                continue
            _print(name, found, seen(url)["at_once"])


def _job(command: Sequence[str], url: str, times: int, *, bare: bool = False) -> Times:
    job = {"url": url, "examples": EXAMPLES, "at_once": AT_ONCE, "times": times, "bare": bare}
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "eval_runner.log").open("a", encoding="utf-8") as log:
        done = subprocess.run(
            command,
            input=json.dumps(job),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            check=True,
            timeout=PEER_SECONDS,
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _print(name: str, found: Times, at_once: int) -> None:
    seconds = [one["seconds"] for one in found]
    median = statistics.median(seconds)
    cpu = statistics.median(one["cpu"] for one in found)
    right = min(one["right"] for one in found)
    print(
        f"  {name:<20}{min(seconds):>10.2f}{median:>10.2f}{min(seconds) / BOUND:>10.2f}"
        f"{cpu:>10.2f}{at_once:>10}{right:>10,}{os.getloadavg()[0]:>10.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
