"""Where conversations are kept: LangGraph's SQLite checkpointer, pruned after each turn."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from langgraph.checkpoint.sqlite import SqliteSaver


class Threads(SqliteSaver):
    """The library's checkpointer, with a way to drop the steps that led to the present state.

    Every step holds the whole conversation, so that a thread grows with the square of its
    turns; only the latest step is needed to go on, to show it, and to go back (`rewind`).
    """

    def keep_latest(self, thread_id: str) -> None:
        """Delete all but the newest checkpoint of the thread."""
        with self.cursor() as cursor:
            for table in ("checkpoints", "writes"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id <"  # noqa: S608 (ours)
                    " (SELECT MAX(checkpoint_id) FROM checkpoints"
                    " WHERE thread_id = ? AND checkpoint_ns = '')",
                    (thread_id, thread_id),
                )


@contextmanager
def open_threads(path: Path) -> Iterator[Threads]:
    """Open (and create) the file in which conversations are kept."""
    with closing(sqlite3.connect(path, check_same_thread=False, timeout=5.0)) as connection:
        threads = Threads(connection)
        threads.setup()
        yield threads
