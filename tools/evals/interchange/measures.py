"""The scorers of a run as far as they are known: ours by name and version, others by values."""

from collections.abc import Iterable

from knowledge.records import Outcome, Run
from tools.evals.comparing.metric import Metric, metric_of


def measures_of(run: Run, outcomes: Iterable[Outcome]) -> list[Metric]:
    """What each of the run's scorers measures, in the spec's order; then those it does not name.

    Of a scorer that is none of ours the values decide, as for a comparison: all between 0 and 1
    are shares, others have no known unit.
    """
    extremes: dict[str, list[float]] = {name: [] for name in run.spec.scorers}
    for outcome in outcomes:
        for name, score in outcome.scores.items():
            known = extremes.setdefault(name, [])
            if score.value is not None:
                known[:] = [min([score.value, *known]), max([score.value, *known])]
    return [metric_of(name, values) for name, values in extremes.items()]
