"""Which failures the answers that users disliked have, from a sample small enough to be quick."""

from knowledge.records import Cluster, Share, Traffic
from knowledge.records.prd import Source
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.decisions.needs.kept import kept
from tools.deps import Deps
from tools.diagnosis.clusters import Whole, clusters
from tools.diagnosis.rules import default_rules
from tools.evals.statistics.intervals import share_interval
from tools.prd.gathering.facts import Failing
from tools.remembering import diagnose_all

MOST = 200
"""Answers that are diagnosed for a PRD; `find_bad_cases` takes more."""
_SHOWN = 5


def failures_of(deps: Deps, scope: Scope, traffic: Traffic) -> tuple[tuple[Failing, ...], int]:
    """The first kinds of failure to fix among the disliked answers, and how many were diagnosed.

    Kept while the log and all that diagnoses rest on stay as they are.
    """
    corpus = deps.corpus.digest if deps.corpus else None
    key = (
        "failures", deps.events.state(), scope, deps.lang, deps.product.model_dump_json(), corpus
    )  # fmt: skip
    return kept(deps.docs, key, lambda: _found(deps, scope, traffic))


def _found(deps: Deps, scope: Scope, traffic: Traffic) -> tuple[tuple[Failing, ...], int]:
    words = default_rules().forbidden
    flagged, traces = deps.events.flagged("any", scope, MOST, [*words.zh, *words.en])
    if not traces:
        return (), 0
    cases = list(zip(traces, diagnose_all(deps, traces, lambda _done, _of: None), strict=True))
    found = clusters(cases, Whole(traffic, flagged / len(traces), deps.lang))
    known = [one for one in found if one.cause != "undetermined"]
    return tuple(_failing(deps, one, len(traces), traffic) for one in known[:_SHOWN]), len(traces)


def _failing(deps: Deps, one: Cluster, of: int, traffic: Traffic) -> Failing:
    low, high = share_interval(one.size, of) or (0.0, 1.0)
    share = Share(count=one.size, of=of, low=low, high=high)
    rank = one.priority.rank if one.priority else say("prd.unranked", deps.lang)
    quote = say(
        "prd.quote.failure", deps.lang, name=one.name[deps.lang], count=one.size, of=of, rank=rank
    )
    source = Source(kind="case", id=one.examples[0].id, quote=quote, at=traffic.last)
    return Failing(one, share, source)
