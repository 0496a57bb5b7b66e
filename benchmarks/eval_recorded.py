"""100,000 recorded examples through the command: how fast, and does its memory stay bounded?

`python -m benchmarks.eval_recorded [N …]` writes files of N examples (those of
`benchmarks/scorers.py`), has `python -m tools.evals run` score each with three scorers in a new
workspace, and prints seconds, examples a second and the most memory that the command held. Memory
is bounded when ten times the examples take hardly more of it.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SIZES = (10_000, 100_000)
SCORERS = "exact,contains,keyword_recall"
LIMIT = 1_800.0
"""Seconds that one run may take."""
_ENVIRON = {"CASEBOOK_DEMO": "0", "CASEBOOK_EMBEDDINGS": "none"}
_WRITE = "--write"


def main() -> None:
    """One row a size, or the file for one."""
    if sys.argv[1:2] == [_WRITE]:
        write(Path(sys.argv[2]), int(sys.argv[3]))
        return
    print(f"recorded answers, scored by {SCORERS}")
    print(f"{'examples':>10}{'file MB':>9}{'seconds':>9}{'CPU s':>8}{'/s':>9}{'peak MB':>9}")
    for size in map(int, sys.argv[1:] or SIZES):
        measure(size)


def write(path: Path, count: int) -> None:
    """A file of that many examples with recorded answers."""
    from benchmarks.scorers import examples  # noqa: PLC0415

    with path.open("w", encoding="utf-8") as file:
        for example, trace in examples(count):
            recorded = {"answer": trace.answer, "passages": trace.retrieved}
            file.write(example.model_copy(update=recorded).model_dump_json() + "\n")


def measure(count: int) -> None:
    """Run the command over so many; prints the row."""
    with tempfile.TemporaryDirectory() as folder:
        rows, out = Path(folder) / "rows.jsonl", Path(folder) / "out.jsonl"
        # The peak of a child counts from its parent's size, so this process imports nothing big.
        writing = (sys.executable, "-m", "benchmarks.eval_recorded", _WRITE, rows, str(count))
        subprocess.run(writing, check=True, timeout=LIMIT)
        command = (sys.executable, "-m", "tools.evals", "run", rows, "--target", "recorded")
        options = ("--scorers", SCORERS, "--home", Path(folder) / "home", "-o", out)
        begun = time.perf_counter()
        process = subprocess.Popen(
            (*command, *options), env=os.environ | _ENVIRON, stderr=subprocess.DEVNULL
        )
        late = threading.Timer(LIMIT, process.kill)
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - begun
        with out.open("rb") as lines:
            written = sum(1 for _ in lines)
        if process.returncode or written != count:
            sys.exit(f"the command ended with code {process.returncode} and {written} outcomes")
        cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        size = rows.stat().st_size / 1e6
        print(
            f"{count:>10,}{size:>9.0f}{took:>9.1f}{cpu:>8.1f}{count / took:>9,.0f}{peak:>9.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
