"""How well each passage of a shelf fits a text, by its words and by its meaning."""

from dataclasses import dataclass

import numpy as np

from knowledge.retrieval.aboutness import Aboutness
from knowledge.retrieval.concepts import concepts_of
from knowledge.retrieval.lexical import Floats
from knowledge.retrieval.question import Question
from knowledge.retrieval.shelf import Booleans, Numbers, Shelf

_CANDIDATES = 100
"""How many of the best by words, and how many of the nearest, are looked at closely."""


@dataclass(frozen=True)
class Fit:
    """How the passages fit one text; all arrays are over the rows of the shelf."""

    rows: Numbers
    """The passages that fit best by words or by meaning, by rising row."""
    words: Floats
    """Their scores by words, the best of them 1; 0 for a row that is not wanted."""
    by_concept: tuple[Floats, ...]
    """For each thing that is asked for, what it gives to the score by words of each row."""
    best_by_words: float
    """What the best score by words was before all were scaled to it; 1 where nothing matched."""
    cosines: Floats
    """The likeness of each row in meaning; NaN where it is not known or the row not wanted."""
    about: Aboutness
    """Tells how much of the text a passage speaks of."""


def fit(shelf: Shelf, text: str, wanted: Booleans | None = None) -> Fit | None:
    """How the passages fit `text`; only rows in `wanted`, if given. None where there are none."""
    allowed = shelf.flags.alive if wanted is None else shelf.flags.alive & wanted
    if not text.strip() or not allowed.any():
        return None
    question = Question.of(text)
    concepts = concepts_of(question, shelf.glossary)
    matches = shelf.words.match(concepts, by_language=True, place_weights=shelf.place_weights)
    lexical = np.where(allowed, matches.scores, np.float32(0))
    top = float(lexical.max()) or 1.0
    cosines = np.where(allowed, shelf.cosines(question.about), np.float32(np.nan))
    rows = np.union1d(_best(lexical, _CANDIDATES), _nearest(cosines, _CANDIDATES))
    if not len(rows):
        rows = np.flatnonzero(allowed)[:_CANDIDATES].astype(np.int32)
    return Fit(
        rows=rows,
        words=(lexical / top).astype(np.float32),
        by_concept=tuple(one / top for one in matches.by_concept),
        best_by_words=top,
        cosines=cosines,
        about=Aboutness(shelf, matches, question, concepts),
    )


def _best(scores: Floats, count: int) -> Numbers:
    """Rows that share terms with the text, at most `count`, the best of them."""
    found = np.flatnonzero(scores > 0)
    order = np.argsort(-scores[found], kind="stable")[:count]
    return found[order].astype(np.int32)


def _nearest(cosines: Floats, count: int) -> Numbers:
    known = np.flatnonzero(~np.isnan(cosines))
    order = np.argsort(-cosines[known], kind="stable")[:count]
    return known[order].astype(np.int32)
