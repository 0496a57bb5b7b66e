"""Scores of several models on the same examples, as an evaluation leaves them behind."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.jsonl import read_text
from knowledge.records import ModelScore

SCORES = "model_scores.jsonl"
"""The team's own scores, within the workspace folder."""
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
    scores: NDArray[np.float64]
    """The scores, 0 to 1."""

    @property
    def n(self) -> int:
        """How many examples there are."""
        return len(self.segment)


def load_scores(path: Path) -> ScoreTable:
    """The scores in a JSONL file; the last of several rows with one id counts.

    A row is {"id", "segment", "scores": {model: 0…1}}; `subject` serves for `segment` and
    `query` for a missing id. Raises BadInput naming the file and the line.
    """
    rows: dict[str, ModelScore] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = ModelScore.model_validate(_fields(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            reason = str(error).splitlines()[0]
            raise BadInput("mix.bad_line", path=path, line=number, reason=reason) from error
        rows[row.id] = row
    if not rows:
        raise BadInput("mix.empty", path=path)
    return table_of(path.name, list(rows.values()))


def table_of(source: str, rows: list[ModelScore]) -> ScoreTable:
    """The table of some rows."""
    models = tuple(sorted({model for row in rows for model in row.scores}))
    segments = tuple(sorted({row.segment or WHOLE for row in rows}))
    scores = np.full((len(rows), len(models)), np.nan)
    for at, row in enumerate(rows):
        for model, value in row.scores.items():
            scores[at, models.index(model)] = value
    place = {name: at for at, name in enumerate(segments)}
    segment = np.array([place[row.segment or WHOLE] for row in rows], dtype=np.int64)
    return ScoreTable(source, models, segments, segment, scores)


def _fields(found: Mapping[str, Any]) -> dict[str, Any]:
    scores = {k: v for k, v in found["scores"].items() if v is not None}
    if any(not 0 <= float(value) <= 1 for value in scores.values()):
        raise ValueError("a score is not between 0 and 1")
    named = found.get("id") or sha256(str(found["query"]).encode()).hexdigest()[:16]
    segment = found.get("segment") or found.get("subject")
    return {"id": str(named), "segment": segment, "scores": scores}
