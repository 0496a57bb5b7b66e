"""Fit the model of whether a rewritten query led a wrong answer astray, on several sources.

`python -m benchmarks.led_astray_fit` prints the weights for `tools.diagnosis.led_astray`, fitted on
the halves that may be looked at; people's own cases count thrice. Then, how often they are right,
each product or part when fitted on all others. From CASEBOOK_BENCH_DATA.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DATA, rows
from benchmarks.judging import Case
from benchmarks.logistic import newton
from benchmarks.planted_elsewhere import planted
from benchmarks.rootcause import case_of
from benchmarks.support_cases import by_product
from knowledge.corpus import Corpus
from tools.diagnosis.facts import Facts
from tools.diagnosis.led_astray import Led, signs_of_it
from tools.diagnosis.rules import default_rules

_RIDGE, _BY_HAND, _FOLDS = 1.0, 3.0, 5
"""How much a weight must explain before it counts, what a case by hand weighs, and the parts of
what was planted."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Seen:
    """A wrong answer whose cause is known."""

    group: str
    """The product or the part that it is of."""
    is_by_hand: bool
    """Whether people wrote it."""
    was_led: bool
    """Whether what was understood is to blame."""
    signs: Led
    """What speaks for it and against it."""


def main() -> None:
    """Print the weights, and how often they are right."""
    seen = list(_seen())
    constant, *weights = _fit(seen)
    named = zip(Led._fields, weights, strict=True)
    print(f"constant {constant:.2f}", *(f"{name} {weight:.2f}" for name, weight in named))
    right: dict[tuple[bool, bool], list[bool]] = {}
    for group in sorted({one.group for one in seen}):
        fitted = _fit([one for one in seen if one.group != group])
        for one in seen:
            if one.group == group:
                is_right = (float(_row(one) @ fitted) > 0) == one.was_led
                right.setdefault((one.is_by_hand, one.was_led), []).append(is_right)
    for (by_hand, was_led), found in sorted(right.items()):
        source = "by hand" if by_hand else "planted"
        cause = "led astray" if was_led else "something else"
        print(f"  {source:<10}{cause:<16}{len(found):4} {np.mean(found):.3f}")


def _row(one: _Seen) -> Floats:
    return np.array([1.0, *one.signs])


def _fit(seen: Sequence[_Seen]) -> Floats:
    inputs = np.array([_row(one) for one in seen])
    weight = np.array([_BY_HAND if one.is_by_hand else 1.0 for one in seen])
    ridge = np.eye(inputs.shape[1]) * _RIDGE
    ridge[0, 0] = 0
    return newton(inputs, np.array([float(one.was_led) for one in seen]), ridge, weight=weight)


def _seen() -> Iterator[_Seen]:
    for group, is_by_hand, case, corpus in _cases():
        if case.cause not in {"intent", "retrieval", "generation"}:
            continue
        facts = Facts(case.trace, case.lang, default_rules(), corpus)
        if (signs := signs_of_it(facts)) is not None:
            yield _Seen(group, is_by_hand, case.cause == "intent", signs)


def _cases() -> Iterator[tuple[str, bool, Case, Corpus]]:
    if (DATA / "rootcause_dev.jsonl").exists():
        corpus = Corpus.load(DATA / "rootcause_dev_docs.jsonl")
        for number, row in enumerate(rows("rootcause_dev.jsonl")):
            yield f"dev {number % _FOLDS}", False, case_of(row), corpus
    for source in planted():
        for number, case in enumerate(source.looked_at):
            yield f"{source.name} {number % _FOLDS}", False, case, source.corpus
    for _, cases, corpus in by_product(held_out=False):
        for case in cases:
            yield case.trace.id.rpartition("-")[0], True, case, corpus


if __name__ == "__main__":
    main()
