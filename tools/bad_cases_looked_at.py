"""Which traffic is looked at for failures, and what was found in each trace that was flagged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.records import Diagnosis, Trace, Traffic
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.bad_cases import FindBadCasesArgs
from tools.bad_cases_so_far import SoFar
from tools.bad_cases_text import text_so_far
from tools.deps import Deps
from tools.diagnosis.clustering.examples import Case
from tools.diagnosis.clusters import Whole, clusters
from tools.diagnosis.rules import default_rules
from tools.narrowed_traffic import scope_of
from tools.periods import Stretch
from tools.remembering import diagnose_all

Looked = tuple[Traffic, int, list[Trace], list[Diagnosis]]
"""The traffic, how many traces of it were flagged, those that were diagnosed, their diagnoses."""


def looked_at(
    deps: Deps, asked: FindBadCasesArgs, shown: SoFar, stretch: Stretch | None = None
) -> Looked:
    """The traffic of what was asked for, how much of it was flagged, and what was diagnosed."""
    scope = scope_of(
        deps.events.traffic(Scope()),
        deps.clock,
        **asked.model_dump(include={"period", "version", "feature", "segment", "about"}),
    )
    if stretch:
        scope = replace(scope, since=stretch[0], until=stretch[1])
    words = default_rules().forbidden
    flagged, traces = deps.events.flagged(asked.signal, scope, asked.limit, [*words.zh, *words.en])
    traffic = deps.events.traffic(scope)
    shown.note = say("clusters.text.diagnosing", deps.lang)

    def have(there: Sequence[Trace], diagnoses: Sequence[Diagnosis]) -> None:
        if shown.is_due(len(there)):
            cases = [one for one in zip(there, diagnoses, strict=True) if is_asked(one[1], asked)]
            found = clusters(cases, Whole(traffic, flagged / len(there), deps.lang))
            shown.text = text_so_far(found, len(there), len(traces), deps.lang)

    return traffic, flagged, traces, diagnose_all(deps, traces, shown, have)


def is_asked(one: Diagnosis, asked: FindBadCasesArgs, meant: Case | None = None) -> bool:
    """Whether a diagnosis is of the cause and the kind that are asked for, or of `meant`'s kind."""
    if meant and (one.cause, one.subcause) != (meant[1].cause, meant[1].subcause):
        # The undetermined are one kind, whatever is missing.
        return one.cause == meant[1].cause == "undetermined"
    return asked.cause in {None, one.cause} and asked.kind in {None, one.subcause}


def causes_of(diagnoses: list[Diagnosis]) -> dict[str, int]:
    """How many of the diagnosed have which cause."""
    return dict(Counter(diagnosis.cause for diagnosis in diagnoses))
