"""Fit the model of whether retrieved passages answer a query, on several sources together.

`python -m benchmarks.answering_fit` prints the weights of `tools/diagnosis/answering.py` with and
without a corpus, fitted on the half of each source that may be looked at, every source and both
classes counting alike; and how often it is right on the held-out halves, and on each source when
fitted on the others alone. A guess is right half of the time. From CASEBOOK_BENCH_DATA.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.logistic import newton, sigmoid
from benchmarks.planted_elsewhere import Retrieval, retrievals
from tools.diagnosis.answering import Alone, InCorpus, signs
from tools.diagnosis.asked import Asked
from tools.diagnosis.found import Found
from tools.diagnosis.rules import default_rules

_COUNTS = 60
"""What both classes of a source count at most, however many questions it has."""
_RIDGE = 1.0
"""How much a weight must explain before it counts."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Seen:
    """What one retrieval shows."""

    name: str
    """The source that it is from."""
    is_held_out: bool
    """Whether only figures of it may be looked at."""
    answers: bool
    """Whether one of its passages answers."""
    alone: tuple[float, ...]
    """The signs by themselves."""
    in_corpus: InCorpus | None
    """The signs beside the rest of the corpus; None where that tells nothing."""


def main() -> None:
    """Print both models."""
    seen = [one for found in retrievals() if (one := _seen(found))]
    if not seen:
        print("answering: skipped: no data")
        return
    _print("alone", Alone._fields, [(one, one.alone) for one in seen])
    _print("in a corpus", InCorpus._fields, [(o, o.in_corpus) for o in seen if o.in_corpus])


def _seen(found: Retrieval) -> _Seen | None:
    asked = Asked(found.trace, default_rules())
    there = Found(asked, found.corpus)
    if not asked.topic or there.best is None:
        return None
    seen = [
        signs(asked.query, asked.topic, there.texts, there.coverage, standing)
        for standing in (
            None,
            there.standing(range(len(there.passages)), there.coverage, asked.in_context),
        )
    ]
    beside = seen[1] if isinstance(seen[1], InCorpus) else None
    return _Seen(found.name, found.is_held_out, found.answers, seen[0], beside)


def _print(
    title: str, names: Sequence[str], seen: Sequence[tuple[_Seen, tuple[float, ...]]]
) -> None:
    inputs = np.array([[1.0, *values] for _, values in seen])
    goal = np.array([float(one.answers) for one, _ in seen])
    sources = np.array([one.name for one, _ in seen])
    held = np.array([one.is_held_out for one, _ in seen])
    ridge = np.eye(inputs.shape[1]) * _RIDGE
    ridge[0, 0] = 0
    counts = _counts(goal, sources, ~held)
    fitted = newton(inputs, goal, ridge, weight=counts)
    told = ", ".join(f"{name} {value:.2f}" for name, value in zip(names, fitted[1:], strict=True))
    print(f"{title}: constant {fitted[0]:.2f}, {told}")
    for source in dict.fromkeys(sources.tolist()):
        own = sources == source
        others = newton(inputs, goal, ridge, weight=np.where(own, 0, counts))
        print(
            f"  {source:<24} held out {_right(inputs @ fitted, goal, own & held):.3f}"
            f"   fitted on others {_right(inputs @ others, goal, own):.3f}"
        )


def _counts(goal: Floats, sources: NDArray[np.str_], known: NDArray[np.bool_]) -> Floats:
    counts = np.zeros(len(goal))
    for source in set(sources.tolist()):
        for answer in (0.0, 1.0):
            alike = known & (sources == source) & (goal == answer)
            counts[alike] = min(1.0, _COUNTS / max(int(alike.sum()), 1))
    return counts


def _right(logits: Floats, goal: Floats, which: NDArray[np.bool_]) -> float:
    """The mean share of right guesses of both classes."""
    said = sigmoid(logits) >= 0.5
    return float(np.mean([(said[which & (goal == one)] == one).mean() for one in (0.0, 1.0)]))


if __name__ == "__main__":
    main()
