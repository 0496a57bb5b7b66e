"""What has been evaluated: the sets of a workspace and the runs over them."""

from datetime import UTC

from knowledge.records import DatasetVersion, Run
from knowledge.records.prd import Source
from knowledge.texts import say
from tools.deps import Deps
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Scorecard, scorecard
from tools.evals.scorers.named import SCORERS
from tools.prd.gathering.facts import Kept, Tested
from tools.run_eval_text import value_said

_SETS = 3
_RUNS = 2
_LARGEST = 5_000
"""Examples of a run up to which its outcomes are summed up anew."""


def sets_of(deps: Deps) -> tuple[Kept, ...]:
    """The evaluation sets, the one that changed last first."""
    found = [one for one in deps.datasets.all() if one.purpose == "eval"]
    return tuple(Kept(one, _set_source(deps, one)) for one in found[:_SETS])


def runs_of(deps: Deps) -> tuple[Tested, ...]:
    """The runs that are done, the newest first, with what they came to."""
    done = [
        one for one in deps.runs.all() if one.status == "done" and 0 < one.spec.examples <= _LARGEST
    ]
    found = []
    for run in done[:_RUNS]:
        scorers = [SCORERS[name] for name in run.spec.scorers if name in SCORERS]
        card = scorecard(deps.runs.outcomes(run.id), scorers)
        found.append(Tested(run, card, _run_source(deps, run, card)))
    return tuple(found)


def _set_source(deps: Deps, one: DatasetVersion) -> Source:
    quote = say(
        "prd.quote.set", deps.lang, name=one.name, version=one.version, count=f"{one.count:,}"
    )
    return Source(kind="run", id=f"set:{one.name}@{one.version}", quote=quote, at=one.created)


def _run_source(deps: Deps, run: Run, card: Scorecard) -> Source:
    main = next((one for one in card.results if one.name == card.main), None)
    score = f"{metric_name(main.name, deps.lang)} {value_said(main)}" if main else "–"
    at = run.ended or run.started
    return Source(
        kind="run", id=run.id, quote=score, at=at if at.tzinfo else at.replace(tzinfo=UTC)
    )
