"""The processes of a pool, forked from one that has the code loaded and no threads of its own."""

import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from types import FrameType

_LOADED = "tools.diagnosis.batch.warm"
"""What the process that forks loads; named, since to import it here would load it here as well."""


def forking() -> BaseContext:
    """How processes of a pool are begun.

    The first call begins the one that forks them, which then loads the code while this one goes
    on; it ends with this one.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADED])
    # Ctrl-C reaches all processes of a command; that one has to leave it to this one.
    resource_tracker.ensure_running()  # or it would be begun below, and unblock what is blocked
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C takes effect at the end: what is begun here is known to this process before it stops.

    Blocking the signal would not do: another thread would take it for the main one.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    before = signal.signal(signal.SIGINT, lambda *given: came.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if came and callable(before):
        before(*came[0])
