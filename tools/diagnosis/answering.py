"""How likely is it that one of the retrieved passages answers the query?

No single share of words tells that: a question in other words than its passage has few of them in
common with it, and a passage about something near has many. Together a few signs do: how far the
best passage is ahead of the next, how much of the query stands in one place of it, whether the
names are there, and, where the corpus is at hand, whether anything else in it fits as well.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log1p
from typing import NamedTuple

from knowledge.corpus import Standing
from knowledge.documents.sentences import sentences
from knowledge.retrieval.names import names_in
from tools.claims.measure import Text, weight

_READ = 6_000
"""Characters of a passage in which a place is looked for."""
_CLOSE = 2
"""The passages that are looked at closely: those with most of the query."""


class Signs(NamedTuple):
    """What was seen; all but `length` are 0 to 1."""

    coverage: float
    """The share of the query's weight that the best passage has."""
    lead: float
    """How far that is ahead of the next best."""
    together: float
    """The largest share that stands in two sentences next to each other."""
    names: float
    """The share of the query's names and figures that the best passage has; half where it has none,
    which tells nothing."""
    length: float
    """The logarithm of how much the query tells."""


class Weights(NamedTuple):
    """A logistic model of the signs, and of those that a corpus adds."""

    constant: float
    coverage: float
    lead: float
    together: float
    names: float
    length: float
    rare: float = 0.0
    ahead: float = 0.0


ALONE = Weights(-3.73, 1.04, 1.51, 2.04, 0.91, 0.44)
IN_CORPUS = Weights(-4.69, 0.0, 0.87, 0.0, 0.43, 0.0, 2.94, 4.37)
"""Fitted by `python -m benchmarks.answering_fit` on questions of several sources together, each
with passages that answer and with passages that only lie near."""


def signs(
    query: str, topic: Sequence[str], passages: Sequence[Text], shares: Sequence[float]
) -> Signs:
    """What the passages show; `shares` says how much of the topic each of them has."""
    order = sorted(range(len(passages)), key=lambda at: -shares[at])
    first, second = (*(shares[at] for at in order[:2]), 0.0)[:2]
    return Signs(
        coverage=first,
        lead=first - second,
        together=max(_together(topic, passages[at]) for at in order[:_CLOSE]),
        names=_names(query, topic, passages[order[0]]),
        length=log1p(sum(map(weight, topic))),
    )


def likelihood(found: Signs, standing: Standing | None) -> float:
    """That a passage answers, 0 to 1; `standing` is None where there is no corpus to compare."""
    model = IN_CORPUS if standing else ALONE
    seen = (*found, standing.coverage, standing.ahead) if standing else (*found, 0.0, 0.0)
    logit = model.constant + sum(one * sign for one, sign in zip(model[1:], seen, strict=True))
    return 1 / (1 + exp(-logit))


def _together(topic: Sequence[str], passage: Text) -> float:
    whole = sum(map(weight, topic))
    parts = [Text(one) for one in sentences(passage.raw[:_READ])]
    held = [frozenset(term for term in topic if part.carries(term)) for part in parts]
    pairs = [one | other for one, other in pairwise(held)] or held
    best = max((sum(map(weight, one)) for one in pairs), default=0.0)
    return best / whole if whole else 0.0


def _names(query: str, topic: Sequence[str], passage: Text) -> float:
    named = {one.term for one in names_in(query)}
    named.update(term for term in topic if any(map(str.isdigit, term)))
    return sum(map(passage.carries, named)) / len(named) if named else 0.5
