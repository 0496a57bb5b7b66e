"""How much of one text another one carries: terms weighted by how much they tell."""

import math
from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

import rjieba

from knowledge.han import HAN, HAN_RUN, has_han
from knowledge.remembered import PASSAGE, SENTENCE, remembered
from knowledge.tokens import terms
from tools.claims.amounts import Amount, amounts
from tools.claims.digits import in_digits, numbers_in
from tools.claims.splitting import claims

_LIGHT_EN = frozenset(
    "again also always back be becom befor begin best better big call chang come consid day differ "
    "each end ever everi find first follow general get give go good great hand happen high import "
    "includ keep kind know larg last late later like littl live long look lot made main make mani "
    "may mean much name need new next number often old one onli open order part peopl place point "
    "put real say see set show small start still take thing think time try turn two type use usual "
    "want way well word work world year".split()
)
"""Stems so common that they hardly tell one subject from another."""

_CORPUS_WORDS = 6e7
"""About how many words the segmenter's frequencies were counted in."""

TELLING = 1.2
"""Weight from which words tell what a text is about."""

RECOGNISED = 0.9
"""Weight from which a term is enough to recognise a subject by."""

MOST_AMOUNTS = 300
"""Amounts of a text that others are held against."""

_GONE_OVER = 2_000
"""Characters of a text that are searched faster each time than they are gone over."""
_LONGEST_RUN = 4
"""Characters that are taken together for a word that the segmenter does not know."""

_GUESSED = 3
"""Characters from which a word that the segmenter guessed may be a word and something besides."""

_ANCHOR = "qxzj"
"""A word beside which stop words are left out: alone, a text keeps them as its terms."""


@lru_cache(maxsize=65_536)
def weight(term: str) -> float:
    """About how much a term tells: rare Chinese words, long English words and numbers most."""
    if HAN.search(term):
        if len(term) == 1:
            return 0.5
        return max(0.6, han_rarity(term) / 6)
    if any(mark.isdigit() for mark in term):
        return 1.5
    return 0.4 if term in _LIGHT_EN else 0.6 + min(len(term), 8) / 6


def han_rarity(word: str) -> float:
    """How rare a Chinese word is: the logarithm of how seldom it stands in general text."""
    return math.log(_CORPUS_WORDS / (float(rjieba.suggest_freq(word)) + 1))


def weight_of(terms: Iterable[str]) -> float:
    """How much these terms tell together."""
    return sum(map(weight, terms))


class Text:
    """A text, made ready to be asked which terms it carries."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.folded = in_digits(text)

    @cached_property
    def latin(self) -> frozenset[str]:
        """The stems of its words in Latin script."""
        return frozenset(terms(HAN_RUN.sub(" ", self.folded)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, thousands separators removed."""
        return frozenset(numbers_in(self.folded))

    @cached_property
    def amounts(self) -> list[Amount]:
        """Its amounts in order; of a table, or a flood of them, the first."""
        return amounts(self.raw)[:MOST_AMOUNTS]

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, verbatim: one text is held against claim after claim."""
        return tuple(claims(self.raw))

    def carries(self, term: str) -> bool:
        """Whether the term is in the text; Chinese regardless of where words end."""
        return term in (self.folded if has_han(term) else self.latin)

    def share(self, wanted: Collection[str]) -> float:
        """Which share of the weight of `wanted` the text carries; 0 when nothing is wanted."""
        whole = held = 0.0
        for term in wanted:
            tells, is_han, pairs = _known(term)
            whole += tells
            if term in (self.folded if is_han else self.latin):
                held += tells
            elif pairs:
                there = sum(pair in self.folded for pair in pairs)
                held += tells * there / len(pairs)
        return held / whole if whole else 0.0


def ready(text: str) -> Text:
    """`text` ready to be asked, remembered: passages come again and again, here and in the next
    trace, and the many sentences in between do not push them out.
    """
    return _sentence(text) if len(text) <= SENTENCE else _passage(text)


@remembered(texts=8_192, longest=SENTENCE)
def _sentence(text: str) -> Text:
    return Text(text)


@remembered(texts=1_024, longest=PASSAGE)
def _passage(text: str) -> Text:
    return Text(text)


def content(text: str) -> list[str]:
    """The different terms of `text`, in order, none of them a stop word; [] when it has no other.

    Single Han characters tell too little and stand only for a text that has nothing else.
    """
    return list(_content(text))


@remembered(texts=16_384, longest=SENTENCE)
def _content(text: str) -> tuple[str, ...]:
    plain = in_digits(text)
    found = dict.fromkeys(_joined(terms(f"{plain} {_ANCHOR}"), plain))
    telling = [term for term in found if term != _ANCHOR]
    return tuple(term for term in telling if len(term) > 1 or not HAN.search(term)) or tuple(
        telling
    )


class _Term(NamedTuple):
    """What is known of a term, whatever text it is looked for in."""

    weight: float
    """About how much it tells."""
    is_han: bool
    """Whether it is Chinese."""
    pairs: tuple[str, ...]
    """The pairs of characters of a word that the segmenter guessed: 免年费 meets 年费."""


@lru_cache(maxsize=65_536)
def _known(term: str) -> _Term:
    is_guess = len(term) >= _GUESSED and HAN.match(term) and not rjieba.has_word(term)
    pairs = tuple(term[at : at + 2] for at in range(len(term) - 1)) if is_guess else ()
    return _Term(weight(term), has_han(term), pairs)


def _joined(found: list[str], folded: str) -> list[str]:
    """The terms, with single Han characters that stand side by side as one: a word not known."""
    joined: list[str] = []
    in_a_run = False
    stands = _told_apart(folded)
    for term in found:
        is_single = len(term) == 1 and HAN.match(term) is not None
        run = joined[-1] + term if in_a_run and is_single else ""
        if run and len(run) <= _LONGEST_RUN and stands(run):
            joined[-1] = run
        else:
            joined.append(term)
        in_a_run = is_single
    return joined


def _told_apart(text: str) -> Callable[[str], bool]:
    """Tells whether a run of Han characters stands in a text; a long one is gone over once."""
    if len(text) <= _GONE_OVER:
        return text.__contains__
    runs = {
        text[at : at + size]
        for size in range(2, _LONGEST_RUN + 1)
        for at in range(len(text) - size + 1)
    }
    return runs.__contains__
