"""What has been evaluated: the sets of a workspace and the runs over them."""

from datetime import UTC

from knowledge.language import Lang
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
    return tuple(Kept(one, set_source(one, deps.lang)) for one in found[:_SETS])


def runs_of(deps: Deps) -> tuple[Tested, ...]:
    """The runs that are done, the newest first, with what they came to."""
    done = [
        one for one in deps.runs.all() if one.status == "done" and 0 < one.spec.examples <= _LARGEST
    ]
    return tuple(tested(deps, run) for run in done[:_RUNS])


def tested(deps: Deps, run: Run) -> Tested:
    """A run with what it came to, summed up from its outcomes."""
    scorers = [SCORERS[name] for name in run.spec.scorers if name in SCORERS]
    card = scorecard(deps.runs.outcomes(run.id), scorers)
    return Tested(run, card, _run_source(deps, run, card))


def set_source(one: DatasetVersion, lang: Lang) -> Source:
    """A version of an evaluation set as the source of a sentence."""
    quote = say("prd.quote.set", lang, name=one.name, version=one.version, count=f"{one.count:,}")
    return Source(kind="run", id=f"set:{one.name}@{one.version}", quote=quote, at=one.created)


def _run_source(deps: Deps, run: Run, card: Scorecard) -> Source:
    main = card.deciding
    score = f"{metric_name(main.name, deps.lang)} {value_said(main)}" if main else "–"
    at = run.ended or run.started
    return Source(
        kind="run", id=run.id, quote=score, at=at if at.tzinfo else at.replace(tzinfo=UTC)
    )
