"""How often does the diagnosis name the right stage? Two tables, each with its floor.

1. Real questions and passages with one planted fault each, from CASEBOOK_BENCH_DATA
   (default ../shared/data): with and without the reference, with and without the corpus.
2. The demo product's simulated traffic, whose planted faults are known: as a stranger's trace,
   with what the product says of itself (topics' names, thresholds), and with its corpus as well.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.data import DATA
from knowledge.corpus import Corpus
from knowledge.demo.scriptmate.library import corpus_of, demo_library, product_of
from knowledge.demo.scriptmate.retrieve import RELEVANT_SCORE
from knowledge.demo.traffic.simulate import simulate
from knowledge.language import Lang, language_of
from knowledge.records import CAUSES, Cause, Diagnosis, Product, Trace
from tools.diagnosis import diagnose

SEED = 7
FLOOR = {True: 0.76, False: 0.43}
"""Macro-F1 of fifteen lines of rules, with and without the reference."""


@dataclass(frozen=True)
class Case:
    """A trace and what is wrong with it."""

    trace: Trace
    lang: Lang
    cause: Cause
    fault: str


@dataclass(frozen=True)
class Judged:
    """A case and its diagnosis."""

    case: Case
    diagnosis: Diagnosis


def main() -> None:
    """Print both tables."""
    planted_in_real_questions()
    print()
    planted_in_the_demo()


def planted_in_real_questions() -> None:
    """The first table."""
    source = DATA / "rootcause_dev.jsonl"
    if not source.exists():
        print("root cause: skipped: no data")
        return
    cases = [_case(json.loads(line)) for line in source.read_text(encoding="utf-8").splitlines()]
    corpus = Corpus.load(DATA / "rootcause_dev_docs.jsonl")
    print(f"Root cause, {len(cases)} traces          macro-F1  floor  blamed good  gap/miss   /s")
    for reference in (True, False):
        for docs in (None, corpus):
            given = cases if reference else [_without_reference(case) for case in cases]
            judged, rate = judge(given, docs)
            name = ("with" if reference else "no") + " reference" + (", corpus" if docs else "")
            told = f"{gap_accuracy(judged):8.3f}" if docs else "       –"
            print(
                f"  {name:<28} {macro_f1(judged):8.3f} {FLOOR[reference]:6.2f}"
                f" {blamed_good(judged):12.3f}  {told} {rate:4.0f}"
            )


def planted_in_the_demo() -> None:
    """The second table, and who was taken for whom."""
    traffic = simulate(SEED)
    faults = {fact.id: fact for fact in traffic.truth}
    cases = [
        Case(trace, language_of(trace.query, "zh"), faults[trace.id].cause, faults[trace.id].fault)
        for trace in traffic.traces
    ]
    corpus = Corpus(corpus_of(demo_library()))
    said = product_of(demo_library(), RELEVANT_SCORE)
    always = Counter(case.cause for case in cases if case.cause != "none").most_common(1)[0]
    broken = sum(case.cause != "none" for case in cases)
    print(
        f"Demo product, {len(cases)} traces, {broken} with a planted fault"
        f" (always “{always[0]}”: {always[1] / broken:.3f})"
    )
    print("                       right cause of a fault  blamed good  all right   /s")
    for name, docs, product in (
        ("a stranger's trace", None, None),
        ("of a known product", None, said),
        ("and its corpus", corpus, said),
    ):
        judged, rate = judge(cases, docs, product)
        faulty = [one for one in judged if one.case.cause != "none"]
        print(
            f"  {name:<20} {accuracy(faulty):22.3f} {blamed_good(judged):12.3f}"
            f" {accuracy(judged):10.3f} {rate:4.0f}"
        )
    print_confusion(judged)


def judge(
    cases: Sequence[Case], corpus: Corpus | None, product: Product | None = None
) -> tuple[list[Judged], float]:
    """Every case diagnosed, and how many a second."""
    start = time.perf_counter()
    judged = [
        Judged(case, diagnose(case.trace, lang=case.lang, corpus=corpus, product=product))
        for case in cases
    ]
    return judged, len(cases) / (time.perf_counter() - start)


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean F1 over the causes that occur."""
    causes = {one.case.cause for one in judged}
    return sum(_f1(judged, cause) for cause in causes) / len(causes)


def accuracy(judged: Iterable[Judged]) -> float:
    """The share of right causes."""
    right = [one.diagnosis.cause == one.case.cause for one in judged]
    return sum(right) / len(right)


def blamed_good(judged: Iterable[Judged]) -> float:
    """The share of good answers for which a stage is blamed; doubt is no blame."""
    good = [one for one in judged if one.case.cause == "none"]
    return sum(one.diagnosis.cause not in {"none", "undetermined"} for one in good) / len(good)


def gap_accuracy(judged: Iterable[Judged]) -> float:
    """Of the retrieval faults that were found: the share told rightly a gap or a miss."""
    found = [one for one in judged if one.case.cause == one.diagnosis.cause == "retrieval"]
    right = [
        (one.case.fault == "retrieval_gap") == (one.diagnosis.subcause == "knowledge_gap")
        for one in found
    ]
    return sum(right) / len(right)


def print_confusion(judged: Sequence[Judged]) -> None:
    """Planted causes down, diagnosed causes across."""
    pairs = Counter((one.case.cause, one.diagnosis.cause) for one in judged)
    print(f"\n  {'planted / said':<14}" + "".join(f"{cause[:10]:>11}" for cause in CAUSES))
    for planted in CAUSES:
        if any(pairs[planted, said] for said in CAUSES):
            print(f"  {planted:<14}" + "".join(f"{pairs[planted, said]:>11}" for said in CAUSES))


def _f1(judged: Sequence[Judged], cause: Cause) -> float:
    said = sum(one.diagnosis.cause == cause for one in judged)
    true = sum(one.case.cause == cause for one in judged)
    both = sum(one.diagnosis.cause == one.case.cause == cause for one in judged)
    return 2 * both / (said + true)


def _case(row: dict[str, Any]) -> Case:
    known = {key: value for key, value in row.items() if key in Trace.model_fields}
    return Case(Trace.model_validate(known), row["lang"], row["cause"], row["fault"])


def _without_reference(case: Case) -> Case:
    trace = case.trace.model_copy(update={"reference": None})
    return Case(trace, case.lang, case.cause, case.fault)


if __name__ == "__main__":
    main()
