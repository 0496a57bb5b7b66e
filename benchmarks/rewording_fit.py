"""Fit the models of whether a rewritten query asks for something else, on several sources together.

`python -m benchmarks.rewording_fit` prints the weights of `tools/diagnosis/rewording.py`, for the
words alone, with an answer, and with the corpus besides, fitted on the halves that may be looked
at: harmless and harmful rewritings count alike, and of the harmful ones those that were planted and
those of everyday cases. Then, how often they are right on those, each product or part when fitted
on the others, and on the halves that are held out. Rewritings that keep nearly all of the query are
left out: nothing has to tell them. From CASEBOOK_BENCH_DATA.

What products make of everyday questions (`rewordings.yaml`) is told apart besides by the words
alone, and not fitted to: there a harmless rewriting may share no word with the query and a harmful
one all but one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DATA, rows
from benchmarks.judging import Case
from benchmarks.logistic import newton
from benchmarks.planted_elsewhere import planted
from benchmarks.rootcause import case_of
from benchmarks.support_cases import by_product
from knowledge.corpus import Corpus
from knowledge.language import language_of
from knowledge.packaged import packaged
from knowledge.records import Cause, Passage, Trace
from tools.diagnosis.drift import signs_of_drift
from tools.diagnosis.facts import Facts
from tools.diagnosis.rewording import InWords, Rewording
from tools.diagnosis.rules import default_rules
from tools.diagnosis.taken_up import TakenUp

_KEPT, _ADDED = 0.95, 0.3
"""Shares from which a rewriting keeps nearly all, or adds enough to be looked at."""
_RIDGE, _ALL, _FOLDS = 1.0, 600.0, 5
"""How much a weight must explain before it counts; what all rewritings weigh together; and the
parts of what was planted."""
Floats = NDArray[np.float64]
_Given = tuple[str, bool, bool, Case, Corpus | None]
"""What a case is of, whether it is held out, whether it was written by hand, and the corpus."""


class _Signs(Enum):
    """The signs that a model has."""

    WORDS = "by words alone"
    ANSWERED = "with an answer"
    ALL = "with an answer and the corpus"


@dataclass(frozen=True)
class _Seen:
    """What one rewriting shows."""

    group: str
    """The product or the part that it is of: it is judged by a fit to all others."""
    is_held_out: bool
    """Whether only figures of it may be looked at."""
    is_everyday: bool
    """Whether people wrote it by hand."""
    asks_otherwise: bool
    """Whether it asks for something else."""
    signs: Rewording
    """How it stands to what was asked."""


def main() -> None:
    """Print the weights, and how often they are right."""
    seen = list(_seen(_cases()))
    everyday = [one for one in _seen(_everyday()) if one.signs.taken_up is None]
    for signs in _Signs:
        fitted = _fit(seen, signs)
        told = zip(_names(signs), fitted[1:], strict=True)
        print(signs.value, f"constant {fitted[0]:.2f}", *(f"{n} {value:.2f}" for n, value in told))
        known = [one for one in seen if not one.is_held_out]
        crossed = [
            (one, fit)
            for group in sorted({one.group for one in known})
            for fit in [_fit([one for one in known if one.group != group], signs)]
            for one in known
            if one.group == group
        ]
        _print("looked at, each by all others", crossed, signs)
        _print("held out", [(one, fitted) for one in seen if one.is_held_out], signs)
        if signs is _Signs.WORDS:
            _print("everyday, by words alone", [(one, fitted) for one in everyday], signs)


def _print(half: str, judged: list[tuple[_Seen, Floats]], signs: _Signs) -> None:
    for name, is_everyday, otherwise in (
        ("planted, something else", False, True),
        ("by hand, something else", True, True),
        ("by hand, the same", True, False),
    ):
        chosen = [
            (one, fit)
            for one, fit in judged
            if (one.is_everyday, one.asks_otherwise) == (is_everyday, otherwise)
        ]
        if chosen:
            logits = [float(_row(one, signs) @ fit) for one, fit in chosen]
            right = np.mean([(logit > 0) == otherwise for logit in logits])
            print(f"  {half:<32}{name:<26}{len(chosen):4} {right:.3f}")


def _names(signs: _Signs) -> list[str]:
    names = list(InWords._fields)
    if signs is not _Signs.WORDS:
        names += [f"answer_{name}" for name in TakenUp._fields]
    return [*names, "elsewhere"] if signs is _Signs.ALL else names


def _row(one: _Seen, signs: _Signs) -> Floats:
    row = [1.0, *one.signs.in_words]
    if signs is not _Signs.WORDS:
        row += one.signs.taken_up or ()
    return np.array([*row, one.signs.elsewhere or 0.0] if signs is _Signs.ALL else row)


def _fit(seen: Sequence[_Seen], signs: _Signs) -> Floats:
    """The constant and the weights fitted to what may be looked at."""
    known = [one for one in seen if not one.is_held_out]
    inputs = np.array([_row(one, signs) for one in known])
    goal = np.array([float(one.asks_otherwise) for one in known])
    by_hand = np.array([one.is_everyday for one in known])
    shares = ((goal == 0, 2), ((goal == 1) & by_hand, 1), ((goal == 1) & ~by_hand, 1))
    weight = sum(_ALL / 4 * share * which / max(which.sum(), 1) for which, share in shares)
    ridge = np.eye(inputs.shape[1]) * _RIDGE
    ridge[0, 0] = 0
    return newton(inputs, goal, ridge, weight=np.asarray(weight))


def _seen(given: Iterable[_Given]) -> Iterator[_Seen]:
    for group, is_held_out, is_everyday, case, corpus in given:
        facts = Facts(case.trace, case.lang, default_rules(), corpus)
        if facts.asked.creative or (signs := signs_of_drift(facts)) is None:
            continue
        kept, added = signs.in_words.kept, signs.in_words.added
        if kept < _KEPT and (kept < 1 - _ADDED or added > _ADDED):
            yield _Seen(group, is_held_out, is_everyday, case.cause == "intent", signs)


def _cases() -> Iterator[_Given]:
    if (DATA / "rootcause_dev.jsonl").exists():
        corpus = Corpus.load(DATA / "rootcause_dev_docs.jsonl")
        for number, row in enumerate(rows("rootcause_dev.jsonl")):
            yield f"dev {number % _FOLDS}", False, False, case_of(row), corpus
    for source in planted():
        for is_held_out, cases in ((False, source.looked_at), (True, source.held_out)):
            for number, case in enumerate(cases):
                group = f"{source.name} {number % _FOLDS}"
                yield group, is_held_out, False, case, source.corpus
    for is_held_out in (False, True):
        for _, cases, corpus in by_product(held_out=is_held_out):
            for case in cases:
                yield case.trace.id.rpartition("-")[0], is_held_out, True, case, corpus


def _everyday() -> Iterator[_Given]:
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
        yield "", False, True, Case(trace, language_of(one["query"]), cause, cause), None


if __name__ == "__main__":
    main()
