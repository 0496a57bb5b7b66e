"""Chinese questions in plain English, for a sentence model that reads nothing else."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import rjieba

from knowledge.han import HAN_RUN
from knowledge.lexicon.dictionary import word_by_word
from knowledge.packaged import packaged
from knowledge.vectors.embeddings import Vector
from tools.claims.ground import Embed

_SHORTEST = 2
"""Characters of a phrase: a single one may be a part of a word."""


def plainly(embed: Embed) -> Embed:
    """The same sentence model, which is given Chinese questions in plain English."""

    def embedded(texts: Sequence[str]) -> Sequence[Vector]:
        return embed([plain(text) for text in texts])

    return embedded


def plain(text: str) -> str:
    """Chinese text word by word in English, common words and the ways to ask in plain one.

    Rarer words are left as they are: the model's own lexicon reads them. A text without any
    Chinese stays as it is.
    """
    if not HAN_RUN.search(text):
        return text
    phrases = _table("phrases")
    asked = _phrases().sub(lambda found: f" {phrases[found[0]]} ", text)
    return " ".join(HAN_RUN.sub(lambda run: f" {_words(run[0])} ", asked).split())


def _words(run: str) -> str:
    known = _table("words")
    return " ".join(
        known[word] if word in known else word_by_word(word) for word in rjieba.cut(run)
    )


@cache
def _table(part: str) -> Mapping[str, str]:
    """Each Chinese phrase or word with its English."""
    lines = packaged(__package__, "plain.yaml")[part].items()
    return {word: english for english, words in lines for word in words.split()}


@cache
def _phrases() -> re.Pattern[str]:
    found = sorted((one for one in _table("phrases") if len(one) >= _SHORTEST), key=len)
    return re.compile("|".join(map(re.escape, reversed(found))))
