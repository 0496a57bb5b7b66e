"""What people say of the examples of sets: every act is kept, the last one counts."""

from sqlalchemy import Engine, text

from knowledge.records.annotation import Annotation


class AnnotationStore:
    """Labels by set, annotator and example."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, said: Annotation) -> None:
        """Keep one act; one without a label takes the earlier one back."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO annotations (dataset, example, annotator, label, note, time)"
                    " VALUES (:dataset, :example, :annotator, :label, :note, :time)"
                ),
                said.model_dump() | {"time": said.time.isoformat()},
            )

    def carry_over(self, dataset: str, name: str) -> None:
        """Let what was said of a set hold of the one that bears its content under another name."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO annotations (dataset, example, annotator, label, note, time)"
                    " SELECT :name, example, annotator, label, note, time FROM annotations"
                    " WHERE dataset = :dataset ORDER BY number"
                ),
                {"dataset": dataset, "name": name},
            )

    def acts(self, dataset: str) -> list[Annotation]:
        """Every act on a set, in order."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT dataset, example, annotator, label, note, time FROM annotations"
                    " WHERE dataset = :dataset ORDER BY number"
                ),
                {"dataset": dataset},
            )
            return [Annotation.model_validate(dict(row)) for row in rows.mappings()]

    def standing(self, dataset: str) -> list[Annotation]:
        """What counts now: of each annotator and example the last act, if it has a label.

        In the order in which the labels were given.
        """
        last: dict[tuple[str, str], Annotation] = {}
        for one in self.acts(dataset):
            last.pop((one.annotator, one.example), None)
            last[one.annotator, one.example] = one
        return [one for one in last.values() if one.label is not None]
