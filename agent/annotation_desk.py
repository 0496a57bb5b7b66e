"""Annotation as the page sees it: the examples of a set, and what somebody says of one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from knowledge.annotations import AnnotationStore
from knowledge.datasets import DatasetStore
from knowledge.records import Example
from knowledge.records.annotation import Annotation
from tools.evals.annotating import Progress, progress


class AnnotationDesk:
    """The annotations of a workspace. Safe to use from several threads."""

    def __init__(
        self, sets: DatasetStore, annotations: AnnotationStore, clock: Callable[[], datetime]
    ) -> None:
        self._sets = sets
        self._annotations = annotations
        self._clock = clock

    def of(
        self, dataset: str, annotator: str, skipped: Sequence[str] = ()
    ) -> tuple[list[Example], Progress] | None:
        """The examples of a set's newest version, and where its annotation stands; None without."""
        newest = self._sets.newest(dataset)
        if newest is None:
            return None
        examples = self._sets.examples(dataset, newest.version)
        standing = self._annotations.standing(dataset)
        return examples, progress(examples, standing, annotator, skipped)

    def add(self, dataset: str, example: str, annotator: str, label: int | None, note: str) -> None:
        """Keep what somebody says of an example; without a label the earlier one is taken back."""
        said = Annotation(
            dataset=dataset,
            example=example,
            annotator=annotator.strip(),
            label=label,
            note=note[:1_000],
            time=self._clock(),
        )
        self._annotations.add(said)
