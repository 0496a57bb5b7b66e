"""Scores of several models on the same examples, as an evaluation leaves them behind."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BadInput
from knowledge.jsonl import Unreadable, read_jsonl
from knowledge.records import ModelScore

Matrix = NDArray[np.float64]
SCORES = "model_scores.jsonl"
"""The team's own scores, within the workspace folder."""
DEMO = "demo"
"""The origin of scores that are invented for the demo product."""
WHOLE = ""
"""The segment of examples that name none."""


@dataclass(frozen=True)
class ScoreTable:
    """Examples × models; NaN where a model was not scored."""

    source: str
    """The file's name."""
    models: tuple[str, ...]
    """The columns."""
    segments: tuple[str, ...]
    """The segments, by name."""
    segment: NDArray[np.int64]
    """For each example its segment, as a position in `segments`."""
    scores: Matrix
    """The scores, 0 to 1."""
    queries: tuple[str, ...] | None = None
    """For each example what was asked; None unless all of them tell it."""
    is_demo: bool = False
    """Whether all of them are the demo's, and so invented."""

    @property
    def n(self) -> int:
        """How many examples there are."""
        return len(self.segment)

    @cached_property
    def means(self) -> tuple[Matrix, Matrix]:
        """Segments × models: mean score and how many examples; NaN where there is none."""
        shape = (len(self.segments), len(self.models))
        mean, n = np.full(shape, np.nan), np.zeros(shape)
        for at in range(shape[0]):
            scores = self.scores[self.segment == at]
            n[at] = np.sum(~np.isnan(scores), axis=0)
            known = n[at] > 0
            mean[at, known] = np.nanmean(scores[:, known], axis=0)
        return mean, n

    @cached_property
    def overall(self) -> Matrix:
        """Each model's mean over all examples; NaN where it has none."""
        known = np.sum(~np.isnan(self.scores), axis=0)
        mean = np.full(len(known), np.nan)
        mean[known > 0] = np.nanmean(self.scores[:, known > 0], axis=0)
        return mean

    def part(self, chosen: NDArray[np.bool_]) -> "ScoreTable":
        """Some of the examples, with all models and segments."""
        queries = self.queries
        if queries is not None:
            queries = tuple(one for one, is_in in zip(queries, chosen, strict=True) if is_in)
        return replace(
            self, segment=self.segment[chosen], scores=self.scores[chosen], queries=queries
        )


def load_scores(path: Path) -> ScoreTable:
    """The scores in a JSONL file; the last of several rows with one id counts.

    A row is {"id", "segment", "scores": {model: 0…1}}; `subject` serves for `segment` and
    `query` for a missing id. Raises BadInput naming the file and the line
    of the first that cannot be read.
    """
    rows: dict[str, ModelScore] = {}
    for row in read_jsonl(path, ModelScore):
        if isinstance(row, Unreadable):
            told = row.reason.values
            raise BadInput("mix.bad_line", path=path, line=told["line"], reason=told["reason"])
        rows[row.id] = row
    return table_of(path.name, list(rows.values()))


def table_of(source: str, rows: list[ModelScore]) -> ScoreTable:
    """The table of some rows, in the order of their ids."""
    rows = sorted(rows, key=lambda row: row.id)
    models = tuple(sorted({model for row in rows for model in row.scores}))
    segments = tuple(sorted({row.segment or WHOLE for row in rows}))
    scores = np.full((len(rows), len(models)), np.nan)
    for at, row in enumerate(rows):
        for model, value in row.scores.items():
            scores[at, models.index(model)] = value
    place = {name: at for at, name in enumerate(segments)}
    segment = np.array([place[row.segment or WHOLE] for row in rows], dtype=np.int64)
    is_demo = bool(rows) and all(row.origin == DEMO for row in rows)
    asked = tuple(row.query for row in rows if row.query)
    queries = asked if len(asked) == len(rows) else None
    return ScoreTable(source, models, segments, segment, scores, queries, is_demo)
