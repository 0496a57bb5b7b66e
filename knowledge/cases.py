"""Cases that were pasted or read from a file, and the diagnoses of any case."""

from datetime import datetime

from sqlalchemy import Engine, text

from knowledge.records import Diagnosis, Trace


class CaseStore:
    """Keeps traces that are not in the event log, and the latest diagnosis of each trace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, trace: Trace) -> Trace:
        """Store (or replace) a case under its id, and return it."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO cases VALUES (:id, :trace, :kept)"
                    " ON CONFLICT (id) DO UPDATE SET trace = :trace, kept = :kept"
                ),
                {"id": trace.id, "trace": trace.model_dump_json(), "kept": _now()},
            )
        return trace

    def get(self, case_id: str) -> Trace | None:
        """The case with that id, or None."""
        with self._engine.connect() as connection:
            row = connection.scalar(text("SELECT trace FROM cases WHERE id = :id"), {"id": case_id})
        return Trace.model_validate_json(row) if row else None

    def keep_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Store the diagnosis, in place of an earlier one of the same trace."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO diagnoses VALUES (:id, :cause, :diagnosis, :kept)"
                    " ON CONFLICT (id) DO UPDATE"
                    " SET cause = :cause, diagnosis = :diagnosis, kept = :kept"
                ),
                {
                    "id": diagnosis.id,
                    "cause": diagnosis.cause,
                    "diagnosis": diagnosis.model_dump_json(),
                    "kept": _now(),
                },
            )

    def diagnosis(self, trace_id: str) -> Diagnosis | None:
        """The latest diagnosis of that trace, or None."""
        with self._engine.connect() as connection:
            row = connection.scalar(
                text("SELECT diagnosis FROM diagnoses WHERE id = :id"), {"id": trace_id}
            )
        return Diagnosis.model_validate_json(row) if row else None


def _now() -> str:
    return datetime.now().astimezone().isoformat()
