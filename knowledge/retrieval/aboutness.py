"""How much of a question a passage speaks of."""

from collections.abc import Sequence

import numpy as np

from knowledge.retrieval.concept import Concept
from knowledge.retrieval.lexical import Matches
from knowledge.retrieval.question import Question
from knowledge.retrieval.shelf import Shelf
from knowledge.tokens import says_something

_PASSING = 0.4
"""Of the coverage by a passage that only mentions, in passing, the one thing that is asked for."""


class Aboutness:
    """Reads a question once, and then passage after passage.

    Words that say nothing cover nothing; and where one thing is all that is asked for, a
    passage that only mentions it once, in passing, covers little of it.
    """

    def __init__(
        self, shelf: Shelf, matches: Matches, question: Question, concepts: Sequence[Concept]
    ) -> None:
        self._shelf = shelf
        self._coverage = matches.coverage
        self.says_something = says_something(question.about)
        """Whether any word of the question says what it is about."""
        name = None if question.wants_meaning else _one_name(concepts)
        # One word only: a name of several words is hardly mentioned in passing.
        self._names = [
            np.array([shelf.words.number(term) for term in wording.terms])
            for wording in (name.wordings if name and len(name.wordings[0].terms) == 1 else ())
        ]

    def coverage(self, row: int) -> float:
        """The share of the question's weighted terms that the passage in `row` has, 0 to 1."""
        covered = float(self._coverage[row]) if self.says_something else 0.0
        if not covered or not self._names or self._is_about(row):
            return covered
        return covered * _PASSING

    def _is_about(self, row: int) -> bool:
        """Whether the passage says the name more than once, or stands under it."""
        place, text = self._shelf.words.place_terms(row), self._shelf.words.terms(row)
        words = np.concatenate([place, text])
        return any(
            np.isin(name, place).all() or all(np.count_nonzero(words == one) > 1 for one in name)
            for name in self._names
        )


def _one_name(concepts: Sequence[Concept]) -> Concept | None:
    """The concept that is all that is asked for; parts of the same word go along with it."""
    names = ["".join(one.wordings[0].terms) for one in concepts]
    whole = max(names, key=len, default="")
    # A name with a digit in it, such as SM-418, is never mentioned in passing.
    if not whole or any(mark.isdigit() for mark in whole):
        return None
    return concepts[names.index(whole)] if all(name in whole for name in names) else None
