"""Where in the retrieved passages those stand that hold the answer."""

from collections.abc import Callable

from knowledge.records import Example, Score, Trace
from tools.evals.scorers.scorer import Means, ScoreOf
from tools.evals.scorers.writing import scored, unscored


def hit_at(k: int) -> ScoreOf:
    """1 if one of the first `k` retrieved passages is relevant, else 0."""

    def hit(example: Example, trace: Trace, means: Means) -> Score:
        return _by_place(example, trace, means, lambda place: float(place <= k))

    return hit


def mrr(example: Example, trace: Trace, means: Means) -> Score:
    """1 / the place of the first relevant passage, 0 where none is; its mean over a set is MRR."""
    return _by_place(example, trace, means, lambda place: 1 / place)


def first_place(relevant: list[str], trace: Trace) -> int | None:
    """The place, from 1, of the first passage that is relevant, itself or by its document."""
    wanted = set(relevant)
    places = enumerate(trace.retrieved or [], start=1)
    return next((at for at, one in places if {one.id, document_of(one.id)} & wanted), None)


def document_of(passage_id: str) -> str:
    """The document that a passage is of.

    >>> document_of("faq.zh#3"), document_of("lib-0001")
    ('faq.zh', 'lib-0001')
    """
    document, _, _ = passage_id.rpartition("#")
    return document or passage_id


def _by_place(example: Example, trace: Trace, means: Means, value: Callable[[int], float]) -> Score:
    """The value of the place of the first relevant passage; 0 where none is."""
    if not example.relevant:
        return unscored(trace, means, "no_relevant")
    if trace.retrieved is None:
        return unscored(trace, means, "not_retrieved")
    place = first_place(example.relevant, trace)
    if place is None:
        return scored(0, trace, means, "none_relevant", retrieved=len(trace.retrieved))
    return scored(value(place), trace, means, "place", place=place)
