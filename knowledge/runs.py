"""Evaluation runs and what came of each example, kept the moment it is known.

A result is committed before the next call is counted as done, so that a kill loses nothing that
had been answered and asks nothing twice that had.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine, text

from knowledge.records import Outcome, Run, RunStatus

_PAGE = 1_000


class RunStore:
    """The runs of a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, run: Run) -> None:
        """Store a run, or what has changed of it."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO runs VALUES (:id, :run, :started)"
                    " ON CONFLICT (id) DO UPDATE SET run = :run"
                ),
                {"id": run.id, "run": run.model_dump_json(), "started": run.started.isoformat()},
            )

    def get(self, run_id: str) -> Run | None:
        """The run with that id, or None."""
        with self._engine.connect() as connection:
            row = connection.scalar(text("SELECT run FROM runs WHERE id = :id"), {"id": run_id})
        return Run.model_validate_json(row) if row else None

    def all(self) -> list[Run]:
        """All runs, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.scalars(text("SELECT run FROM runs ORDER BY started DESC, id"))
            return [Run.model_validate_json(row) for row in rows]

    def close(self, run: Run, status: RunStatus, now: datetime) -> Run:
        """Store that a run has ended so, and return it."""
        ended = run.model_copy(update={"status": status, "ended": now})
        self.keep(ended)
        return ended

    def add(self, run_id: str, outcomes: list[Outcome]) -> None:
        """Store what came of examples; of an example the last outcome counts."""
        if not outcomes:
            return
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO outcomes VALUES (:run, :example, :outcome)"
                    " ON CONFLICT (run, example) DO UPDATE SET outcome = :outcome"
                ),
                [
                    {"run": run_id, "example": one.example_id, "outcome": one.model_dump_json()}
                    for one in outcomes
                ],
            )

    def done(self, run_id: str) -> set[str]:
        """The ids of the examples that have an outcome."""
        with self._engine.connect() as connection:
            return set(
                connection.scalars(
                    text("SELECT example FROM outcomes WHERE run = :run"), {"run": run_id}
                )
            )

    def outcomes(self, run_id: str) -> Iterator[Outcome]:
        """What came of the examples, by their ids; read in pages, so that memory is bounded."""
        after = ""
        while True:
            with self._engine.connect() as connection:
                rows = connection.execute(
                    text(
                        "SELECT example, outcome FROM outcomes"
                        " WHERE run = :run AND example > :after ORDER BY example LIMIT :page"
                    ),
                    {"run": run_id, "after": after, "page": _PAGE},
                ).all()
            for example, outcome in rows:
                yield Outcome.model_validate_json(outcome)
                after = example
            if len(rows) < _PAGE:
                return

    def remove(self, run_id: str) -> bool:
        """Drop a run; whether there was one."""
        with self._engine.begin() as connection:
            connection.execute(text("DELETE FROM outcomes WHERE run = :id"), {"id": run_id})
            gone = connection.execute(text("DELETE FROM runs WHERE id = :id"), {"id": run_id})
        return gone.rowcount > 0
