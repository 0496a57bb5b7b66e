"""A command in a process that has imported it: each start is a fork, which saves the imports.

`python forking.py MODULE` reads a start a line, as JSON with `arguments`, `environ` and the file
for `errors`; it calls the module's `main` in a fork and answers with the fork's id.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn


def main() -> None:
    module = import_module(sys.argv[1])
    signal.signal(signal.SIGCHLD, reap)
    for line in sys.stdin:
        forked = os.fork()
        if forked == 0:
            run(module, json.loads(line))
        sys.stdout.write(f"{forked}\n")
        sys.stdout.flush()


def reap(*_: object) -> None:
    """Let go of the forks that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def run(module: ModuleType, asked: dict[str, Any]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(asked["environ"])
    errors = os.open(asked["errors"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDWR)
    for ours, its in ((nothing, 0), (nothing, 1), (errors, 2)):
        os.dup2(ours, its)
    code = 1
    try:
        code = module.main(asked["arguments"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
