"""A run over a service that fails in every way: all examples end scored or named as failed."""

import asyncio
import random
import time
from datetime import UTC, datetime

import pytest
from eval_service import eval_service
from tool_deps import deps_of

from knowledge.errors import BadInput
from knowledge.records import Example, Outcome, Run, Score, TargetInfo, Trace
from knowledge.runs import RunStore
from knowledge.workspace import Workspace
from tools.evals.running.asking import Asker, Patience
from tools.evals.running.progress import Progress
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.scorers.scorer import Means, Scorer
from tools.evals.targets.http import HttpDescription, HttpService
from tools.evals.targets.target import CallFailed

NOW = datetime(2026, 11, 1, tzinfo=UTC)
QUICK = Patience(timeout=1.0, first_wait=0.01)
KINDS = {
    "429": "rate_limited",
    "500": "server",
    "garbage": "garbage",
    "elsewhere": "garbage",
    "nothing": "nothing",
    "hang": "timeout",
    "401": "refused",
}


def _exact(example: Example, trace: Trace, _means: Means) -> Score:
    return Score(value=float(trace.answer == example.reference), answer=trace.answer, reason="")


EXACT = Scorer("exact", version=1, score=_exact)


def examples(count: int) -> list[Example]:
    return [Example(id=f"e{n:03}", query=f"q{n}", reference=f"echo q{n}") for n in range(count)]


def service_of(url: str, **more: object) -> HttpService:
    described = HttpDescription.model_validate({"kind": "http", "url": url, **more})
    return HttpService("test", described, allow_private=True)


def run_over(
    store: RunStore, url: str, rows: list[Example], plan: Plan | None = None
) -> tuple[Run, Progress, dict[str, Outcome]]:
    target = service_of(url)
    spec = spec_of(("set", 1, "hash", len(rows)), target.info, [EXACT])
    run = started(store, spec, NOW)
    runner = Runner(run, target, [EXACT], store, plan=plan or Plan(patience=QUICK))
    ended = store.close(run, runner.go(rows), NOW)
    return ended, runner.progress, {one.example_id: one for one in store.outcomes(run.id)}


@pytest.mark.parametrize("seed", range(3))
def test_a_mix_of_faults_adds_up(workspace: Workspace, seed: int) -> None:
    rows, dice = examples(120), random.Random(seed)
    faults = {
        one.query: [dice.choice(list(KINDS))] * dice.choice([1, 1, 2, 9])
        for one in rows
        if dice.random() < 0.3
    }
    store = deps_of(workspace).runs
    with eval_service(faults) as service:
        run, progress, found = run_over(store, service.url, rows)
    assert run.status == "done"
    assert set(found) == {one.id for one in rows}
    assert progress.answered + progress.failed == len(rows)
    assert sum(service.calls.values()) == progress.calls
    for row in rows:
        outcome, told = found[row.id], faults.get(row.query, [])
        assert (outcome.trace is None) == (outcome.failure is not None)
        if outcome.failure:
            # What was not answered is no wrong answer.
            assert outcome.scores == {}
            assert outcome.failure.kind == KINDS[told[0]]
        else:
            assert outcome.scores["exact"].value == 1.0
        assert outcome.attempts == service.calls[row.query]
        assert len(service.keys[row.query]) == 1
    assert any(one.failure for one in found.values())
    assert any(one.attempts > 1 and one.trace for one in found.values())


def test_what_was_refused_is_not_asked_again_and_hangs_only_once_more(
    workspace: Workspace,
) -> None:
    rows = examples(4)
    faults = {"q0": ["401"] * 9, "q1": ["hang"] * 9, "q2": ["500"] * 9}
    with eval_service(faults) as service:
        _, _, found = run_over(deps_of(workspace).runs, service.url, rows)
    assert [found[row.id].attempts for row in rows] == [1, 2, 4, 1]


def test_further_calls_are_limited_in_all(workspace: Workspace) -> None:
    rows = examples(40)
    faults = {row.query: ["500"] * 9 for row in rows[1:]}
    with eval_service(faults) as service:
        plan = Plan(concurrency=1, patience=Patience(share=0.25, first_wait=0.001))
        _, progress, _ = run_over(deps_of(workspace).runs, service.url, rows, plan)
    assert progress.calls == 40 + 10


def test_when_nothing_is_answered_the_rest_is_not_tried(workspace: Workspace) -> None:
    rows = examples(200)
    faults = {row.query: ["401"] for row in rows}
    with eval_service(faults) as service:
        run, progress, _ = run_over(deps_of(workspace).runs, service.url, rows)
    assert run.status == "stopped"
    assert 10 <= progress.failed < 100


def test_rate_limits_bring_fewer_calls_at_once_and_lose_nothing(workspace: Workspace) -> None:
    rows = examples(150)
    faults = {row.query: ["429"] for row in rows[20:60]}
    with eval_service(faults, seconds=0.005) as service:
        plan = Plan(concurrency=32, patience=QUICK)
        _, progress, _ = run_over(deps_of(workspace).runs, service.url, rows, plan)
    assert progress.answered == 150
    assert service.most_at_once <= 32


