"""Fit the trees that weigh all signs of a trace together, on many cases of many hands and sources.

`python -m benchmarks.verdict_fit` fits them on what may be looked at: cases by hand
(`support_cases`), the planted ones of other sources, and the development file, each with and
without the corpus; and prints how often the verdict is right on the halves that are held out, by
the rules alone and weighed. `--write` writes them to `tools/diagnosis/verdict.json.gz`.
`--apart` prints, for each source, how often it is right there when fitted on all others: what
carries over. From CASEBOOK_BENCH_DATA.

The cases on which the rules were developed count little: there the rules are nearly always right,
as they are nowhere else.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DATA, rows
from benchmarks.judging import Case, blamed_good_of, macro_f1_of
from benchmarks.planted_elsewhere import planted
from benchmarks.rootcause import case_of
from benchmarks.support_cases import SEEN_BY_RULES, products
from knowledge.corpus import Corpus
from knowledge.records import Cause
from tools.diagnosis.engine import examined
from tools.diagnosis.facts import Facts
from tools.diagnosis.forest import MISSING, forest_of
from tools.diagnosis.rules import default_rules
from tools.diagnosis.script import in_one_script
from tools.diagnosis.signs import Signs, signs_of
from tools.diagnosis.weighing import can_be_weighed, chosen, leads_of

CLASSES: tuple[Cause, ...] = ("none", "query", "intent", "retrieval", "generation")
_WEIGHTS = {"fresh": 1.0, "seen": 0.3, "planted": 0.3}
"""What a case counts: of hands that the rules do not know, that they do, and planted by program."""
_FEW = 5
"""Cases that must show a sign for it to be used."""
_ROUNDS = 200
_SETTINGS: dict[str, Any] = {
    "objective": "multiclass",
    "num_class": len(CLASSES),
    "learning_rate": 0.04,
    "num_leaves": 8,
    "min_data_in_leaf": 12,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "feature_fraction": 0.4,
    "lambda_l2": 2.0,
    "use_missing": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "seed": 1,
    "verbose": -1,
}
_WHERE = Path(__file__).parent.parent / "tools" / "diagnosis" / "verdict.json.gz"


@dataclass(frozen=True)
class _Seen:
    """What one trace shows."""

    source: str
    """Where the case is from."""
    kind: str
    """What it counts as."""
    is_held_out: bool
    """Whether only figures of it may be looked at."""
    has_reference: bool
    """Whether a good answer is known."""
    has_corpus: bool
    """Whether the corpus is at hand."""
    cause: Cause
    """What is wrong."""
    said: Cause
    """What the rules say."""
    leads: Mapping[str, float]
    """By how much each stage must be likelier than what the rules say."""
    signs: Signs
    """What it shows."""


def main() -> None:
    """Fit, print, and write where that is asked for."""
    seen = list(_seen())
    told = {}
    for has_reference in (True, False):
        kind = "with reference" if has_reference else "without reference"
        own = [one for one in seen if one.has_reference == has_reference]
        print(f"{kind}: {len(own)} traces shown")
        if "--apart" in sys.argv:
            _print_apart(own)
        fitted = told[kind] = _fit([one for one in own if not one.is_held_out])
        held = [one for one in own if one.is_held_out and one.has_corpus]
        for source in sorted({one.source for one in held}):
            _print(source, [one for one in held if one.source == source], fitted)
    if "--write" in sys.argv:
        packed = json.dumps(told, separators=(",", ":")).encode()
        _WHERE.write_bytes(gzip.compress(packed, mtime=0))
        print(f"{_WHERE.name}: {_WHERE.stat().st_size:,} bytes")


def _print_apart(seen: Sequence[_Seen]) -> None:
    for source in sorted({one.source for one in seen}):
        others = [one for one in seen if one.source != source and not one.is_held_out]
        own = [one for one in seen if one.source == source and one.has_corpus]
        _print(f"{source}, by others", own, _fit(others))


def _print(name: str, seen: Sequence[_Seen], told: dict[str, Any]) -> None:
    forest = forest_of(told)
    said = [(one.cause, one.said) for one in seen]
    weighed = [
        (one.cause, chosen(forest.likelihood(one.signs), one.said, one.leads)[0]) for one in seen
    ]
    told_of = " → ".join(
        f"{macro_f1_of(pairs):.3f} ({blamed_good_of(pairs):.3f})" for pairs in (said, weighed)
    )
    print(f"  {name:<34}{len(seen):5}  macro-F1 (good blamed) {told_of}", flush=True)


def _fit(seen: Sequence[_Seen]) -> dict[str, Any]:
    """The trees as they are written."""
    shown = Counter(name for one in seen for name in one.signs)
    names = sorted(name for name, count in shown.items() if count >= _FEW)
    goal = np.array([CLASSES.index(one.cause) for one in seen])
    weight = np.array([_WEIGHTS[one.kind] * (1.0 if one.has_corpus else 0.5) for one in seen])
    data = lightgbm.Dataset(_table(seen, names), goal, weight=weight)
    trees = lightgbm.train(_SETTINGS, data, _ROUNDS).dump_model()["tree_info"]
    return {"classes": CLASSES, "signs": names, **_nodes([one["tree_structure"] for one in trees])}


def _table(seen: Sequence[_Seen], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[one.signs.get(name, MISSING) for name in names] for one in seen])


def _nodes(trees: Sequence[dict[str, Any]]) -> dict[str, list[list[float]]]:
    """The trees as rows of equal length."""
    fields: dict[str, list[list[float]]] = {
        name: [] for name in ("sign", "most", "left", "right", "leaf")
    }
    length = 2 * int(_SETTINGS["num_leaves"]) - 1
    for tree in trees:
        rows_of: dict[str, list[float]] = {name: [] for name in fields}
        _add(tree, rows_of)
        for name, row in rows_of.items():
            fields[name].append(row + [0.0] * (length - len(row)))
    return fields


def _add(node: dict[str, Any], rows_of: dict[str, list[float]]) -> int:
    """Put a node and all below it into the rows; its place there."""
    place = len(rows_of["sign"])
    is_leaf = "leaf_value" in node
    rows_of["sign"].append(0 if is_leaf else node["split_feature"])
    rows_of["most"].append(0.0 if is_leaf else round(node["threshold"], 6))
    rows_of["leaf"].append(round(node["leaf_value"], 5) if is_leaf else 0.0)
    rows_of["left"].append(place)
    rows_of["right"].append(place)
    if not is_leaf:
        rows_of["left"][place] = _add(node["left_child"], rows_of)
        rows_of["right"][place] = _add(node["right_child"], rows_of)
    return place


def _seen() -> Iterator[_Seen]:
    for source, kind, is_held_out, case, corpus in _cases():
        for given, has_reference in ((case, True), (case.without_reference(), False)):
            for docs in (corpus, None):
                trace = in_one_script(given.trace)
                docs_seen = docs.in_one_script if docs else None
                facts = Facts(trace, case.lang, default_rules(), docs_seen)
                end, findings = examined(facts)
                if has_reference and not given.trace.reference:
                    continue
                if not can_be_weighed(facts, end):
                    continue
                yield _Seen(
                    source,
                    kind,
                    is_held_out,
                    has_reference,
                    docs is not None,
                    case.cause,
                    end.cause,
                    leads_of(findings, by_reference=has_reference),
                    signs_of(facts, findings, end),
                )


def _cases() -> Iterator[tuple[str, str, bool, Case, Corpus]]:
    """Every case with its source, what it counts as, whether it is held out, and its corpus."""
    for one in products():
        kind = "seen" if one.file in SEEN_BY_RULES else "fresh"
        for case in one.cases:
            yield one.file, kind, one.is_held_out, case, one.corpus
    if (DATA / "rootcause_dev.jsonl").exists():
        docs = Corpus.load(DATA / "rootcause_dev_docs.jsonl")
        for row in rows("rootcause_dev.jsonl"):
            yield "dev file", "planted", False, case_of(row), docs
    for source in planted():
        name = "dev file" if source.name.startswith("dev file") else source.name
        for is_held_out, cases in ((False, source.looked_at), (True, source.held_out)):
            for case in cases:
                yield name, "planted", is_held_out, case, source.corpus


if __name__ == "__main__":
    main()
