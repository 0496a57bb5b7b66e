"""What a search found for a question, and whether that answers it."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.records import Hit
from knowledge.retrieval.answerable import NOTHING, Judgement, judge
from knowledge.retrieval.concepts import concepts_of
from knowledge.retrieval.document_ranking import best_documents
from knowledge.retrieval.folding import folded
from knowledge.retrieval.follow_up import leans_back
from knowledge.retrieval.missing import missing_words
from knowledge.retrieval.question import Question
from knowledge.retrieval.rank import Ranking, rank
from knowledge.retrieval.shelf import Booleans, Shelf


@dataclass(frozen=True)
class Finding:
    """The answer to a search."""

    hits: tuple[Hit, ...]
    """The best passages, best first; only the nearest ones where nothing was found."""
    judgement: Judgement = NOTHING
    """Whether the documents answer the question."""
    missing: tuple[str, ...] = ()
    """Words of the question that stand in no passage, in no language, as the asker wrote them."""


def find(
    shelf: Shelf, question: str, k: int, wanted: Booleans | None = None, about: str = ""
) -> Finding:
    """The `k` best passages for a question, and whether they answer it.

    `about` is what was being talked about. A question that leans on it is looked up both alone
    and together with it; of one that stands by itself it changes nothing.
    """
    alone, completed = _rankings(shelf, question, wanted, about)
    if alone is None:
        return Finding(())
    return _judged(shelf, question, folded(_together(alone, completed), k), alone, completed)


def find_documents(
    shelf: Shelf, question: str, k: int, wanted: Booleans | None = None, about: str = ""
) -> Finding:
    """The best passage of each of the `k` best documents; otherwise like `find`."""
    alone, completed = _rankings(shelf, question, wanted, about)
    if alone is None:
        return Finding(())
    return _judged(shelf, question, best_documents(shelf, completed or alone, k), alone, completed)


def _rankings(
    shelf: Shelf, question: str, wanted: Booleans | None, about: str
) -> tuple[Ranking | None, Ranking | None]:
    """Of the question alone, and together with what it leans on, if it does."""
    goes_on = bool(about.strip()) and leans_back(question)
    completed = rank(shelf, f"{about} {question}", wanted) if goes_on else None
    return rank(shelf, question, wanted), completed


def _judged(
    shelf: Shelf, question: str, hits: list[Hit], alone: Ranking, completed: Ranking | None
) -> Finding:
    concepts = concepts_of(Question.of(question), shelf.glossary)
    return Finding(
        hits=tuple(hits),
        judgement=judge(alone, completed),
        missing=missing_words(question, concepts, lambda term: shelf.words.number(term) >= 0),
    )


def _together(alone: Ranking, completed: Ranking | None) -> Iterator[Hit]:
    """The hits of both rankings by the sum of their scores; coverage is the better of the two."""
    if completed is None:
        yield from map(alone.hit, alone.rows)
        return
    scores = dict(alone.scores)
    for row, score in completed.scores.items():
        scores[row] = scores.get(row, 0.0) + score
    for row in sorted(scores, key=lambda row: (-scores[row], row)):
        hits = [one.hit(row) for one in (alone, completed) if row in one.scores]
        coverage = max(hit.coverage for hit in hits)
        yield hits[0].model_copy(update={"score": scores[row], "coverage": coverage})
