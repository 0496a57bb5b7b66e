"""What raises or lowers a passage beyond the words that it shares with a question."""

import numpy as np
from numpy.typing import NDArray

from knowledge.language import language_of
from knowledge.retrieval.question import Question
from knowledge.retrieval.shelf import Flags, Numbers

_FOREIGN_WEIGHT = 0.75
"""Of a passage in the other language: of two that say the same, readers want theirs first."""

_SUPERSEDED_WEIGHT = 0.45
"""Of a passage that a newer document has replaced, unless its version is asked for."""

_GLOSSARY_WEIGHT = 0.6
"""Of a glossary, which has all words and tells of none; turned round, for a word's meaning."""


def weights(
    flags: Flags, rows: Numbers, query: str, question: Question, asked_for: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """What the scores of `rows` are multiplied by, for what the passages are.

    `asked_for` marks those whose version the query names.
    """
    weight = np.ones(len(rows), np.float32)
    weight[flags.chinese[rows] != (language_of(query) == "zh")] *= _FOREIGN_WEIGHT
    weight[flags.superseded[rows] & ~asked_for] *= _SUPERSEDED_WEIGHT
    glossary = 1 / _GLOSSARY_WEIGHT if question.wants_meaning else _GLOSSARY_WEIGHT
    weight[flags.glossary[rows]] *= glossary
    return weight
