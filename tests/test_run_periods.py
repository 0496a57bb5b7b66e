"""What users did in a stretch of time, beside a run's scores and against the stretch before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from eval_runs import keep, outcome, run
from planned import answered, calls
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.language import LANGS, Lang
from knowledge.records import Event, Trace
from knowledge.workspace import Workspace
from page.evidence import artifact_view
from tools.evals.comparing.rates import rate_difference
from tools.run_eval import RunArtifact, run_eval

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)  # a Sunday: last week is 10-19 to 10-25
WEEKS = {"new": datetime(2026, 10, 20, tzinfo=UTC), "old": datetime(2026, 10, 13, tzinfo=UTC)}
ADOPTED = {"new": 60, "old": 20}


@pytest.fixture
def lived(workspace: Workspace) -> Workspace:
    """A hundred answers of v7 in each of two weeks; a run of v7 over two examples."""
    traces, events = [], []
    for week, start in WEEKS.items():
        for at in range(100):
            time = start + timedelta(minutes=at)
            trace = Trace(id=f"t-{week}-{at}", query="q", answer="a", version="v7", time=time)
            traces.append(trace)
            if at < ADOPTED[week]:
                act = Event(id=f"e-{trace.id}", trace_id=trace.id, kind="adopted", time=time)
                events.append(act)
    workspace.events.append(traces, events)
    keep(
        workspace,
        run("run-aaa111", "v7", 2),
        [outcome(1, {"exact": 1.0}), outcome(2, {"exact": 0.0})],
    )
    return workspace


def shown(workspace: Workspace, lang: Lang = "en", **args: Any) -> tuple[str, RunArtifact]:
    deps = deps_of(workspace, lang, clock=lambda: NOW)
    text, artifact = called(run_eval, deps, lambda _: None, show="last", **args)
    return text, RunArtifact.model_validate(artifact)


def test_a_week_alone(lived: Workspace) -> None:
    text, artifact = shown(lived, periods=["last_week"])
    [period] = artifact.reports[0].periods
    assert period.reception
    assert (period.reception.adopted, period.reception.answers) == (60, 100)
    assert "2026-10-19 to 2026-10-25" in text
    assert "adoption 60%" in text
    assert "(60/100)" in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_week_against_the_one_before(lived: Workspace, lang: Lang) -> None:
    text, artifact = shown(lived, lang, periods=["last_week", "before"])
    new, old = artifact.reports[0].periods
    assert new.reception
    assert old.reception
    assert (new.reception.adopted, old.reception.adopted) == (60, 20)
    assert "+40.0" in text
    assert len(lived.runs.all()) == 1, "another week is no other run"
    html = str(artifact_view(artifact.model_dump(mode="json"), lang))
    assert 'data-periods="2"' in html
    assert "+40.0" in html


def test_a_week_without_answers_is_said_and_a_word_that_is_no_time_is_named(
    lived: Workspace,
) -> None:
    text, artifact = shown(lived, periods=["today"])
    assert artifact.reports[0].periods[0].reception is None
    assert "no answers of v7 in 2026-11-01" in text
    with pytest.raises(BadInput, match="last quarter"):
        shown(lived, periods=["last quarter"])


def test_the_interval_of_a_difference_is_newcombes() -> None:
    """The paper's example (a): 56/70 against 48/80 gives 0.0524 to 0.3339."""
    low, high = rate_difference(56, 70, 48, 80) or (0.0, 0.0)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
    assert rate_difference(1, 1, 0, 0) is None


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("last week's adoption against the week before in the scorecard", ["last_week", "before"]),
        ("成绩单里上周的采纳率和上上周比", ["last_week", "before"]),
        ("adoption this week vs last week in the eval", ["this_week", "last_week"]),
        ("last quarter's adoption in the scorecard", ["last quarter"]),
    ],
)
def test_a_stretch_is_read_where_the_scorecard_is_meant(question: str, periods: list[str]) -> None:
    assert calls(question) == [("run_eval", {"show": "last", "periods": periods})]


def test_a_run_is_followed_up_by_time_and_keeps_what_it_was_of() -> None:
    run = {"targets": ["v1", "v2"]}
    after = answered("run v1 and v2", "run_eval", {"kind": "run", "listed": []}, run)
    for question, periods in (
        ("看上周的采纳率", ["last_week"]),
        ("only last month", ["last_month"]),
    ):
        assert calls(*after, question) == [("run_eval", {**run, "periods": periods})]
    held = {**run, "periods": ["2026-10"]}
    then = answered("x", "run_eval", {"kind": "run", "listed": []}, held)
    assert calls(*then, "和再上一周比") == [("run_eval", {**run, "periods": ["2026-10", "before"]})]
    assert calls(*then, "不限时间") == [("run_eval", run)]
