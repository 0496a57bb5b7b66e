"""A command in a process that has imported it: each start is a fork, which saves the imports.

`python forking.py MODULE` reads what to do a line, as JSON, and answers with a number: `start`
calls the module's `main` in a fork and gives its id, `runs` tells whether a fork is still there,
and `kill` ends it.
"""

import json
import os
import signal
import sys
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn


def main() -> None:
    module = import_module(sys.argv[1])
    there: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        match asked:
            case {"start": start}:
                forked = os.fork()
                if forked == 0:
                    run(module, start)
                there.add(forked)
                answer = forked
            case {"runs": fork}:
                # An id is of ours only until we have waited for it: then others may get it.
                if fork in there and os.waitpid(fork, os.WNOHANG)[0]:
                    there.discard(fork)
                answer = int(fork in there)
            case {"kill": fork}:
                if fork in there:
                    os.kill(fork, signal.SIGKILL)
                    os.waitpid(fork, 0)
                    there.discard(fork)
                answer = 0
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def run(module: ModuleType, start: dict[str, Any]) -> NoReturn:
    os.environ.clear()
    os.environ.update(start["environ"])
    errors = os.open(start["errors"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDWR)
    for ours, its in ((nothing, 0), (nothing, 1), (errors, 2)):
        os.dup2(ours, its)
    code = 1
    try:
        code = module.main(start["arguments"])
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
