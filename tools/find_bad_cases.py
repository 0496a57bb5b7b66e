"""The tool `find_bad_cases`: which failures there are, how many, and which to fix first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from langchain.tools import ToolRuntime, tool

from knowledge.language import Lang
from knowledge.records import Cause, Cluster, Diagnosis, Trace, Traffic
from knowledge.texts import say
from knowledge.traffic import Scope, Signal
from tools.alike import NO_FAILURE, Alike, case_meant
from tools.bad_cases import (
    LIKE_IT,
    MOST,
    ROWS,
    BadCasesArtifact,
    FindBadCasesArgs,
    GoodCase,
    Part,
    UndecidedCase,
)
from tools.bad_cases_asked import alike_text, export_text, good_text, undecided_text, users_text
from tools.bad_cases_so_far import SoFar
from tools.bad_cases_sure import sure_text
from tools.bad_cases_text import filters_of, text_of, text_so_far
from tools.cause_shifts import CauseShift, Counts, cause_shifts, is_version
from tools.deps import Deps
from tools.diagnosis.clustering.examples import Case, examples_of
from tools.diagnosis.clusters import Whole, cluster_of, clusters
from tools.diagnosis.rules import default_rules
from tools.fix_rates import fix_rates
from tools.narrowed_traffic import scope_of
from tools.periods import Stretch
from tools.remembering import diagnose_all
from tools.telling import Tell, teller

_FEW = 0.1
"""The share of the traffic of which a sign of discontent is little to go by."""
_Looked = tuple[Traffic, int, list[Trace], list[Diagnosis]]


@tool(response_format="content_and_artifact", args_schema=FindBadCasesArgs)
def find_bad_cases(
    runtime: ToolRuntime[Deps],
    *,
    signal: Signal = "any",
    period: str | None = None,
    version: str | None = None,
    feature: str | None = None,
    segment: str | None = None,
    cause: Cause | None = None,
    kind: str | None = None,
    about: str | None = None,
    against: str | None = None,
    like: str | None = None,
    part: Part | None = None,
    start: int = 1,
    limit: int = MOST,
) -> tuple[str, dict[str, Any]]:
    """Find which failures there are, how many, whether they grow, and which to fix first."""
    asked = FindBadCasesArgs(
        signal=signal,
        period=period,
        version=version,
        feature=feature,
        segment=segment,
        cause=cause,
        kind=kind,
        about=about,
        against=against,
        like=like,
        part=part,
        start=start,
        limit=limit,
    )
    artifact = found_in(runtime.context, asked, teller(runtime))
    return _told(artifact), artifact.model_dump(mode="json")


def _told(found: BadCasesArtifact) -> str:
    match found.asked.part:
        case "export":
            return export_text(found)
        case "sure":
            return sure_text(found)
        case "good":
            return good_text(found)
        case "users" if found.alike is None:
            return users_text(found)
    if found.asked.asks_undecided:
        return undecided_text(found)
    return alike_text(found) if found.alike else text_of(found)


def found_in(
    deps: Deps, asked: FindBadCasesArgs, tell: Tell, stretch: Stretch | None = None
) -> BadCasesArtifact:
    """The failures that are asked for; `stretch` takes the place of the period, to the moment.

    A list that takes its time is told as it grows.
    """
    meant = case_meant(deps, asked.like) if asked.like else None
    asked = _against_another(deps, asked)
    shown = SoFar(tell, is_listed=not (meant or asked.part or asked.against))
    traffic, flagged, traces, diagnoses = _looked_at(deps, asked, shown, stretch)
    cases = [one for one in zip(traces, diagnoses, strict=True) if _is_asked(one[1], asked, meant)]
    represents = flagged / len(traces) if traces else 1.0
    shown.note = say("clusters.text.trying", deps.lang)
    whole = Whole(traffic, represents, deps.lang, fix_rates(deps, cases, shown))
    if meant is None:
        found = clusters(cases, whole)
    else:
        kind = cluster_of(meant, cases, whole)
        ids = set(kind.cases) if kind else set()
        cases = [case for case in cases if case[0].id in ids]
        found = [_from(asked.start, meant, cases, kind, deps.lang)] if kind else []
    shifts, unfiltered = _shifts(deps, asked, (traffic, flagged, traces, diagnoses), shown)
    fine = _faultless(zip(traces, diagnoses, strict=True)) if asked.part == "good" else []
    fine = fine[: asked.start - 1 + ROWS]
    open_ = _newest(cases)[: asked.start - 1 + ROWS] if asked.asks_undecided else []
    failed = [trace for trace, diagnosis in cases if diagnosis.cause not in NO_FAILURE]
    return BadCasesArtifact(
        lang=deps.lang,
        asked=asked,
        traffic=traffic,
        flagged=flagged,
        diagnosed=len(traces),
        causes=_causes(diagnoses),
        failed=len(failed),
        users=len({trace.user_id for trace in failed if trace.user_id is not None}),
        clusters=found,
        alike=_alike(meant, traces, [trace for trace, _ in cases]),
        good=_good(deps, fine[asked.start - 1 :]),
        undecided=[
            UndecidedCase(id=trace.id, query=trace.query, needs=diagnosis.needs)
            for trace, diagnosis in open_[asked.start - 1 :]
        ],
        listed=[one.id for one in fine]
        or [trace.id for trace, _ in open_]
        or _listed(found, meant if asked.part != "good" else None),
        shifts=shifts,
        unfiltered=unfiltered,
        suggest=_suggest(asked, found, deps.lang, is_little=flagged < _FEW * traffic.traces),
    )


def _against_another(deps: Deps, asked: FindBadCasesArgs) -> FindBadCasesArgs:
    """The same where two parts are compared; of a version and itself, the newest version."""
    is_same = asked.against and is_version(asked.against) and asked.version in {None, asked.against}
    if not is_same:
        return asked
    names = [one.version for one in deps.events.traffic(Scope()).releases]
    newer = next((one for one in reversed(names) if one != asked.against), None)
    return asked.model_copy(update={"version": newer}) if newer else asked


def _is_asked(one: Diagnosis, asked: FindBadCasesArgs, meant: Case | None = None) -> bool:
    if meant and (one.cause, one.subcause) != (meant[1].cause, meant[1].subcause):
        # The undetermined are one kind, whatever is missing.
        return one.cause == meant[1].cause == "undetermined"
    return asked.cause in {None, one.cause} and asked.kind in {None, one.subcause}


def _from(start: int, meant: Case, cases: list[Case], kind: Cluster, lang: Lang) -> Cluster:
    """The kind with other cases of it as its examples, from that place on."""
    others = [case for case in cases if case[0].id != meant[0].id]
    if not others:
        return kind
    examples = examples_of(others, lang, most=start - 1 + (LIKE_IT if start == 1 else ROWS))
    return kind.model_copy(update={"examples": examples[start - 1 :]})


def _faultless(looked_at: Iterable[Case]) -> list[Trace]:
    """The traces in which nothing was found to be wrong, the newest first."""
    return [trace for trace, diagnosis in _newest(looked_at) if diagnosis.cause == "none"]


def _newest(cases: Iterable[Case]) -> list[Case]:
    """Cases, the newest first."""

    def moment(case: Case) -> tuple[float, str]:
        trace = case[0]
        return trace.time.timestamp() if trace.time else 0.0, trace.id

    return sorted(cases, key=moment, reverse=True)


def _good(deps: Deps, shown: Sequence[Trace]) -> list[GoodCase]:
    """Those traces, and what their users did with the answers."""
    acts = deps.events.acts_on([one.id for one in shown])
    return [
        GoodCase(
            id=one.id,
            query=one.query,
            acts=sorted(act.removeprefix("rated_") for act in acts.get(one.id, set()) - {"shown"}),
        )
        for one in shown
    ]


def _listed(found: list[Cluster], meant: Case | None) -> list[str]:
    """A case of each cluster; of one kind its cases, but for the one that was asked about."""
    if meant is None:
        return [one.examples[0].id for one in found]
    return [case.id for one in found for case in one.examples if case.id != meant[0].id]


def _alike(meant: Case | None, traces: list[Trace], kind: list[Trace]) -> Alike | None:
    if meant is None:
        return None
    trace, diagnosis = meant
    return Alike(
        id=trace.id,
        cause=diagnosis.cause,
        subcause=diagnosis.subcause,
        is_one=any(one.id == trace.id for one in traces),
        versions=dict(Counter(sorted(one.version for one in kind if one.version))),
        first=min((one.time for one in kind if one.time), default=None),
    )


def _looked_at(
    deps: Deps, asked: FindBadCasesArgs, shown: SoFar, stretch: Stretch | None = None
) -> _Looked:
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
            cases = [one for one in zip(there, diagnoses, strict=True) if _is_asked(one[1], asked)]
            found = clusters(cases, Whole(traffic, flagged / len(there), deps.lang))
            shown.text = text_so_far(found, len(there), len(traces), deps.lang)

    return traffic, flagged, traces, diagnose_all(deps, traces, shown, have)


def _shifts(
    deps: Deps, asked: FindBadCasesArgs, here: _Looked, shown: SoFar
) -> tuple[list[CauseShift], bool]:
    """Each cause's share of the traffic in the other part and in this one.

    Where the filters leave nothing to compare it is done without them, and that is the second.
    """
    if not asked.against:
        return [], False
    name = "version" if is_version(asked.against) else "period"
    there = _looked_at(deps, asked.model_copy(update={name: asked.against}), shown)
    found = cause_shifts(_counted(there), _counted(here))
    if found or not filters_of(asked, deps.lang):
        return found, False
    whole = FindBadCasesArgs.model_validate({name: getattr(asked, name), "limit": asked.limit})
    here, there = (
        _looked_at(deps, whole.model_copy(update={name: part}), shown)
        for part in (getattr(asked, name), asked.against)
    )
    return cause_shifts(_counted(there), _counted(here)), True


def _counted(part: _Looked) -> Counts:
    """How many of the traffic have which cause, reckoned from those that were diagnosed."""
    traffic, flagged, traces, diagnoses = part
    represents = flagged / len(traces) if traces else 1.0
    causes = {cause: round(n * represents) for cause, n in _causes(diagnoses).items()}
    return traffic.traces, causes


def _causes(diagnoses: list[Diagnosis]) -> dict[str, int]:
    return dict(Counter(diagnosis.cause for diagnosis in diagnoses))


def _suggest(
    asked: FindBadCasesArgs, found: list[Cluster], lang: Lang, *, is_little: bool
) -> list[str]:
    """The first cluster's case, one stage, another stretch of time: what is not asked yet.

    Where users said little, most failures bear no sign, and a random sample shows them.
    """
    if asked.part == "good":
        return []
    if asked.part == "sure":
        return [say(f"clusters.suggest.{name}", lang) for name in (["first"] if found else [])]
    steps = ["first"] if found else []
    if asked.cause is None and any(one.cause == "retrieval" for one in found):
        steps.append("retrieval")
    if is_little and asked.signal == "any":
        steps.append("random")
    elif asked.period is None:
        steps.append("last_week")
    return [say(f"clusters.suggest.{name}", lang) for name in steps]
