"""What raises or lowers a passage beyond the words that it shares with a question."""

import numpy as np
from numpy.typing import NDArray

from knowledge.language import language_of
from knowledge.retrieval.lexical import Floats
from knowledge.retrieval.question import Question
from knowledge.retrieval.shelf import Flags, Numbers

_FOREIGN_WEIGHT = 0.75
"""Of a passage in the other language: of two that say the same, readers want theirs first."""

_MORE = 1.25
"""How much more of the question it must speak of than any passage in the asker's language, not to
be taken for one that says the same."""

_SUPERSEDED_WEIGHT = 0.45
"""Of a passage that a newer document has replaced, unless its version is asked for."""

_GLOSSARY_WEIGHT = 0.6
"""Of a glossary, which has all words and tells of none; turned round, for a word's meaning."""


def weights(  # noqa: PLR0917 (arrays over the same rows)
    flags: Flags,
    rows: Numbers,
    query: str,
    question: Question,
    asked_for: NDArray[np.bool_],
    coverage: Floats,
) -> NDArray[np.float32]:
    """What the scores of `rows` are multiplied by, for what the passages are.

    `asked_for` marks those whose version the query names, and `coverage` is how much of the
    question each speaks of: one in the other language that speaks of more than any in the
    asker's does not say the same as they do.
    """
    weight = np.ones(len(rows), np.float32)
    foreign = flags.chinese[rows] != (language_of(query) == "zh")
    if not foreign.all():
        own = coverage[~foreign].max()
        weight[foreign & (coverage <= _MORE * own)] *= _FOREIGN_WEIGHT
    weight[flags.superseded[rows] & ~asked_for] *= _SUPERSEDED_WEIGHT
    glossary = 1 / _GLOSSARY_WEIGHT if question.wants_meaning else _GLOSSARY_WEIGHT
    weight[flags.glossary[rows]] *= glossary
    return weight
