"""Logistic regression with a ridge, by Newton's method."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 50
_STILL = 1e-9
"""The largest change of a weight that is none."""


def newton(
    inputs: Floats,
    goal: Floats,
    ridge: Floats,
    *,
    weight: Floats | None = None,
    known: Floats | None = None,
) -> Floats:
    """The weights of the inputs, a row of `inputs` for each `goal` of 0 or 1.

    `ridge` is the matrix of the penalty on their squares, `weight` what each row counts, 1 unless
    given, and `known` the logit of each row without the inputs, 0 unless given.
    """
    counts = np.ones(len(goal)) if weight is None else weight
    without = np.zeros(len(goal)) if known is None else known
    found = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        guess = sigmoid(without + inputs @ found)
        slope = inputs.T @ (counts * (guess - goal)) + ridge @ found
        curve = (inputs * (counts * guess * (1 - guess))[:, None]).T @ inputs + ridge
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < _STILL:
            break
    return found


def sigmoid(logit: Floats) -> Floats:
    """The probability of each logit."""
    return np.asarray(1 / (1 + np.exp(-logit)))
