"""Boosted trees of decisions, evaluated without the library that fitted them."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Cause

MISSING = -1.0
"""What stands for a sign that is not shown."""


@dataclass(frozen=True)
class Forest:
    """As many trees for each class, whose leaves add up to its log odds.

    Friedman 2001, "Greedy function approximation: a gradient boosting machine". All arrays have a
    row for each tree and a column for each node; a leaf leads to itself.
    """

    classes: Sequence[Cause]
    """What is told apart; trees stand in turn for each."""
    signs: Sequence[str]
    """The names of the inputs."""
    sign: NDArray[np.int64]
    """The place of the input that a node asks for."""
    most: NDArray[np.float64]
    """Up to which value it leads to the left."""
    left: NDArray[np.int64]
    """The node to the left."""
    right: NDArray[np.int64]
    """The node to the right."""
    leaf: NDArray[np.float64]
    """What a leaf adds."""

    def likelihood(self, signs: Mapping[str, float]) -> dict[Cause, float]:
        """How likely each class is; they add up to 1."""
        given = np.array([signs.get(name, MISSING) for name in self.signs])
        trees = np.arange(len(self.sign))
        node = np.zeros(len(self.sign), np.int64)
        for _ in range(self.sign.shape[1] // 2):
            is_left = given[self.sign[trees, node]] <= self.most[trees, node]
            node = np.where(is_left, self.left[trees, node], self.right[trees, node])
        sums = self.leaf[trees, node].reshape(-1, len(self.classes)).sum(axis=0)
        odds = np.exp(sums - sums.max())
        return dict(zip(self.classes, (odds / odds.sum()).tolist(), strict=True))


def forests(package: str, file: str) -> dict[str, Forest]:
    """The forests in a packed file of a package, by name."""
    packed = resources.files(package).joinpath(file).read_bytes()
    told: dict[str, Any] = json.loads(gzip.decompress(packed))
    return {name: forest_of(one) for name, one in told.items()}


def forest_of(told: Mapping[str, Any]) -> Forest:
    """The forest that is told in plain lists, as it is written."""
    return Forest(
        classes=told["classes"],
        signs=told["signs"],
        sign=np.array(told["sign"], np.int64),
        most=np.array(told["most"], np.float64),
        left=np.array(told["left"], np.int64),
        right=np.array(told["right"], np.int64),
        leaf=np.array(told["leaf"], np.float64),
    )
