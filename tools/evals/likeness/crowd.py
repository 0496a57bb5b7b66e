"""Which texts are nearer to each other in meaning than either is to the crowd.

How large a cosine is of two texts that say the same hangs on the texts: two different questions
about one product are as near as two wordings of one question about nothing in particular. So a
pair is told by how far it stands out from what each of the two has with all others, as sentences
are aligned by margins (Artetxe and Schwenk, 2019, "Margin-based parallel corpus mining").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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
class Standing:
    """Pairs of places, and how they stand out."""

    left: Places
    """Places of the ones."""
    right: Places
    """Places of the others."""
    deviations: Floats
    """Standard deviations above the crowd, the mean of both sides."""
    nearer: Floats
    """How many of the others are nearer to the one."""


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

    def standing(
        self,
        ones: Sequence[str],
        others: Sequence[str],
        pairs: NDArray[np.intp],
        *,
        nearest: int,
        least: float,
        nearer: int,
    ) -> Standing:
        """Which of the `pairs` (two rows of places), and of each one with its `nearest` others,
        stand out by `least` standard deviations and have at most so many others `nearer`.
        """
        left, right = self._matrix(ones), self._matrix(others)
        medians, spreads = self._usual(left)
        other_medians, other_spreads = self._usual(right)
        found: list[tuple[NDArray[Any], ...]] = []
        for start in range(0, len(left), _BLOCK):
            likeness = left[start : start + _BLOCK] @ right.T
            inside = pairs[:, (pairs[0] >= start) & (pairs[0] < start + _BLOCK)]
            row, other = _with_nearest(likeness, inside[0] - start, inside[1], nearest)
            cosine, one = likeness[row, other], row + start
            above = (cosine - medians[one]) / spreads[one]
            above += (cosine - other_medians[other]) / other_spreads[other]
            stands = above >= 2 * least
            row, other, cosine = row[stands], other[stands], cosine[stands]
            ordered = np.sort(likeness, axis=1)
            closer = np.array(
                [
                    ordered.shape[1] - np.searchsorted(ordered[at], near, side="right")
                    for at, near in zip(row, cosine, strict=True)
                ],
                np.intp,
            )
            few = closer <= nearer
            found.append((row[few] + start, other[few], above[stands][few] / 2, closer[few]))
        one, other, above, closer = (np.concatenate(column) for column in zip(*found, strict=True))
        return Standing(one, other, _floats(above), _floats(closer))

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


def _with_nearest(
    likeness: Matrix, rows: Places, others: Places, nearest: int
) -> tuple[Places, Places]:
    """These places, and of each row those of the largest likeness; each pair once, in order."""
    width = likeness.shape[1]
    most = min(nearest, width)
    best = np.argpartition(-likeness, most - 1, axis=1)[:, :most]
    at = np.repeat(np.arange(len(likeness)), most)
    flat = np.unique(np.concatenate([rows * width + others, at * width + best.ravel()]))
    return flat // width, flat % width


def _floats(found: NDArray[Any]) -> Floats:
    return found.astype(np.float64)
