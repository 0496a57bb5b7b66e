"""Seconds from `python app.py` to a page that answers, on a new workspace and on a kept one."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMIT = 120.0
LATER_STARTS = 3


def main() -> None:
    """Print one row a start, with its target."""
    with tempfile.TemporaryDirectory() as home:
        print(f"{'start':<8}{'seconds':>9}{'target':>9}")
        print(f"{'first':<8}{start(Path(home)):>9.1f}{15:>9}")
        for _ in range(LATER_STARTS):
            print(f"{'later':<8}{start(Path(home)):>9.1f}{8:>9}")


def start(home: Path) -> float:
    """Start the page, wait until it is served, end it; returns the seconds it took."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {k: v for k, v in os.environ.items() if k != "CASEBOOK_MODEL"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port), "--home", str(home)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not served(f"http://127.0.0.1:{port}/"):
            if process.poll() is not None:
                sys.exit(f"app.py ended with code {process.returncode}")
            if time.perf_counter() - begun > LIMIT:
                sys.exit(f"no page after {LIMIT:g} s")
            time.sleep(0.05)
        return time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(timeout=30)


def served(url: str) -> bool:
    """Whether the page is there; it is served only once the workspace and the agent are ready."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


if __name__ == "__main__":
    main()
