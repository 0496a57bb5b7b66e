"""The evaluation set that cases are added to, one example a case."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

from knowledge.records import Example


class ExampleStore:
    """Examples by the id of the trace that they were made from."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, example: Example) -> bool:
        """Keep an example, in place of an earlier one of the same trace; whether it is new."""
        with self._engine.begin() as connection:
            known = connection.scalar(
                text("SELECT 1 FROM examples WHERE id = :id"), {"id": example.id}
            )
            connection.execute(
                text(
                    "INSERT INTO examples VALUES (:id, :example, :added)"
                    " ON CONFLICT (id) DO UPDATE SET example = :example"
                ),
                {
                    "id": example.id,
                    "example": example.model_dump_json(),
                    "added": (example.added or datetime.now(UTC)).isoformat(),
                },
            )
        return known is None

    def remove(self, example_id: str) -> bool:
        """Drop an example; whether it was there."""
        with self._engine.begin() as connection:
            gone = connection.execute(
                text("DELETE FROM examples WHERE id = :id"), {"id": example_id}
            )
        return gone.rowcount > 0

    def all(self) -> list[Example]:
        """All of them, the oldest first."""
        with self._engine.connect() as connection:
            rows = connection.scalars(text("SELECT example FROM examples ORDER BY added, id"))
            return [Example.model_validate_json(row) for row in rows]
