"""The tool `find_bad_cases`: which failures there are, how many, and which to fix first."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records import Cause, Cluster, Diagnosis, Traffic
from knowledge.texts import say
from knowledge.traffic import Scope, Signal
from tools.arguments import Arguments
from tools.bad_cases_text import text_of
from tools.deps import Deps
from tools.diagnosis.clusters import Whole, clusters
from tools.diagnosis.rules import default_rules
from tools.fix_rates import fix_rates
from tools.narrowed_traffic import scope_of
from tools.remembering import diagnose_all
from tools.telling import teller

MOST = 1_000
"""Traces that are diagnosed at once, unless the user wants fewer."""


class FindBadCasesArgs(Arguments):
    """Which failures to look for; nothing given means all that users disliked."""

    signal: Signal = Field(default="any", description="What users did; random: a sample.")
    period: str | None = Field(
        default=None,
        description="last_week, 7d, 2026-10 or 2026-10-01..2026-10-15.",
    )
    version: str | None = Field(default=None, description="Such as v2.")
    feature: str | None = Field(default=None, description="Only this feature.")
    segment: str | None = Field(default=None, description="Such as style=comedy.")
    cause: Cause | None = Field(default=None, description="Only this stage's.")
    limit: int = Field(default=MOST, ge=1, le=5_000, description="Most traces to diagnose.")


class BadCasesArtifact(BaseModel):
    """The clusters of failures and what they were found in, for the evidence panel."""

    kind: Literal["bad_cases"] = "bad_cases"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    asked: FindBadCasesArgs
    """What was looked for."""
    traffic: Traffic
    """All traffic of the scope."""
    flagged: int
    """How many traces of it the signal names."""
    diagnosed: int
    """How many of those were diagnosed."""
    causes: dict[str, int]
    """How many of the diagnosed have which cause."""
    clusters: list[Cluster]
    """The failures, in the order in which to fix them."""
    listed: list[str]
    """The clearest case of each cluster, for "why the second one?"."""
    suggest: list[str]
    """What to ask next."""


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
    limit: int = MOST,
) -> tuple[str, dict[str, Any]]:
    """Find which failures there are, how many, whether they grow, and which to fix first.

    For one case call `diagnose_case`.
    """
    asked = FindBadCasesArgs(
        signal=signal,
        period=period,
        version=version,
        feature=feature,
        segment=segment,
        cause=cause,
        limit=limit,
    )
    artifact = _found(runtime.context, asked, teller(runtime))
    return text_of(artifact), artifact.model_dump(mode="json")


def _found(deps: Deps, asked: FindBadCasesArgs, tell: Callable[[int, int], None]) -> Any:
    scope = scope_of(
        deps.events.traffic(Scope()),
        deps.clock,
        **asked.model_dump(include={"period", "version", "feature", "segment"}),
    )
    traffic = deps.events.traffic(scope)
    words = default_rules().forbidden
    flagged, traces = deps.events.flagged(asked.signal, scope, asked.limit, [*words.zh, *words.en])
    diagnoses = diagnose_all(deps, traces, tell)
    cases = [
        (trace, diagnosis)
        for trace, diagnosis in zip(traces, diagnoses, strict=True)
        if asked.cause in {None, diagnosis.cause}
    ]
    represents = flagged / len(traces) if traces else 1.0
    rates = fix_rates(deps, cases, tell)
    found = clusters(cases, Whole(traffic, represents, deps.lang, rates))
    return BadCasesArtifact(
        lang=deps.lang,
        asked=asked,
        traffic=traffic,
        flagged=flagged,
        diagnosed=len(traces),
        causes=_causes(diagnoses),
        clusters=found,
        listed=[one.examples[0].id for one in found],
        suggest=_suggest(asked, found, deps.lang),
    )


def _causes(diagnoses: list[Diagnosis]) -> dict[str, int]:
    return dict(Counter(diagnosis.cause for diagnosis in diagnoses))


def _suggest(asked: FindBadCasesArgs, found: list[Cluster], lang: Lang) -> list[str]:
    """The first cluster's case, one stage, another stretch of time: what is not asked yet."""
    steps = ["first"] if found else []
    if asked.cause is None and any(one.cause == "retrieval" for one in found):
        steps.append("retrieval")
    if asked.period is None:
        steps.append("last_week")
    return [say(f"clusters.suggest.{name}", lang) for name in steps]
