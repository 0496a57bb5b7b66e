"""Cases whose cause is known, diagnosed and counted."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.corpus import Corpus
from knowledge.language import Lang
from knowledge.records import CAUSES, Cause, Diagnosis, Product, Trace
from tools.diagnosis.engine import diagnose

_BINS = 10


@dataclass(frozen=True)
class Case:
    """A trace and what is wrong with it."""

    trace: Trace
    lang: Lang
    cause: Cause
    fault: str

    def without_reference(self) -> "Case":
        """The same, without a known good answer."""
        trace = self.trace.model_copy(update={"reference": None})
        return Case(trace, self.lang, self.cause, self.fault)


@dataclass(frozen=True)
class Judged:
    """A case and its diagnosis."""

    case: Case
    diagnosis: Diagnosis

    @property
    def is_right(self) -> bool:
        """Whether the cause is the planted one."""
        return self.case.cause == self.diagnosis.cause


def judge(
    cases: Sequence[Case], corpus: Corpus | None, product: Product | None = None
) -> tuple[list[Judged], float]:
    """Every case diagnosed, and how many a second of processor time."""
    start = time.process_time()
    judged = [
        Judged(case, diagnose(case.trace, lang=case.lang, corpus=corpus, product=product))
        for case in cases
    ]
    return judged, len(cases) / (time.process_time() - start)


Pair = tuple[Cause, Cause]
"""What is wrong, and what is said to be."""


def pairs_of(judged: Iterable[Judged]) -> list[Pair]:
    """What is wrong with each case, and what the diagnosis says."""
    return [(one.case.cause, one.diagnosis.cause) for one in judged]


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean F1 over the causes that occur."""
    return macro_f1_of(pairs_of(judged))


def macro_f1_of(pairs: Sequence[Pair]) -> float:
    """The same of causes alone."""
    causes = {true for true, _ in pairs}
    return sum(_f1(pairs, cause) for cause in causes) / len(causes)


def accuracy(judged: Iterable[Judged]) -> float:
    """The share of right causes."""
    right = [one.is_right for one in judged]
    return sum(right) / len(right)


def blamed_good(judged: Iterable[Judged]) -> float:
    """The share of good answers for which a stage is blamed; doubt is no blame."""
    return blamed_good_of(pairs_of(judged))


def blamed_good_of(pairs: Iterable[Pair]) -> float:
    """The same of causes alone."""
    said = [by for true, by in pairs if true == "none"]
    return sum(by not in {"none", "undetermined"} for by in said) / len(said)


def gap_accuracy(judged: Iterable[Judged]) -> float:
    """Of the retrieval faults that were found: the share told rightly a gap or a miss."""
    found = [one for one in judged if one.case.cause == one.diagnosis.cause == "retrieval"]
    right = [
        (one.case.fault in {"retrieval_gap", "gap"}) == (one.diagnosis.subcause == "knowledge_gap")
        for one in found
    ]
    return sum(right) / len(right)


def calibration_error(judged: Iterable[Judged]) -> float:
    """The expected calibration error of the confidence over ten bins of equal width.

    Guo et al. 2017, "On calibration of modern neural networks": per bin, the distance of the mean
    confidence from the share of right causes, weighted by its size. Undetermined has none.
    """
    known = [one for one in judged if one.diagnosis.confidence is not None]
    bins: dict[int, list[Judged]] = {}
    for one in known:
        bins.setdefault(min(int((one.diagnosis.confidence or 0) * _BINS), _BINS - 1), []).append(
            one
        )
    gaps = (
        abs(sum((one.diagnosis.confidence or 0) - one.is_right for one in inside))
        for inside in bins.values()
    )
    return sum(gaps) / max(len(known), 1)


def print_confusion(judged: Sequence[Judged]) -> None:
    """Planted causes down, diagnosed causes across."""
    pairs = Counter(pairs_of(judged))
    print(f"\n  {'planted / said':<14}" + "".join(f"{cause[:10]:>11}" for cause in CAUSES))
    for planted in CAUSES:
        if any(pairs[planted, said] for said in CAUSES):
            print(f"  {planted:<14}" + "".join(f"{pairs[planted, said]:>11}" for said in CAUSES))


def _f1(pairs: Sequence[Pair], cause: Cause) -> float:
    said = sum(by == cause for _, by in pairs)
    true = sum(one == cause for one, _ in pairs)
    both = sum(one == by == cause for one, by in pairs)
    return 2 * both / (said + true)
