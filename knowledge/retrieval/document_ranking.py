"""Which documents answer a query: told from their passages, and from all of what they say."""

import numpy as np

from knowledge.records import Hit
from knowledge.retrieval.rank import Ranking
from knowledge.retrieval.shelf import Shelf

_SHARES = (1.0, 0.5, 0.25)
"""What a document's best passages count for: a page about the question beats a page that
mentions it once."""

_WORDS = 0.75
"""Of the BM25 by which each thing that is asked for is found somewhere in the document."""

_WHOLE = 2.0
"""Of the cosine to the mean of a document's vectors: is it about that, all in all?"""

_OPENING = 1.0
"""Of the fit of its first passage, by words and by meaning: that mostly says what it is about."""


def best_documents(shelf: Shelf, ranking: Ranking, k: int) -> list[Hit]:
    """The best passage of each of the `k` best documents, best first, with document scores."""
    passages: dict[int, list[int]] = {}
    for row in ranking.rows:
        passages.setdefault(int(shelf.flags.document[row]), []).append(row)
    wholes = _wholes(shelf, ranking, list(passages))
    scores = {
        document: ranking.weights.get(rows[0], 1.0) * wholes.get(document, 0.0)
        + sum(share * ranking.scores[row] for share, row in zip(_SHARES, rows, strict=False))
        for document, rows in passages.items()
    }
    order = sorted(scores, key=lambda document: -scores[document])[:k]
    return [
        ranking.hit(passages[one][0]).model_copy(update={"score": scores[one]}) for one in order
    ]


def _wholes(shelf: Shelf, ranking: Ranking, documents: list[int]) -> dict[int, float]:
    """What each document as a whole adds to the scores of its passages."""
    rows = np.flatnonzero(np.isin(shelf.flags.document, documents) & shelf.flags.alive)
    rows = rows[np.argsort(shelf.flags.document[rows], kind="stable")].astype(np.int32)
    starts = np.flatnonzero(np.diff(shelf.flags.document[rows], prepend=-1))
    words = sum(
        (np.maximum.reduceat(one[rows], starts) for one in ranking.fit.by_concept),
        start=np.zeros(len(starts), np.float32),
    )
    found = _WORDS * words
    for at, parts in enumerate(np.split(rows, starts[1:])):
        cosines = ranking.fit.cosines[parts]
        found[at] += _OPENING * ranking.fit.words[parts[0]]
        length = shelf.mean_length(parts.astype(np.int32))
        if length and not np.isnan(cosines).any():
            found[at] += _WHOLE * max(float(cosines.mean()) / length, 0.0)
            found[at] += _OPENING * max(float(cosines[0]), 0.0)
    return dict(zip(shelf.flags.document[rows[starts]].tolist(), found.tolist(), strict=True))
