"""The tool `find_bad_cases`: which failures there are, how many, and which to fix first."""

from collections import Counter
from typing import Any

from langchain.tools import ToolRuntime, tool

from knowledge.language import Lang
from knowledge.records import Cause, Cluster, Trace
from knowledge.texts import say
from knowledge.traffic import Signal
from tools.alike import NO_FAILURE, Alike, case_meant
from tools.bad_cases import MOST, ROWS, BadCasesArtifact, FindBadCasesArgs, Part, UndecidedCase
from tools.bad_cases_against import against_another, shifts_from
from tools.bad_cases_asked import alike_text, export_text, good_text, undecided_text, users_text
from tools.bad_cases_listed import faultless, good_cases, listed, newest, shown_from
from tools.bad_cases_looked_at import causes_of, is_asked, looked_at
from tools.bad_cases_so_far import SoFar
from tools.bad_cases_sure import sure_text
from tools.bad_cases_text import text_of
from tools.deps import Deps
from tools.diagnosis.clustering.examples import Case
from tools.diagnosis.clusters import Whole, cluster_of, clusters
from tools.fix_rates import fix_rates
from tools.periods import Stretch
from tools.telling import Tell, teller

_FEW = 0.1
"""The share of the traffic of which a sign of discontent is little to go by."""


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
    asked = against_another(deps, asked)
    shown = SoFar(tell, is_listed=not (meant or asked.part or asked.against))
    traffic, flagged, traces, diagnoses = looked_at(deps, asked, shown, stretch)
    cases = [one for one in zip(traces, diagnoses, strict=True) if is_asked(one[1], asked, meant)]
    represents = flagged / len(traces) if traces else 1.0
    shown.note = say("clusters.text.trying", deps.lang)
    whole = Whole(traffic, represents, deps.lang, fix_rates(deps, cases, shown))
    if meant is None:
        found = clusters(cases, whole)
    else:
        kind = cluster_of(meant, cases, whole)
        ids = set(kind.cases) if kind else set()
        cases = [case for case in cases if case[0].id in ids]
        found = [shown_from(asked.start, meant, cases, kind, deps.lang)] if kind else []
    shifts, unfiltered = shifts_from(deps, asked, (traffic, flagged, traces, diagnoses), shown)
    fine = faultless(zip(traces, diagnoses, strict=True)) if asked.part == "good" else []
    fine = fine[: asked.start - 1 + ROWS]
    open_ = newest(cases)[: asked.start - 1 + ROWS] if asked.asks_undecided else []
    failed = [trace for trace, diagnosis in cases if diagnosis.cause not in NO_FAILURE]
    return BadCasesArtifact(
        lang=deps.lang,
        asked=asked,
        traffic=traffic,
        flagged=flagged,
        diagnosed=len(traces),
        causes=causes_of(diagnoses),
        failed=len(failed),
        users=len({trace.user_id for trace in failed if trace.user_id is not None}),
        clusters=found,
        alike=_alike(meant, traces, [trace for trace, _ in cases]),
        good=good_cases(deps, fine[asked.start - 1 :]),
        undecided=[
            UndecidedCase(id=trace.id, query=trace.query, needs=diagnosis.needs)
            for trace, diagnosis in open_[asked.start - 1 :]
        ],
        listed=[one.id for one in fine]
        or [trace.id for trace, _ in open_]
        or listed(found, meant if asked.part != "good" else None),
        shifts=shifts,
        unfiltered=unfiltered,
        suggest=_suggest(asked, found, deps.lang, is_little=flagged < _FEW * traffic.traces),
    )


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
