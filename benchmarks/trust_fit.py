"""Fit how sure a verdict is, on several sources together.

`python -m benchmarks.trust_fit` prints the lines of `tools/diagnosis/trust.py`: the share of right
verdicts of each kind by how likely a retrieved passage answers, counted on the halves that may be
looked at and on the development file, every verdict counting alike; and the distance of the lines
from the shares on the halves that are held out. From CASEBOOK_BENCH_DATA.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from benchmarks.data import DATA, rows
from benchmarks.judging import Case, judge
from benchmarks.planted_elsewhere import planted
from benchmarks.rootcause import case_of
from knowledge.corpus import Corpus
from knowledge.records import Diagnosis
from tools.diagnosis.facts import Facts
from tools.diagnosis.rules import default_rules
from tools.diagnosis.trust import Kind

_KINDS: dict[tuple[str, str | None], Kind] = {
    ("none", None): "good",
    ("generation", "refusal"): "refusal",
    ("generation", "ignores_passages"): "ignores",
    ("retrieval", "miss"): "miss",
    ("retrieval", "knowledge_gap"): "gap",
    ("retrieval", "not_found"): "not_found",
}
"""The kind of each cause and subcause that hangs on whether a passage answers."""
_RIDGE = 0.5
"""How much a slope must explain before it counts: few verdicts tell little of one."""


@dataclass(frozen=True)
class _Verdict:
    """One verdict."""

    kind: Kind
    """What it says."""
    by_reference: bool
    """Whether there was a reference."""
    likely: float
    """How likely one of the retrieved passages answers."""
    is_right: bool
    """Whether its cause is the planted one."""


def main() -> None:
    """Print the lines and how far they are off."""
    known, held = list(_verdicts(held_out=False)), list(_verdicts(held_out=True))
    if not known:
        print("trust: skipped: no data")
        return
    print(f"  {'':<12}{'':<18}from 0, rise   verdicts   off held out")
    for kind in get_args(Kind):
        for by_reference in (True, False):
            mine = [o for o in known if (o.kind, o.by_reference) == (kind, by_reference)]
            others = [o for o in held if (o.kind, o.by_reference) == (kind, by_reference)]
            start, rise = _line(mine)
            name = "with reference" if by_reference else "without"
            print(
                f"  {kind:<12}{name:<18}{start:6.2f} {rise:6.2f} {len(mine):10}"
                f" {_off(others, start, rise):14.3f}"
            )


def _verdicts(*, held_out: bool) -> Iterator[_Verdict]:
    for source in planted():
        yield from _of(source.held_out if held_out else source.looked_at, source.corpus)
    if (DATA / "rootcause_dev.jsonl").exists() and not held_out:
        cases = [case_of(row) for row in rows("rootcause_dev.jsonl")]
        yield from _of(cases, Corpus.load(DATA / "rootcause_dev_docs.jsonl"))


def _of(cases: Sequence[Case], corpus: Corpus) -> Iterator[_Verdict]:
    for by_reference in (True, False):
        given = cases if by_reference else [case.without_reference() for case in cases]
        for docs in (corpus, None):
            for one in judge(given, docs)[0]:
                kind = _kind(one.diagnosis)
                if kind is None:
                    continue
                facts = Facts(one.case.trace, one.case.lang, default_rules(), docs)
                yield _Verdict(kind, by_reference, facts.found.likely, one.is_right)


def _kind(found: Diagnosis) -> Kind | None:
    return _KINDS.get((found.cause, found.subcause))


def _line(seen: Sequence[_Verdict]) -> tuple[float, float]:
    """The line through the shares of right verdicts, by least squares; flat where few tell it."""
    if not seen:
        return 0.0, 0.0
    likely = np.array([one.likely for one in seen])
    right = np.array([float(one.is_right) for one in seen])
    middle, share = likely.mean(), right.mean()
    spread = ((likely - middle) ** 2).sum()
    rise = ((likely - middle) * (right - share)).sum() / (spread + _RIDGE)
    return float(share - rise * middle), float(rise)


def _off(seen: Sequence[_Verdict], start: float, rise: float) -> float:
    """How far the mean of the line is from the share of right verdicts."""
    if not seen:
        return 0.0
    return abs(float(np.mean([start + rise * one.likely - one.is_right for one in seen])))


if __name__ == "__main__":
    main()
