"""Keeps a native library's words off standard output, which belongs to a command's results."""

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDOUT, _STDERR = 1, 2
_LOCK = threading.Lock()


@contextmanager
def on_stderr() -> Iterator[None]:
    """What native code prints within goes to standard error, whatever `sys.stdout` is.

    HiGHS prints a line of its own on large problems, which no option of SciPy's turns off. Its
    buffer is emptied before and after, so that nothing of before or after is moved along.
    """
    with _LOCK:
        library = ctypes.CDLL(None) if os.name == "posix" else ctypes.cdll.msvcrt
        library.fflush(None)
        kept = os.dup(_STDOUT)
        try:
            os.dup2(_STDERR, _STDOUT)
            yield
            library.fflush(None)
        finally:
            os.dup2(kept, _STDOUT)
            os.close(kept)
