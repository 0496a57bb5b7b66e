"""Whole comparisons of equal runs: of many metrics at once, by segment, with one verdict."""

from collections.abc import Mapping

import numpy as np

from benchmarks.paired_draws import Drawn, Numbers, binary, costs, graded, grades, latency
from knowledge.records import Outcome, Score
from tools.evals.comparing.compare import Side, compare

METRICS: dict[str, Drawn] = {
    "exact": binary(0.6, 0.1),
    "contains": binary(0.5, 0.3),
    "json_valid": binary(0.9, 0.05),
    "faithfulness": graded,
    "claim_recall": graded,
    "rubric": grades(0.7),
    "latency": latency,
    "cost": costs,
}
STYLES = ("comedy", "review", "story")


def false_verdicts(n: int, simulations: int, seed: int = 5) -> dict[str, float]:
    """How often equal runs are told apart: by the verdict, any metric, a segment, a row."""
    dice = np.random.default_rng(seed)
    fooled = dict.fromkeys(("the verdict", "any metric", "any segment", "any row"), 0)
    for _ in range(simulations):
        columns = {name: draw(dice, n, 0.0) for name, draw in METRICS.items()}
        sides = [side({name: two[at] for name, two in columns.items()}) for at in (0, 1)]
        found = compare(*sides, by="style")
        fooled["the verdict"] += found.verdict != "cannot_tell"
        lists = {"any metric": found.results, "any segment": found.segments, "any row": found.rows}
        for name, results in lists.items():
            fooled[name] += any(one.verdict != "cannot_tell" for one in results)
    return {name: count / simulations for name, count in fooled.items()}


def side(columns: Mapping[str, Numbers]) -> Side:
    """A run whose scorers gave these columns of values."""
    count = len(next(iter(columns.values())))
    rows = {
        f"e{row:04}": Outcome(
            example_id=f"e{row:04}",
            scores={
                name: Score(value=float(column[row]), answer="", reason="")
                for name, column in columns.items()
            },
            segment={"style": STYLES[row % len(STYLES)]},
        )
        for row in range(count)
    }
    return Side(rows, dict.fromkeys(columns, 1))
