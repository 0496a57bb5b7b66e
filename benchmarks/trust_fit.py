"""Fit how sure a verdict is, on several sources together.

`python -m benchmarks.trust_fit` prints the lines of `tools/diagnosis/trust.py`: the logit of the
share of right verdicts of each kind by how likely a retrieved passage answers and by how much of
the answer stands in one, on the halves that may be looked at, people's own words among them
(`support_cases`), and on the development file; every source counts alike, but products that nothing
was developed on count more. Then how far the lines
are off on the halves that are held out, and of each other kind the share of right ones. From
CASEBOOK_BENCH_DATA.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import get_args

import numpy as np

from benchmarks.data import DATA, rows
from benchmarks.judging import Case, judge
from benchmarks.logistic import newton
from benchmarks.planted_elsewhere import planted
from benchmarks.rootcause import case_of
from benchmarks.support_cases import by_product, unfamiliar
from knowledge.corpus import Corpus
from knowledge.records import Diagnosis
from tools.diagnosis.engine import rests_on_passages
from tools.diagnosis.facts import Facts
from tools.diagnosis.rules import default_rules
from tools.diagnosis.trust import Kind, log_odds

_KINDS: dict[tuple[str, str | None], Kind] = {
    ("none", None): "good",
    ("generation", "refusal"): "refusal",
    ("generation", "ignores_passages"): "ignores",
    ("generation", "beyond_passages"): "beyond",
    ("generation", "contradiction"): "contradiction",
    ("retrieval", "miss"): "miss",
    ("retrieval", "knowledge_gap"): "gap",
    ("retrieval", "not_found"): "not_found",
}
"""The kind of each cause and subcause that hangs on passages."""
_RIDGE, _FEW = 1.0, 40.0
"""How much a weight must explain before it counts, and how much more the fewer verdicts there are:
few tell little of one.
"""
_COUNTS = 200.0
"""What a source counts at most for a kind, however many of its verdicts are of it."""
_NEW, _NEW_COUNTS = "everyday, unfamiliar", 4.0
"""The source of products that nothing was developed on, and how much more its verdicts count: it
is what the next product looks like.
"""


@dataclass(frozen=True)
class _Verdict:
    """One verdict."""

    source: str
    """Where it is from."""
    kind: str
    """What it says: a kind of `trust.Kind`, or the cause and subcause."""
    by_reference: bool
    """Whether there was a reference."""
    likely: float
    """How likely one of the retrieved passages answers."""
    close: float
    """How much of the answer stands in one place of a passage."""
    is_right: bool
    """Whether its cause is the planted one."""


def main() -> None:
    """Print the lines and how far they are off."""
    known, held = list(_verdicts(held_out=False)), list(_verdicts(held_out=True))
    print(f"  {'':<18}{'':<16}from, likely, close   verdicts   off held out")
    for kind in (*get_args(Kind), *sorted({one.kind for one in known} - set(get_args(Kind)))):
        for by_reference in (True, False):
            mine = [o for o in known if (o.kind, o.by_reference) == (kind, by_reference)]
            others = [o for o in held if (o.kind, o.by_reference) == (kind, by_reference)]
            line = _line(mine, flat=kind not in get_args(Kind))
            name = "with reference" if by_reference else "without"
            told = " ".join(f"{one:6.2f}" for one in line)
            share = f" ({_chance(line[0]):.2f})" if kind not in get_args(Kind) else ""
            print(
                f"  {kind:<18}{name:<16}{told} {len(mine):10}"
                f" {_off(others, line):14.3f} of {len(others)}{share}"
            )


def _verdicts(*, held_out: bool) -> Iterator[_Verdict]:
    for source in planted():
        cases = source.held_out if held_out else source.looked_at
        yield from _of(source.name, cases, source.corpus)
    for lang, cases, corpus in by_product(held_out=held_out):
        yield from _of(f"support, {lang}", cases, corpus)
    for _, cases, corpus in unfamiliar() if not held_out else ():
        yield from _of(_NEW, cases, corpus)
    if (DATA / "rootcause_dev.jsonl").exists() and not held_out:
        cases = [case_of(row) for row in rows("rootcause_dev.jsonl")]
        yield from _of("dev file", cases, Corpus.load(DATA / "rootcause_dev_docs.jsonl"))


def _of(source: str, cases: Sequence[Case], corpus: Corpus) -> Iterator[_Verdict]:
    for by_reference in (True, False):
        given = cases if by_reference else [case.without_reference() for case in cases]
        for docs in (corpus, None):
            for one in judge(given, docs)[0]:
                facts = Facts(one.case.trace, one.case.lang, default_rules(), docs)
                found, known = one.diagnosis, facts.said.reference is not None
                if found.confidence is None:
                    continue
                yield _Verdict(
                    source,
                    _kind(found, facts),
                    known,
                    facts.found.likely,
                    facts.said.close,
                    one.is_right,
                )


def _kind(found: Diagnosis, facts: Facts) -> str:
    kind = _KINDS.get((found.cause, found.subcause))
    if kind == "good" and not rests_on_passages(facts):
        return "good otherwise"
    if kind == "ignores" and not facts.said.kinship.own:
        return "ignores_by_words"
    return kind or f"{found.cause} {found.subcause}"


def _line(seen: Sequence[_Verdict], *, flat: bool) -> tuple[float, float, float]:
    """The logistic function of the shares of right verdicts; flat where nothing hangs on them."""
    if not seen:
        return 0.0, 0.0, 0.0
    inputs = np.array(
        [[1.0, log_odds(one.likely) * (not flat), one.close * (not flat)] for one in seen]
    )
    goal = np.array([float(one.is_right) for one in seen])
    of = Counter(one.source for one in seen)
    counts = np.array([_weight(one.source, of[one.source]) for one in seen])
    ridge = np.eye(3) * (_RIDGE + _FEW / len(seen))
    start, likely, close = newton(inputs, goal, ridge, weight=counts).tolist()
    return start, likely, close


def _weight(source: str, verdicts: int) -> float:
    return min(1.0, _COUNTS / verdicts) * (_NEW_COUNTS if source == _NEW else 1.0)


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _off(seen: Sequence[_Verdict], line: tuple[float, float, float]) -> float:
    """How far the mean of the line is from the share of right verdicts."""
    if not seen:
        return 0.0
    start, likely, close = line
    said = [_chance(start + likely * log_odds(one.likely) + close * one.close) for one in seen]
    return abs(float(np.mean(said)) - sum(one.is_right for one in seen) / len(seen))


if __name__ == "__main__":
    main()
