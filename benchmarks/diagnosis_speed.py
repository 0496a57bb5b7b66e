"""How fast are diagnoses, and does their memory stay flat? Two tables, each beside its target.

1. `python -m tools.diagnosis` over 1,000 to 100,000 traces, the 420 of CASEBOOK_BENCH_DATA
   (default ../shared/data) again and again under new ids, with the corpus, on all cores.
   Memory is that of all its processes together, at the highest.
2. One diagnosis in the chat: the tool `diagnose_case` on the demo workspace.

`python -m benchmarks.diagnosis_speed [N …]` measures these sizes.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from langchain.tools import ToolRuntime

from benchmarks.data import DATA, rows
from knowledge.demo.first_start import fill_if_new
from knowledge.language import LANGS
from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.deps import Deps
from tools.diagnose_case import diagnose_case

SIZES = (1_000, 10_000, 100_000)
CASES = 300
TARGET_RATE, TARGET_P95 = 300, 150
_PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print both tables."""
    if (DATA / "rootcause_dev.jsonl").exists():
        in_bulk([int(size) for size in sys.argv[1:]] or list(SIZES))
    else:
        print(f"in bulk: skipped: no data in {DATA}")
    print()
    in_the_chat()


def in_bulk(sizes: list[int]) -> None:
    """The first table."""
    print(f"{'traces':>9}{'seconds':>9}{'/s':>7}{'target':>8}{'/s of CPU':>11}{'peak MB':>9}")
    given = rows("rootcause_dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source = Path(folder, "in.jsonl")
            with source.open("w", encoding="utf-8") as out:
                for number in range(size):
                    row = {**given[number % len(given)], "id": f"b-{number:06d}"}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
            seconds, watched = run(source, Path(folder, "out.jsonl"))
            rate, busy = size / seconds, size / watched.seconds
            line = f"{size:>9,}{seconds:>9.1f}{rate:>7.0f}{TARGET_RATE:>8}{busy:>11.0f}"
            print(f"{line}{watched.peak:>9.0f}", flush=True)


class Watched:
    """What a process and all below it take: memory at the highest, and seconds of CPU.

    Seconds of CPU tell how fast the code is where other work keeps the machine busy.
    """

    def __init__(self) -> None:
        self.peak = 0.0
        self._cpu: dict[int, float] = {}

    @property
    def seconds(self) -> float:
        """Seconds of CPU, of all processes together."""
        return sum(self._cpu.values())

    def look(self, pid: int) -> None:
        """Take note of what they hold now; what they share counts for each."""
        self.peak = max(self.peak, self._held(pid))

    def _held(self, pid: int) -> float:
        try:
            held = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
            times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            threads = Path(f"/proc/{pid}/task").iterdir()
            below = [child for one in threads for child in (one / "children").read_text().split()]
        except (OSError, IndexError):  # it has just ended
            return 0.0
        self._cpu[pid] = sum(map(int, times)) / _TICKS
        return held + sum(self._held(int(child)) for child in below)


def run(source: Path, out: Path) -> tuple[float, Watched]:
    """Run the command; the seconds it took, start included, and what it held meanwhile."""
    docs = DATA / "rootcause_dev_docs.jsonl"
    command = [sys.executable, "-m", "tools.diagnosis", str(source)]
    command += ["--docs", str(docs), "-o", str(out)]
    begun, watched = time.perf_counter(), Watched()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            watched.look(process.pid)
            time.sleep(0.1)
    if process.returncode:
        sys.exit(f"the command ended with code {process.returncode}")
    return time.perf_counter() - begun, watched


def in_the_chat() -> None:
    """The second table."""
    os.environ["CASEBOOK_EMBEDDINGS"] = "none"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        with open_workspace(settings, "benchmark", fill=False) as workspace:
            fill_if_new(workspace, settings)
            ids = [f"t-{number:06d}" for number in range(1, workspace.events.counts()[0] + 1)]
            drawn = random.Random(7).sample(ids, CASES)
            times, busy = [], []
            for number, case_id in enumerate(drawn):
                deps = Deps.of(workspace, LANGS[number % 2], lambda: datetime.now(UTC))
                begun, begun_cpu = time.perf_counter(), time.process_time()
                ask(deps, case_id)
                times.append(1000 * (time.perf_counter() - begun))
                busy.append(1000 * (time.process_time() - begun_cpu))
    print(f"one diagnosis in the chat, {len(times) - 5} cases of the demo")
    print(f"{'':<14}{'first ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'target':>8}")
    for name, measured in (("by the clock", times), ("of CPU", busy)):
        p50, p95 = (float(np.quantile(measured[5:], share)) for share in (0.5, 0.95))
        print(f"{name:<14}{measured[0]:>9.0f}{p50:>9.1f}{p95:>9.1f}{TARGET_P95:>8}")


def ask(deps: Deps, case_id: str) -> None:
    """Call the tool as the agent does."""
    runtime: ToolRuntime[Deps] = ToolRuntime(
        state={"messages": []},
        context=deps,
        config={},
        stream_writer=lambda _: None,
        tool_call_id="1",
        store=None,
    )
    args = {"case_id": case_id, "runtime": runtime}
    diagnose_case.invoke({"name": "diagnose_case", "args": args, "id": "1", "type": "tool_call"})


if __name__ == "__main__":
    main()
