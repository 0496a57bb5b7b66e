"""How far the product is from the best that was measured on the same set."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from knowledge.records import Outcome, Run

_ENOUGH = 10
"""Scored examples that a mean takes."""


class Gap(BaseModel):
    """Two targets on one set, by one scorer."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    """The set and its version."""
    scorer: str
    """By what they were scored."""
    product: str
    """What the product is called there."""
    own: float
    """Its mean score, 0 to 1."""
    best: str | None = None
    """The other target that did best; None when no other was run."""
    best_score: float | None = None
    """Its mean score."""

    @property
    def size(self) -> float | None:
        """By how much the best is better; None when no other was run."""
        return None if self.best_score is None else max(0.0, self.best_score - self.own)


def means(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """The mean of each scorer over the examples that it scored, where those are enough."""
    values: dict[str, list[float]] = {}
    for outcome in outcomes:
        for name, score in outcome.scores.items():
            if score.value is not None:
                values.setdefault(name, []).append(float(score.value))
    return {name: sum(some) / len(some) for name, some in values.items() if len(some) >= _ENOUGH}


def widest_gap(runs: Iterable[tuple[Run, Mapping[str, float]]]) -> Gap | None:
    """The largest gap between the product and another target; None where it was never run.

    Of several runs of a target on one set the first given counts, the newest.
    """
    by_set: dict[tuple[str, str], dict[str, tuple[Run, float]]] = {}
    for run, scored in runs:
        for scorer, mean in scored.items():
            targets = by_set.setdefault((run.spec.dataset_hash, scorer), {})
            targets.setdefault(f"{run.spec.target.kind} {run.spec.target.name}", (run, mean))
    found = []
    for (_, scorer), targets in by_set.items():
        own = next((one for one in targets.values() if _is_product(one[0])), None)
        if own is None:
            continue
        others = [one for one in targets.values() if not _is_product(one[0])]
        best = max(others, key=lambda one: one[1], default=None)
        found.append(
            Gap(
                dataset=f"{own[0].spec.dataset} v{own[0].spec.dataset_version}",
                scorer=scorer,
                product=own[0].spec.target.name,
                own=own[1],
                best=best[0].spec.target.name if best else None,
                best_score=best[1] if best else None,
            )
        )
    return max(found, key=lambda one: (one.size is not None, one.size or 0.0), default=None)


def _is_product(run: Run) -> bool:
    return run.spec.target.kind in {"product", "recorded"}
