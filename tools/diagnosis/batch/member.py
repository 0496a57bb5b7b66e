"""A process of the pool: it takes up a job, and then does one chunk after the other."""

import gc
import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from tools.diagnosis.batch.job import Done, Job
from tools.diagnosis.batch.lines import Chunk

if TYPE_CHECKING:  # the process that hands out the chunks needs not load what diagnoses them
    from tools.diagnosis.batch.work import Worker

_here: "list[Worker]" = []
"""The worker of this process, in a process of the pool."""


def begin(job: Job) -> None:
    """Make this process one of the pool: it ends when the one that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from tools.diagnosis.batch.work import Worker  # noqa: PLC0415  # loaded before it was forked

    _here[:] = [Worker(job)]
    gc.freeze()  # what the job brings stays, too


def work(chunk: Chunk) -> Done:
    """A chunk's diagnoses, by the worker of this process."""
    return _here[0](chunk)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
