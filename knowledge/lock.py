"""One process at a time owns an embedded workspace.

Chroma's embedded store does not survive two writers, so the workspace is held by a lock of
the operating system, which goes when its process goes, however it ends. Beside it lies a
note that says who holds it: it informs people, it decides nothing, so a stale one is harmless.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from knowledge.errors import WorkspaceBusy


class Owner(BaseModel):
    """Who holds a workspace."""

    pid: int
    """Process id."""
    host: str
    """The machine's name."""
    purpose: str
    """What it is doing, such as `page on http://127.0.0.1:7860`."""
    since: datetime
    """When it took the workspace."""


@contextmanager
def own(home: Path, purpose: str) -> Iterator[None]:
    """Hold the workspace while the context is open; raises WorkspaceBusy when another does."""
    note = home / "owner.json"
    lock = FileLock(home / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise _busy(home, note) from None
    try:
        owner = Owner(
            pid=os.getpid(),
            host=socket.gethostname(),
            purpose=purpose,
            since=datetime.now().astimezone(),
        )
        note.write_text(owner.model_dump_json(), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _busy(home: Path, note: Path) -> WorkspaceBusy:
    try:
        owner = Owner.model_validate(json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return WorkspaceBusy("workspace.busy_unknown", home=home)
    since = owner.since.astimezone().strftime("%Y-%m-%d %H:%M")
    return WorkspaceBusy(
        "workspace.busy",
        home=home,
        pid=owner.pid,
        host=owner.host,
        purpose=owner.purpose,
        since=since,
    )
