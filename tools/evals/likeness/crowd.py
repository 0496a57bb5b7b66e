"""Which texts are nearer to each other in meaning than either is to the crowd.

How large a cosine is of two texts that say the same hangs on the texts: two different questions
about one product are as near as two wordings of one question about nothing in particular. So a
pair is told by how far it stands out from what each of the two has with all others, as sentences
are aligned by margins (Artetxe and Schwenk, 2019, "Margin-based parallel corpus mining").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.packaged import packaged
from knowledge.vectors.embeddings import Vector
from tools.claims.ground import Embed
from tools.evals.likeness.space import Floats, Places

_MOST = 1_000
"""Texts of the crowd, at most; of more, an even draw."""
_FEWEST = 80
"""Texts of the crowd, at least: of fewer, common questions fill it up."""
_UPPER = 90
"""Percentile by which the spread above the median is measured: copies lie beyond it and do not
hide each other."""
_DEVIATIONS = 1.2816
"""Standard deviations of that percentile above the median, for a normal distribution."""
_LEAST_SPREAD = 0.02
_BLOCK = 1_000

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """Pairs of places, and how they stand out."""

    left: Places
    """Places of the ones."""
    right: Places
    """Places of the others."""
    deviations: Floats
    """Standard deviations above the crowd, the mean of both sides; of nearest ones the cosine."""
    cosine: Floats
    """Cosines of the sentence vectors."""


class Crowd:
    """All the texts that pairs have to stand out from, and the vectors of all that was asked."""

    def __init__(self, embed: Embed, texts: Iterable[str]) -> None:
        """Raises what `embed` raises."""
        self._embed = embed
        self._vectors: dict[str, Vector] = {}
        distinct = sorted(set(texts))
        taken = distinct[:: -(-len(distinct) // _MOST) or 1]
        if len(taken) < _FEWEST:
            common = packaged(__package__, "crowd.yaml")
            both = [one for pair in zip(common["zh"], common["en"], strict=True) for one in pair]
            taken += both[: _FEWEST - len(taken)]
        self._crowd = self._matrix(taken)

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of texts, each text embedded once."""
        new = [one for one in dict.fromkeys(texts) if one not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._embed(new), strict=True))
        return [self._vectors[one] for one in texts]

    def near(
        self, ones: Sequence[str], others: Sequence[str], *, least: float, cosine: float
    ) -> Near:
        """Pairs that stand out by `least` standard deviations, of at least this cosine."""
        left, right = self._matrix(ones), self._matrix(others)
        medians, spreads = self._usual(left)
        other_medians, other_spreads = self._usual(right)
        found: list[Near] = []
        for start in range(0, len(left), _BLOCK):
            rows = slice(start, start + _BLOCK)
            likeness = left[rows] @ right.T
            above = (likeness - medians[rows, None]) / spreads[rows, None]
            above += (likeness - other_medians) / other_spreads
            one, other = np.nonzero((above >= 2 * least) & (likeness >= cosine))
            stands = _floats(above[one, other] / 2)
            found.append(Near(one + start, other, stands, _floats(likeness[one, other])))
        return _joined(found)

    def nearest(
        self, ones: Sequence[str], others: Sequence[str], *, most: int, cosine: float
    ) -> Near:
        """Of each of the others the `most` nearest ones, where it is itself the nearest to these.

        However crowded it is: among questions of one form, the one that asks for the same thing
        stands apart from nothing, and is yet the nearest.
        """
        if not ones or not others:
            return _joined([])
        left, right = self._matrix(ones), self._matrix(others)
        blocks = [left[start : start + _BLOCK] @ right.T for start in range(0, len(left), _BLOCK)]
        best = np.concatenate([one.argmax(axis=1) for one in blocks])
        found: list[Near] = []
        for at in range(len(right)):
            likeness = np.concatenate([one[:, at] for one in blocks])
            one = np.argsort(-likeness, kind="stable")[:most]
            one = one[(best[one] == at) & (likeness[one] >= cosine)]
            near = _floats(likeness[one])
            found.append(Near(one, np.full(len(one), at, np.intp), near, near))
        return _joined(found)

    def _matrix(self, texts: Sequence[str]) -> Matrix:
        return np.stack(self.embed(texts)) if len(texts) else np.zeros((0, 1), np.float32)

    def _usual(self, vectors: Matrix) -> tuple[Matrix, Matrix]:
        """Of each vector the median of its cosines with the crowd, and their spread above it."""
        medians, spreads = [], []
        for start in range(0, len(vectors), _BLOCK):
            likeness = vectors[start : start + _BLOCK] @ self._crowd.T
            median, upper = np.percentile(likeness, (50, _UPPER), axis=1)
            medians.append(median)
            spreads.append(np.maximum((upper - median) / _DEVIATIONS, _LEAST_SPREAD))
        none = np.zeros(0)
        return np.concatenate([*medians, none]), np.concatenate([*spreads, none])


def _joined(found: Sequence[Near]) -> Near:
    places, floats = np.zeros(0, np.intp), np.zeros(0, np.float64)
    return Near(
        np.concatenate([places, *(one.left for one in found)]),
        np.concatenate([places, *(one.right for one in found)]),
        np.concatenate([floats, *(one.deviations for one in found)]),
        np.concatenate([floats, *(one.cosine for one in found)]),
    )


def _floats(found: NDArray[np.floating]) -> Floats:
    return found.astype(np.float64)
