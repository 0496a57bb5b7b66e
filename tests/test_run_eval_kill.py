"""`kill -9` in the middle of a run, five times: it is taken up, nothing is lost or asked twice."""

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from forks import forks_of

COUNT, AT_ONCE = 240, 8
SERVICE = Path(__file__).with_name("eval_service.py")
ENVIRON = {
    **os.environ,
    "CASEBOOK_ALLOW_PRIVATE": "1",
    "CASEBOOK_DEMO": "0",
    "CASEBOOK_EMBEDDINGS": "none",
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@pytest.fixture
def service(tmp_path: Path) -> "object":
    port, log = free_port(), tmp_path / "calls.jsonl"
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, str(SERVICE), str(port), "0.05"], stdout=out)
    try:
        for _ in range(200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/", log
    finally:
        process.kill()
        process.wait()


def test_five_kills(tmp_path: Path, service: tuple[str, Path]) -> None:
    url, log = service
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        "".join(json.dumps({"id": f"e{n}", "query": f"q{n}"}) + "\n" for n in range(COUNT))
    )
    arguments = ["run", str(rows), "--target", url]
    arguments += ["--home", str(tmp_path / "home"), "--concurrency", str(AT_ONCE)]
    dice = random.Random(7)
    with forks_of("tools.evals.__main__", tmp_path / "errors.txt") as forks:
        for _ in range(5):
            seen = len(log.read_text().splitlines())
            fork = forks.start(arguments, ENVIRON)
            # Some calls further on, wherever that is.
            least = seen + dice.randint(1, 30)
            while len(log.read_text().splitlines()) < least and fork.runs():
                time.sleep(0.002)
            fork.kill()
    command = [sys.executable, "-m", "tools.evals", *arguments]
    ended = subprocess.run(command, env=ENVIRON, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert sorted(one["id"] for one in found) == sorted(f"e{n}" for n in range(COUNT))
    assert all(one["answer"] == f"echo q{one['id'][1:]}" for one in found)
    asked = [json.loads(line) for line in log.read_text().splitlines()]
    times = Counter(one["asked"] for one in asked)
    # Calls were under way at each kill, and yet none is made twice.
    assert times == Counter(f"q{n}" for n in range(COUNT))
