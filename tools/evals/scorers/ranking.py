"""Where in the retrieved passages those stand that hold the answer."""

from knowledge.records import Example, Score, Trace
from tools.evals.scorers.scorer import Means, ScoreOf
from tools.evals.scorers.writing import scored, unscored


def hit_at(k: int) -> ScoreOf:
    """1 if one of the first `k` retrieved passages is relevant, else 0."""

    def hit(example: Example, trace: Trace, means: Means) -> Score:
        if (missing := _missing(example, trace, means)) is not None:
            return missing
        place = first_place(example.relevant or [], trace)
        if place is None:
            return scored(0, trace, means, "none_relevant", retrieved=len(trace.retrieved or []))
        return scored(float(place <= k), trace, means, "place", place=place)

    return hit


def mrr(example: Example, trace: Trace, means: Means) -> Score:
    """1 / the place of the first relevant passage, 0 where none is; its mean over a set is MRR."""
    if (missing := _missing(example, trace, means)) is not None:
        return missing
    place = first_place(example.relevant or [], trace)
    if place is None:
        return scored(0, trace, means, "none_relevant", retrieved=len(trace.retrieved or []))
    return scored(1 / place, trace, means, "place", place=place)


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


def _missing(example: Example, trace: Trace, means: Means) -> Score | None:
    """Why there is nothing to score, where that is so."""
    if not example.relevant:
        return unscored(trace, means, "no_relevant")
    if trace.retrieved is None:
        return unscored(trace, means, "not_retrieved")
    return None
