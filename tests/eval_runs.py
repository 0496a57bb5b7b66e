"""Two small evaluation runs over one set, for what compares them: v2 is better but for some."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from knowledge.records import (
    Example,
    Failure,
    Outcome,
    Run,
    RunSpec,
    Score,
    TargetInfo,
    Trace,
)
from knowledge.workspace import Workspace

SCORERS = {"exact": 1}
"""A scorer with its version."""

STYLES = ("comedy", "review", "story")
START = datetime(2026, 10, 1, tzinfo=UTC)


def example(at: int, query: str | None = None) -> Example:
    style = STYLES[at % len(STYLES)]
    return Example(id=f"e-{at:03}", query=query or f"第 {at} 个问题", segment={"style": style})


def outcome(
    at: int, scores: Mapping[str, float | None], answer: str = "答案", run_id: str = "run-a"
) -> Outcome:
    asked = example(at)
    return Outcome(
        example_id=asked.id,
        trace=Trace(id=f"{run_id}/{asked.id}", query=asked.query, answer=answer, latency_ms=900),
        scores={
            name: Score(value=value, answer=answer, reason="因为" if value is not None else "")
            for name, value in scores.items()
        },
        segment=asked.segment,
    )


def failed(at: int) -> Outcome:
    asked = example(at)
    return Outcome(
        example_id=asked.id,
        failure=Failure(kind="timeout", message="no answer in 60 s"),
        segment=asked.segment,
    )


def run(
    run_id: str,
    version: str,
    count: int,
    *,
    day: int = 0,
    scorers: Mapping[str, int] | None = None,
    content: str = "h1",
    dataset_version: int = 1,
) -> Run:
    spec = RunSpec(
        dataset="smoke",
        dataset_version=dataset_version,
        dataset_hash=content,
        examples=count,
        target=TargetInfo(kind="product", name=f"ScriptMate {version}", version=version),
        scorers=dict(scorers or {"exact": 1, "faithfulness": 1, "cost": 1}),
    )
    return Run(id=run_id, spec=spec, status="done", started=START + timedelta(days=day))


def keep(workspace: Workspace, one: Run, outcomes: Sequence[Outcome]) -> None:
    workspace.runs.keep(one)
    workspace.runs.add(one.id, list(outcomes))


def two_runs(workspace: Workspace, count: int = 60) -> None:
    """v1 and v2: v2 gains 24 of 60 in `exact` and loses 3, costs more, and fails once."""
    before, after = [], []
    for at in range(count):
        good = at % 2
        gained, lost = at % 5 in {0, 2} and not good, at % 20 == 1
        faithful = 0.5 + 0.02 * (at % 20)
        first = {"exact": good, "faithfulness": faithful, "cost": 0.001}
        before.append(outcome(at, first, f"旧答案 {at}", "run-aaa111"))
        scores = {
            "exact": float((good or gained) and not lost),
            "faithfulness": min(1.0, faithful + 0.01 * ((at % 7) - 3)),
            "cost": 0.0012 + 0.00001 * (at % 3),
        }
        after.append(outcome(at, scores, f"新答案 {at}", "run-bbb222"))
    after[-1] = failed(count - 1)
    keep(workspace, run("run-aaa111", "v1", count), before)
    keep(workspace, run("run-bbb222", "v2", count, day=1), after)
