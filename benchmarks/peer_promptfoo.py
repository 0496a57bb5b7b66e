"""promptfoo over the loopback service: its command line, from npm, in a folder of its own.

Its HTTP provider makes the requests and its `equals` compares; cache, telemetry and update check
are off. What is timed is the duration that it reports itself, which leaves its start out; its CPU
is that of the process less that of a run over one example.
"""

import json
import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.peer_venv import CACHE, SETUP_SECONDS

PACKAGES = ("promptfoo@0.123.1", "node@22.23.3")
"""It needs a newer Node than systems have; npm has that too."""
RUN_SECONDS = 300
_QUIET = {
    "PROMPTFOO_DISABLE_TELEMETRY": "1",
    "PROMPTFOO_DISABLE_UPDATE": "1",
    "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
    "PROMPTFOO_DISABLE_SHARING": "1",
}
_FLAGS = ("--no-cache", "--no-table", "--no-progress-bar")


def programs() -> Path:
    """The folder of its programs, installed when it is not there or holds other packages.

    Raises OSError where there is no npm, subprocess.SubprocessError when it cannot be installed.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("there is no npm")
    home = CACHE / "promptfoo"
    found, stamp, wanted = home / "node_modules" / ".bin", home / "packages", "\n".join(PACKAGES)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return found
    print(f"  installing {', '.join(PACKAGES)} in {home}", flush=True)
    home.mkdir(parents=True, exist_ok=True)
    install = (npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", home, *PACKAGES)
    subprocess.run(install, check=True, timeout=SETUP_SECONDS)
    stamp.write_text(wanted, encoding="utf-8")
    return found


def timed(url: str, count: int, at_once: int, times: int) -> list[dict[str, Any]]:
    """`{"seconds", "cpu", "right"}` of each time; raises as `programs` does, and when it fails."""
    found = programs()
    with tempfile.TemporaryDirectory() as folder:
        one = _run(found, Path(folder), url, 1, at_once)
        all_times = [_run(found, Path(folder), url, count, at_once) for _ in range(times)]
    return [each | {"cpu": each["cpu"] - one["cpu"]} for each in all_times]


def _run(found: Path, folder: Path, url: str, count: int, at_once: int) -> dict[str, Any]:
    config, out = folder / "config.json", folder / "out.json"
    config.write_text(json.dumps(_config(url, count)), encoding="utf-8")
    command = (found / "node", found / "promptfoo", "eval", "-c", config, "-o", out)
    busy = _busy()
    subprocess.run(
        (*command, "-j", str(at_once), *_FLAGS),
        cwd=folder,
        env=os.environ | _QUIET | {"PROMPTFOO_CONFIG_DIR": str(folder / "kept")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=RUN_SECONDS,
    )
    stats = json.loads(out.read_text(encoding="utf-8"))["results"]["stats"]
    return {
        "seconds": stats["evaluationDurationMs"] / 1000,
        "cpu": _busy() - busy,
        "right": stats["successes"],
    }


def _config(url: str, count: int) -> dict[str, Any]:
    request = {
        "method": "POST",
        "headers": {"Content-Type": "application/json"},
        "body": {"query": "{{prompt}}"},
        "transformResponse": "json.answer",
    }
    return {
        "prompts": ["{{query}}"],
        "providers": [{"id": url, "config": request}],
        "tests": [
            {"vars": {"query": f"q{n}"}, "assert": [{"type": "equals", "value": f"echo q{n}"}]}
            for n in range(count)
        ],
    }


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
