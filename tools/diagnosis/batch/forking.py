"""The processes of a pool, forked from one that has the code loaded and no threads of its own."""

import multiprocessing
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

_LOADED = "tools.diagnosis.batch.warm"
"""What the process that forks loads; named, since to import it here would load it here as well."""


def context() -> BaseContext:
    """How processes of a pool are begun."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([_LOADED])
    return found


def begin_early() -> None:
    """Let the process that forks load the code while this one still does; it ends with this one."""
    if sys.platform != "win32":
        context()
        forkserver.ensure_running()
