"""`app.py` in a process that has imported it: each start is a fork, which saves the imports.

Reads a start a line, as JSON with `environ` and the file for `errors`; answers with the fork's id.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn

import app


def main() -> None:
    signal.signal(signal.SIGCHLD, reap)
    for line in sys.stdin:
        asked = json.loads(line)
        forked = os.fork()
        if forked == 0:
            run(asked)
        sys.stdout.write(f"{forked}\n")
        sys.stdout.flush()


def reap(*_: object) -> None:
    """Let go of the forks that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def run(asked: dict[str, Any]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(asked["environ"])
    errors = os.open(asked["errors"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDWR)
    for ours, its in ((nothing, 0), (nothing, 1), (errors, 2)):
        os.dup2(ours, its)
    code = 1
    try:
        code = app.main([])
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
