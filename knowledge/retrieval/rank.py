"""Retrieval: which passages answer a query, best first. Works on a `Shelf`, in rows.

By words and by meaning: BM25 over the asker's words, the glossary's names and, toward passages
of the other language, the dictionary's translations; and the cosine of sentence vectors. Both
are added after BM25 is scaled to 1, which keeps how sure each of them is; fusing the ranks
alone made searches within one language worse.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Chunk, Hit
from knowledge.retrieval.concepts import asked_terms
from knowledge.retrieval.fit import Fit, fit
from knowledge.retrieval.question import Question
from knowledge.retrieval.ranking import weights
from knowledge.retrieval.shelf import Booleans, Shelf
from knowledge.tokens import terms

_SHOWN = 16
"""Texts that are fetched together: most searches want no more."""

_DENSE_WEIGHT = 1.0
"""Of the cosine beside BM25 scaled to 1; `python -m benchmarks.retrieval` shows what each adds."""


@dataclass(frozen=True)
class Ranking:
    """The passages that may answer a query."""

    rows: tuple[int, ...]
    """Where they are on the shelf, best first."""
    scores: dict[int, float]
    """Their scores, by row; comparable within one query only."""
    chunks: dict[int, Chunk]
    """The passages, by row."""
    weights: dict[int, float]
    """What their scores were multiplied by, for what they are."""
    fit: Fit
    """How all passages fit the query."""

    def hit(self, row: int) -> Hit:
        """One of them as a hit."""
        cosine = float(self.fit.cosines[row])
        return Hit(
            chunk=self.chunks[row],
            score=self.scores[row],
            coverage=self.fit.about.coverage(row),
            cosine=None if np.isnan(cosine) else cosine,
        )


def rank(shelf: Shelf, query: str, wanted: Booleans | None = None) -> Ranking | None:
    """Rank the passages for `query`; only rows in `wanted`, if given. None where there are none."""
    found = fit(shelf, query, wanted)
    if found is None:
        return None
    question = Question.of(query)
    chunks = shelf.chunks(found.rows.tolist())
    rows = np.array([row for row in found.rows.tolist() if row in chunks], np.int32)
    asked = frozenset(terms(query))
    named = [(chunks[row].version or "").casefold() in asked for row in rows.tolist()]
    weight = weights(shelf.flags, rows, query, question, np.array(named, np.bool_))
    fused = weight * (found.words[rows] + _DENSE_WEIGHT * _filled(found.cosines[rows]))
    scores = dict(zip(rows.tolist(), fused.tolist(), strict=True))
    _lead_with_openings(scores, shelf, asked_terms(question, shelf.glossary))
    return Ranking(
        rows=tuple(sorted(scores, key=lambda row: (-scores[row], row))),
        scores=scores,
        chunks=chunks,
        weights=dict(zip(rows.tolist(), weight.tolist(), strict=True)),
        fit=found,
    )


def _filled(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """With what is usual here for the passages whose vectors are still to be made."""
    known = cosines[~np.isnan(cosines)]
    usual = np.float32(np.median(known)) if len(known) else np.float32(0)
    return np.where(np.isnan(cosines), usual, np.maximum(cosines, 0))


def _lead_with_openings(scores: dict[int, float], shelf: Shelf, asked: frozenset[str]) -> None:
    """Let a section's opening stand in for what was found by the section's heading alone."""
    numbers = {shelf.words.number(term) for term in asked}
    for row in sorted(scores):
        opening, score = int(shelf.flags.opening[row]), scores[row]
        if score > scores.get(opening, score) and numbers.isdisjoint(
            shelf.words.terms(row).tolist()
        ):
            scores[row], scores[opening] = scores[opening], score
