"""How much at home a question is among the documents that a product answers from.

The documents say themselves what is usual. A clause of one, looked for in all the others, finds
most of its words there together in a manual, and few in an encyclopedia. A question that finds less
than nearly all such clauses do is about something else than the documents.

That share of clauses is a conformal p-value, each clause left out in turn: Vovk, Gammerman and
Shafer 2005, "Algorithmic Learning in a Random World", 2.2.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

import numpy as np

from knowledge.corpus import Corpus
from knowledge.han import HAN
from knowledge.language import Lang, language_of
from knowledge.tokens import terms
from tools.claims.measure import weight, weight_of

_CLAUSES = 500
"""Clauses that are drawn from a corpus; some of them are too short or too long."""
_FEWEST, _LONGEST = 3, 9
"""Terms of a clause that is about as long as a question."""
_ENOUGH = 100
"""Clauses below which they tell too little of what is usual."""
_DOCUMENTS = 40
"""Documents below which a corpus is a part of what its product knows."""
_PAUSE = re.compile(r"[，,。.；;：:！!？?\n]")
_DIGIT = re.compile(r"\d")


_ODD, _SPOKEN_OF = 0.03, 0.5
"""Share of the clauses up to which a text is odd among the documents, and the share of it from
which one of these speaks of it even so: documents may be all alike.
"""


class AtHome(NamedTuple):
    """How a question stands to documents of one subject."""

    usual: float
    """The share of the documents' own clauses that find no more in the others, 0 to 1."""
    together: float
    """The largest share of the question's weight that one document has, 0 to 1."""
    strange: tuple[str, ...]
    """Its terms that no document has, in order."""

    @property
    def is_foreign(self) -> bool:
        """Whether it is about something else than the documents."""
        return self.usual < _ODD and self.together < _SPOKEN_OF and bool(self.strange)


def at_home(corpus: Corpus, asked: Sequence[str], lang: Lang) -> AtHome | None:
    """How the terms `asked` of a question in `lang` stand to `corpus`.

    None where nothing is asked, and where the documents cannot tell: there are too few of them in
    that language, or they are of many things, as those of an encyclopedia are.
    """
    usual = _usual(corpus, lang)
    # A number is of the one who asks: his order, his invoice.
    telling = [term for term in asked if not _DIGIT.search(term)]
    if usual is None or not telling:
        return None
    together, strange = _found(corpus, telling, None)
    share = bisect_right(usual, _finds(telling, together, strange)) / len(usual)
    return AtHome(share, together, tuple(strange))


def asked_terms(text: str) -> list[str]:
    """The different terms of a text by which documents are searched, without single Han characters.

    >>> asked_terms("头发上的口香糖怎么弄掉")
    ['头发', '口香', '口香糖', '弄掉']
    """
    return [one for one in dict.fromkeys(terms(text)) if len(one) > 1 or not HAN.search(one)]


@lru_cache(maxsize=8)
def _usual(corpus: Corpus, lang: Lang) -> tuple[float, ...] | None:
    """What each of some clauses in `lang` finds in all other documents, rising."""
    entries = corpus.entries
    if len(entries) < _DOCUMENTS:
        return None
    rng = Random(0)  # noqa: S311 (the same draw each time, no secret)
    found: list[float] = []
    for _ in range(_CLAUSES):
        place = rng.randrange(len(entries))
        clauses = [one for one in map(asked_terms, _PAUSE.split(entries[place].text)) if _fits(one)]
        if not clauses or language_of(entries[place].text) != lang:
            continue
        clause = rng.choice(clauses)
        found.append(_finds(clause, *_found(corpus, clause, place)))
    found.sort()
    # Of one subject: even what is odd among the documents finds as much in them as it lacks.
    is_of_one = len(found) >= _ENOUGH and found[int(len(found) * _ODD)] >= 0
    return tuple(found) if is_of_one else None


def _fits(clause: Sequence[str]) -> bool:
    return _FEWEST <= len(clause) <= _LONGEST


def _finds(asked: Sequence[str], together: float, strange: Sequence[str]) -> float:
    """What a text finds: its largest share in one document, less the share that is in none."""
    return together - weight_of(strange) / weight_of(asked)


def _found(corpus: Corpus, asked: Sequence[str], own: int | None) -> tuple[float, list[str]]:
    """The largest share of the weight of `asked` in one document but that at `own`, and the terms
    that none of these has.
    """
    shares = np.zeros(len(corpus))
    strange = []
    for term in asked:
        places = corpus.places_of(term)
        places = places[places != own] if own is not None else places
        if len(places):
            shares[places] += weight(term)
        else:
            strange.append(term)
    return float(shares.max(initial=0.0) / weight_of(asked)), strange
