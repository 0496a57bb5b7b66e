"""Evaluation runs and what came of each example, kept the moment it is known.

An answer goes into the run's journal as it comes and into the database a moment later, scored,
so that a kill loses nothing that had been answered and asks nothing twice that had.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from knowledge.errors import NotFound
from knowledge.journal import Journal
from knowledge.records import Outcome, Run, RunStatus, Trace
from knowledge.spool import Spool

_PAGE = 1_000
_LISTED = 10
_NAME = 40
# Said once: these are run many times a second, and each text is read anew for its parameters.
_ADD_OUTCOME = text(
    "INSERT INTO outcomes VALUES (:run, :example, :answered, :cost, :outcome)"
    " ON CONFLICT (run, example) DO UPDATE"
    " SET answered = :answered, cost = :cost, outcome = :outcome"
)
_KEEP_ANSWER = text(
    "INSERT INTO answers VALUES (:target, :key, :trace)"
    " ON CONFLICT (target, key) DO UPDATE SET trace = :trace"
)


@dataclass(frozen=True)
class Tally:
    """How far a run is."""

    answered: int
    """Examples with an answer."""
    failed: int
    """Examples without one."""
    spent: float | None
    """Dollars that the answers cost; None where no target told."""
    priced: int
    """Answers that this cost is of."""


class RunStore:
    """The runs of a workspace."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, folder

    def journal(self, run_id: str) -> Journal:
        """The run's journal, in which answers are written as they come."""
        return Journal(self._folder / f"{run_id}.jsonl")

    def spool(self, run_id: str) -> Spool:
        """The run's spool, in which replies to its calls are written as they come."""
        return Spool(self._folder / f"{run_id}.spool")

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

    def named(self, name: str) -> Run:
        """The run of that id, or the only one whose id begins so, in any case of letters.

        Raises NotFound, naming those that begin so, or the newest where none does.
        """
        runs, said = self.all(), name.strip().casefold()
        if exact := [one for one in runs if one.id.casefold() == said]:
            return exact[0]
        found = [one for one in runs if said and one.id.casefold().startswith(said)]
        if len(found) != 1:
            known = ", ".join(one.id for one in (found or runs)[:_LISTED]) or "–"
            raise NotFound("interchange.error.no_run", name=name.strip()[:_NAME], known=known)
        return found[0]

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
                _ADD_OUTCOME,
                [
                    {
                        "run": run_id,
                        "example": one.example_id,
                        "answered": one.trace is not None,
                        # What came from an earlier run's answers has cost this one nothing.
                        "cost": one.trace.cost_usd if one.trace and one.attempts else None,
                        "outcome": one.model_dump_json(),
                    }
                    for one in outcomes
                ],
            )

    def tally(self, run_id: str) -> Tally:
        """How many examples of a run have an answer, how many failed, and what it cost."""
        with self._engine.connect() as connection:
            row = connection.execute(
                text(
                    "SELECT COUNT(*), COALESCE(SUM(answered), 0), SUM(cost), COUNT(cost)"
                    " FROM outcomes WHERE run = :run"
                ),
                {"run": run_id},
            ).one()
        return Tally(answered=row[1], failed=row[0] - row[1], spent=row[2], priced=row[3])

    def trace(self, trace_id: str) -> Trace | None:
        """The interaction with the id `<run>/<example>`, or None."""
        run_id, _, example_id = trace_id.partition("/")
        with self._engine.connect() as connection:
            row = connection.scalar(
                text("SELECT outcome FROM outcomes WHERE run = :run AND example = :example"),
                {"run": run_id, "example": example_id},
            )
        return Outcome.model_validate_json(row).trace if row else None

    def answered(self, target: str) -> set[str]:
        """The keys under which answers of a target are kept."""
        with self._engine.connect() as connection:
            return set(
                connection.scalars(
                    text("SELECT key FROM answers WHERE target = :target"), {"target": target}
                )
            )

    def answer(self, target: str, key: str) -> Trace | None:
        """The answer of a target that is kept under this key, or None."""
        with self._engine.connect() as connection:
            row = connection.scalar(
                text("SELECT trace FROM answers WHERE target = :target AND key = :key"),
                {"target": target, "key": key},
            )
        return Trace.model_validate_json(row) if row else None

    def keep_answers(self, target: str, answered: Mapping[str, Trace]) -> None:
        """Store answers of a target by their keys; committed when this returns."""
        rows = [
            {"target": target, "key": key, "trace": one.model_dump_json()}
            for key, one in answered.items()
        ]
        if not rows:
            return
        with self._engine.begin() as connection:
            connection.execute(_KEEP_ANSWER, rows)

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
        self.journal(run_id).remove()
        self.spool(run_id).remove()
        with self._engine.begin() as connection:
            connection.execute(text("DELETE FROM outcomes WHERE run = :id"), {"id": run_id})
            gone = connection.execute(text("DELETE FROM runs WHERE id = :id"), {"id": run_id})
        return gone.rowcount > 0
