"""What a search found for a question, and whether that answers it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.records import Hit
from knowledge.retrieval.absent import Absent
from knowledge.retrieval.answerable import NOTHING, Judgement, judge
from knowledge.retrieval.document_ranking import best_documents
from knowledge.retrieval.fit import Fit, fit
from knowledge.retrieval.folding import folded
from knowledge.retrieval.follow_up import leans_back, points_back, swaps_subject
from knowledge.retrieval.missing import missing_words
from knowledge.retrieval.rank import Ranking, rank
from knowledge.retrieval.shelf import Booleans, Shelf
from knowledge.retrieval.signs import Readings
from knowledge.retrieval.talk import NOTHING_SAID, Talk


@dataclass(frozen=True)
class Finding:
    """The answer to a search."""

    hits: tuple[Hit, ...]
    """The best passages, best first; only the nearest ones where nothing was found."""
    judgement: Judgement = NOTHING
    """Whether the documents answer the question."""
    missing: tuple[str, ...] = ()
    """Words of the question that stand in no passage, in no language, as the asker wrote them."""
    absent: tuple[str, ...] = ()
    """Those of them that name what is asked about, or what a follow-up puts in its place; a name
    that tells who asks is in neither."""


def find(
    shelf: Shelf, question: str, k: int, wanted: Booleans | None = None, talk: Talk = NOTHING_SAID
) -> Finding:
    """The `k` best passages for a question, and whether they answer it.

    `talk` is what was said before. A question that leans on it is looked up both alone and
    together with it; of one that stands by itself it changes nothing.
    """
    search = _Search.of(shelf, question, wanted, talk)
    if search is None:
        return Finding(())
    return search.finding(folded(_together(search.alone, search.completed), k))


def find_documents(
    shelf: Shelf, question: str, k: int, wanted: Booleans | None = None, talk: Talk = NOTHING_SAID
) -> Finding:
    """The best passage of each of the `k` best documents; otherwise like `find`."""
    search = _Search.of(shelf, question, wanted, talk)
    if search is None:
        return Finding(())
    return search.finding(best_documents(shelf, search.completed or search.alone, k))


@dataclass(frozen=True)
class _Search:
    shelf: Shelf
    absent: Absent
    """The names in the question that no passage has, and the question as it was looked up."""
    alone: Ranking
    completed: Ranking | None
    """Of the question together with what it leans on; None where it leans on nothing."""
    subject: Fit | None
    """How the passages fit what the conversation is about; None likewise."""

    @classmethod
    def of(
        cls, shelf: Shelf, question: str, wanted: Booleans | None, talk: Talk
    ) -> "_Search | None":
        absent = Absent.of(question, shelf.glossary, _known_to(shelf))
        alone = rank(shelf, absent.question, wanted)
        if alone is None:
            return None
        if not talk.recent.strip() or not leans_back(question):
            return cls(shelf, absent, alone, None, None)
        completed = rank(shelf, f"{talk.recent} {absent.question}", wanted)
        return cls(shelf, absent, alone, completed, fit(shelf, talk.subject, wanted))

    def finding(self, hits: list[Hit]) -> Finding:
        """The hits, and whether they answer."""
        completed = self.completed.fit if self.completed else None
        question, names = self.absent.question, self.absent.asked
        words = missing_words(question, self.alone.fit.concepts, _known_to(self.shelf))
        others = (name for name in names if not any(name in word for word in words))
        swaps = completed is not None and swaps_subject(question)
        named = (word for word in words if swaps and not points_back(word) and word not in names)
        return Finding(
            hits=tuple(hits),
            judgement=judge(Readings(self.alone.fit, completed, self.subject, names)),
            missing=(*words, *others),
            absent=(*named, *names),
        )


def _known_to(shelf: Shelf) -> Callable[[str], bool]:
    """Tells of a search term whether any passage has it."""
    return lambda term: shelf.words.number(term) >= 0


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