def test_a_stopped_run_is_taken_up_where_it_was(workspace: Workspace) -> None:
    rows, store = examples(100), deps_of(workspace).runs
    with eval_service(seconds=0.01) as service:
        target = service_of(service.url)
        spec = spec_of(("set", 1, "hash", 100), target.info, [EXACT])
        run = started(store, spec, NOW)
        runner: Runner
        runner = Runner(
            run,
            target,
            [EXACT],
            store,
            plan=Plan(concurrency=4),
            stopped=lambda: runner.progress.done >= 20,
        )
        assert runner.go(rows) == "stopped"
        assert 20 <= runner.progress.done < 100
        store.close(run, "stopped", NOW)
        again, progress, found = run_over(store, service.url, rows)
        assert again.id == run.id
        assert len(found) == progress.answered == 100
        # Answers that had come were kept; only what was under way was asked again, by its key.
        assert sum(service.calls.values()) <= 100 + 4
        assert all(len(keys) == 1 for keys in service.keys.values())


def test_the_same_question_is_not_paid_twice_unless_wanted(workspace: Workspace) -> None:
    rows, store = examples(10), deps_of(workspace).runs
    with eval_service() as service:
        run_over(store, service.url, rows)
        longer, progress, found = run_over(store, service.url, [*rows, *examples(12)[10:]])
        assert progress.from_cache == 10
        assert sum(service.calls.values()) == 12
        assert found["e000"].trace
        assert found["e000"].trace.id == f"{longer.id}/e000"
        run_over(store, service.url, rows[:3], Plan(fresh=True))
        assert sum(service.calls.values()) == 15


def test_money_is_not_spent_beyond_the_limit(workspace: Workspace) -> None:
    rows, store = examples(300), deps_of(workspace).runs

    class Dear:
        info = service_of("http://127.0.0.1:9/").info

        async def ask(self, example: Example, key: str) -> Trace:
            return Trace(id=key, query=example.query, answer="a", cost_usd=0.01)

        async def close(self) -> None:
            pass

    run = started(store, spec_of(("set", 1, "h", 300), Dear.info, []), NOW)
    runner = Runner(run, Dear(), [], store, plan=Plan(concurrency=4, limit_usd=1.0))
    assert runner.go(rows) == "over_budget"
    assert runner.progress.spent is not None
    assert 0.5 < runner.progress.spent <= 1.0
    more = Runner(run, Dear(), [], store, plan=Plan(concurrency=4, limit_usd=100.0))
    assert more.go(rows) == "done"
    assert more.progress.answered == 300
    assert more.progress.spent == pytest.approx(3.0)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.8/x"]
)
def test_private_addresses_are_refused(url: str) -> None:
    described = HttpDescription(kind="http", url=url)
    with pytest.raises(BadInput, match="CASEBOOK_ALLOW_PRIVATE"):
        HttpService("test", described)


def test_a_key_comes_from_the_environment_and_is_never_kept(workspace: Workspace) -> None:
    described = HttpDescription(
        kind="http", url="https://example.com", headers={"Authorization": "Bearer ${TEST_KEY}"}
    )
    with pytest.raises(BadInput, match="TEST_KEY"):
        HttpService("test", described, environ={})
    target = HttpService("test", described, environ={"TEST_KEY": "s3cret"})
    assert "s3cret" not in target.info.model_dump_json()


class Busy:
    """A target that wants to be left alone for a while, and answers when asked again."""

    info = TargetInfo(kind="function", name="busy")

    def __init__(self, wait: float) -> None:
        self._wait, self.asked_at = wait, list[float]()

    async def ask(self, example: Example, _key: str) -> Trace:
        self.asked_at.append(time.monotonic())
        if len(self.asked_at) == 1:
            raise CallFailed("rate_limited", "429 slow down", again=True, wait=self._wait)
        return Trace(id="t", query=example.query, answer="ok")

    async def close(self) -> None:
        pass


def test_a_target_that_asks_for_a_wait_is_left_alone_that_long() -> None:
    busy = Busy(wait=0.4)
    patience = Patience(first_wait=0.001)
    asked = asyncio.run(Asker(busy, 4, patience, 4).ask(examples(1)[0], "k"))
    assert asked.trace
    first, second = busy.asked_at
    assert second - first >= 0.4


def test_a_wait_beyond_all_patience_is_a_failure_that_says_how_long() -> None:
    busy = Busy(wait=3_600)
    asked = asyncio.run(Asker(busy, 4, Patience(), 4).ask(examples(1)[0], "k"))
    assert asked.failure
    assert (asked.failure.kind, asked.attempts) == ("rate_limited", 1)
    assert "3600 s" in asked.failure.message


def test_what_was_under_way_at_a_kill_is_known_and_told(workspace: Workspace) -> None:
    rows, store = examples(3), workspace.runs
    with eval_service() as service:
        target = service_of(service.url)
        run = started(store, spec_of(("set", 1, "hash", 3), target.info, [EXACT]), NOW)
        # What a start leaves that was killed with one answer written and one call under way.
        journal = store.journal(run.id)
        journal.sent("e000")
        journal.append("e000", Trace(id="t", query="q0", answer="echo q0"), 1)
        journal.sent("e001")
        journal.close()
        assert store.journal(run.id).read().under_way == {"e001"}
        ended, progress, found = run_over(store, service.url, rows)
    assert ended.status == "done"
    assert (progress.again, progress.calls, len(found)) == (1, 2, 3)
