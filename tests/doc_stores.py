"""Document stores for tests, each on an SQLite database and a Chroma folder of its own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.database import open_database
from knowledge.docs import DocStore


@contextmanager
def doc_store(
    folder: Path, vectors: Path | str | None = None, **options: Any
) -> Iterator[DocStore]:
    """Open the store in `folder`, which may hold one already; `vectors` may be a server's URL."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(folder / "casebook.db")
    store = DocStore(engine, vectors or folder / "vectors", **options)
    try:
        yield store
    finally:
        store.close()
        engine.dispose()


def wait_until(true: Callable[[], bool], patience: float = 60.0) -> None:
    """Wait for something that another thread or process does."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
