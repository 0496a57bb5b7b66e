"""Keeps HiGHS's own words off standard output, which belongs to a command's results."""

import ctypes
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDOUT = 1
_ITS_OWN = b"Highs"
_LOCK = threading.Lock()


@contextmanager
def quiet_highs() -> Iterator[None]:
    """What HiGHS prints within is dropped; what others print meanwhile comes out after.

    On large problems it prints a line, straight to the file descriptor, that no option of SciPy's
    turns off. The C library's buffer is emptied before and after, so that no line moves across.
    """
    library = ctypes.CDLL(None) if os.name == "posix" else ctypes.cdll.msvcrt
    with _LOCK, tempfile.TemporaryFile() as printed:
        library.fflush(None)
        kept = os.dup(_STDOUT)
        try:
            os.dup2(printed.fileno(), _STDOUT)
            yield
            library.fflush(None)
        finally:
            os.dup2(kept, _STDOUT)
            os.close(kept)
            printed.seek(0)
            for line in printed:
                if not line.startswith(_ITS_OWN):
                    os.write(_STDOUT, line)
