"""Fit the model of whether a rewritten query asks for something else, on several sources together.

`python -m benchmarks.rewording_fit` prints the weights of `tools/diagnosis/rewording.py`, fitted on
the halves that may be looked at, both classes counting alike; and how often it is right on those,
each fifth when fitted on the others, and on the halves that are held out. Rewritings that keep
nearly all of the query are left out: nothing has to tell them. From CASEBOOK_BENCH_DATA.

What products make of everyday questions (`rewordings.yaml`) is told apart besides, and not fitted
to: there a harmless rewriting may share no word with the query and a harmful one all but one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DATA, rows
from benchmarks.judging import Case
from benchmarks.logistic import newton
from benchmarks.planted_elsewhere import planted
from benchmarks.rootcause import case_of
from benchmarks.support_cases import cases as support_cases
from knowledge.language import language_of
from knowledge.packaged import packaged
from knowledge.records import Cause, Passage, Trace
from tools.diagnosis.facts import Facts
from tools.diagnosis.intent_topic import signs_of_drift
from tools.diagnosis.rewording import Rewording
from tools.diagnosis.rules import default_rules

_KEPT, _ADDED = 0.95, 0.3
"""Shares from which a rewriting keeps nearly all, or adds enough to be looked at."""
_RIDGE, _FOLDS = 0.5, 5
"""How much a weight must explain before it counts; and the parts, each judged by all others."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Seen:
    """What one rewriting shows."""

    is_held_out: bool
    """Whether only figures of it may be looked at."""
    asks_otherwise: bool
    """Whether it asks for something else."""
    signs: Rewording
    """How it stands to what was asked."""
    is_everyday: bool
    """Whether it is of `rewordings.yaml`."""


def main() -> None:
    """Print the weights, and how often they are right."""
    seen = list(_seen())
    inputs = np.array([[1.0, *one.signs] for one in seen])
    goal = np.array([float(one.asks_otherwise) for one in seen])
    held = np.array([one.is_held_out for one in seen])
    everyday = np.array([one.is_everyday for one in seen])
    known = ~held & ~everyday
    fitted = _fit(inputs[known], goal[known])
    told = ", ".join(
        f"{name} {value:.2f}" for name, value in zip(Rewording._fields, fitted[1:], strict=True)
    )
    print(f"constant {fitted[0]:.2f}, {told}")
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(goal))
    crossed = np.zeros(len(goal))
    for part in range(_FOLDS):
        own = fold == part
        crossed[own] = inputs[own] @ _fit(inputs[known & ~own], goal[known & ~own])
    logits = np.where(known, crossed, inputs @ fitted)
    for title, half in (
        ("looked at, each fifth by the others", ~held & ~everyday),
        ("held out", held & ~everyday),
        ("everyday", everyday),
    ):
        for name, which in (("something else", goal == 1), ("the same", goal == 0)):
            chosen = half & which
            right = np.mean((logits[chosen] > 0) == goal[chosen])
            print(f"  {title:<38}{name:<16}{chosen.sum():4} {right:.3f}")


def _fit(inputs: Floats, goal: Floats) -> Floats:
    ridge = np.eye(inputs.shape[1]) * _RIDGE
    ridge[0, 0] = 0
    positive = goal.mean()
    weight = np.where(goal == 1, 0.5 / positive, 0.5 / (1 - positive))
    return newton(inputs, goal, ridge, weight=weight)


def _seen() -> Iterator[_Seen]:
    for cases, is_everyday in ((_cases(), False), (_everyday(), True)):
        for is_held_out, case in cases:
            facts = Facts(case.trace, case.lang, default_rules(), None)
            if facts.asked.creative or (signs := signs_of_drift(facts)) is None:
                continue
            if signs.kept < _KEPT and (signs.kept < 1 - _ADDED or signs.added > _ADDED):
                yield _Seen(is_held_out, case.cause == "intent", signs, is_everyday)


def _cases() -> Iterator[tuple[bool, Case]]:
    """Every case, and whether it is held out."""
    if (DATA / "rootcause_dev.jsonl").exists():
        for row in rows("rootcause_dev.jsonl"):
            yield False, case_of(row)
    for one in planted():
        for is_held_out, cases in ((False, one.looked_at), (True, one.held_out)):
            for case in cases:
                yield is_held_out, case
    yield from support_cases()


def _everyday() -> Iterator[tuple[bool, Case]]:
    """What products made of everyday questions."""
    told: list[dict[str, Any]] = packaged(__package__, "rewordings.yaml")
    for at, one in enumerate(told):
        trace = Trace(
            id=f"rewording-{at}",
            query=one["query"],
            rewritten_query=one["rewriting"],
            retrieved=[Passage(id=f"p{n}", text=text) for n, text in enumerate(one["found"])],
            answer="",
        )
        cause: Cause = "none" if one["same"] else "intent"
        yield False, Case(trace, language_of(one["query"]), cause, cause)


if __name__ == "__main__":
    main()
