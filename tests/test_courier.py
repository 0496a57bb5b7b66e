"""The courier: calls under way when their run is killed are seen through, and made only once."""

import asyncio
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from eval_killed import NOW, courier_of, examples, run_at, spools, target_of
from eval_service import eval_service

from knowledge.database import open_database
from knowledge.records import Run
from knowledge.runs import RunStore
from knowledge.spool import END, Spool
from tools.evals.courier.by_courier import ByCourier
from tools.evals.courier.process import courier
from tools.evals.running.progress import Progress
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.targets.calls import Reply, Request
from tools.evals.targets.target import CallFailed


def until(true: Callable[[], Any], seconds: float = 30.0) -> None:
    late = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < late, "it never came true"
        time.sleep(0.005)


def gone(pid: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return not state.stdout.strip() or state.stdout.startswith("Z")


def called(spool: Path, **more: Any) -> Reply:
    """One call by the courier."""
    sent = {"key": "k", "method": "POST", "headers": {}, "body": None, "timeout": 10.0, **more}

    async def call() -> Reply:
        held = Spool(spool)
        assert held.hold()
        assert held.file is not None
        calls = ByCourier(held.file, {})
        try:
            return await calls.make(Request(**sent))
        finally:
            await calls.close()
            held.close()

    return asyncio.run(call())


@pytest.fixture
def apart() -> Iterator[Callable[..., int]]:
    """Begins a run in a process of its own, as often as wanted, and says which."""
    command = [sys.executable, str(Path(__file__).with_name("eval_killed.py"))]
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environ) as process:
        assert process.stdin
        assert process.stdout

        def begin(*args: Any) -> int:
            process.stdin.write(json.dumps(args, default=str) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield begin
        process.stdin.close()


@contextmanager
def store_at(home: Path) -> Iterator[RunStore]:
    engine = open_database(home / "casebook.db")
    yield RunStore(engine, home)
    engine.dispose()


def runner_of(
    store: RunStore,
    url: str,
    count: int,
    *,
    told: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Run, Runner]:
    target = target_of("http", url)
    run = started(store, spec_of(("set", 1, "hash", count), target.info, []), NOW)
    plan = Plan(concurrency=4)
    return run, Runner(run, target, [], store, plan=plan, told=told, stopped=stopped)


def test_ten_kills_of_a_run_over_a_model(tmp_path: Path, apart: Callable[..., int]) -> None:
    count, dice, in_the_air = 150, random.Random(3), 0
    with eval_service(seconds=0.1) as service:
        for _ in range(10):
            least = sum(service.calls.values()) + dice.randint(1, 12)
            pid = apart(tmp_path, "chat", service.url, count)
            until(lambda least=least: sum(service.calls.values()) >= least)
            time.sleep(dice.uniform(0, 0.05))
            os.kill(pid, signal.SIGKILL)
            in_the_air += service.under_way
            until(lambda pid=pid: gone(pid))
        status, progress, found = run_at(tmp_path, "chat", service.url, count)
        assert (status, progress.again, progress.answered) == ("done", 0, count)
        assert found == {one.id: f"echo {one.query}" for one in examples(count)}
        assert in_the_air > 20
        assert service.calls == Counter(one.query for one in examples(count))
    assert not spools(tmp_path)


def test_a_courier_without_a_run_ends_when_the_time_of_its_calls_is_over(
    tmp_path: Path, apart: Callable[..., int]
) -> None:
    with eval_service({"q0": ["hang"]}) as service:
        killed = apart(tmp_path, "http", service.url, 1, 1.0)
        until(lambda: service.under_way)
        os.kill(killed, signal.SIGKILL)
        pid = courier_of(tmp_path)
        assert not gone(pid)
        until(lambda: gone(pid))
        # It has brought nothing, which is known: asking again is an attempt like any other.
        status, progress, found = run_at(tmp_path, "http", service.url, 1, 1.0)
        assert (status, progress.again, found) == ("done", 0, {"e000": "echo q0"})
        assert service.calls["q0"] == 2


def test_a_stop_stops_the_calls(tmp_path: Path) -> None:
    with eval_service(seconds=0.5) as service, store_at(tmp_path) as store:
        _, runner = runner_of(store, service.url, 20, stopped=lambda: service.under_way >= 4)
        assert runner.go(examples(20)) == "stopped"
        assert sum(service.calls.values()) == 4
        until(lambda: not service.under_way)
        assert service.cut_off == 4
        assert not spools(tmp_path)


def test_when_the_courier_is_killed_another_takes_over(tmp_path: Path) -> None:
    with eval_service(seconds=0.2) as service:

        def kill() -> None:
            until(lambda: service.under_way >= 4)
            os.kill(courier().start(), signal.SIGKILL)

        killing = threading.Thread(target=kill)
        killing.start()
        status, progress, found = run_at(tmp_path, "http", service.url, 20)
        killing.join()
        assert (status, len(found)) == ("done", 20)
        assert 20 < sum(service.calls.values()) == progress.calls <= 28


@pytest.mark.parametrize(("end", "again"), [(b'{"call":1,"key":"r', 1), (END, 0)])
def test_what_the_spool_holds_is_not_asked_for(tmp_path: Path, end: bytes, again: int) -> None:
    with eval_service() as service, store_at(tmp_path) as store:
        run, runner = runner_of(store, service.url, 3)
        journal = store.journal(run.id)
        for row in examples(2):
            journal.sent(row.id)
        journal.close()
        body = json.dumps({"answer": "from the spool"})
        kept = {"key": f"{run.id}/e000", "status": 200, "headers": {}, "body": body, "ms": 70.0}
        failed = {"key": f"{run.id}/e002", "failure": ["timeout", "1 s", True]}
        lines = [json.dumps(one).encode() + b"\n" for one in (kept, failed)]
        (tmp_path / f"{run.id}.spool").write_bytes(b"".join([*lines, end]))
        assert runner.go(examples(3)) == "done"
        assert service.calls == Counter(["q1", "q2"])
        assert (runner.progress.again, runner.progress.calls) == (again, 2)
        first = store.trace(f"{run.id}/e000")
        assert first
        assert (first.answer, first.latency_ms) == ("from the spool", 70.0)


def test_calls_under_way_are_waited_for_which_is_told_and_can_be_stopped(tmp_path: Path) -> None:
    waited = list[int]()
    with eval_service() as service, store_at(tmp_path) as store:
        run, runner = runner_of(
            store,
            service.url,
            2,
            told=lambda progress: waited.append(progress.awaited),
            stopped=lambda: len(waited) > 2,
        )
        journal = store.journal(run.id)
        journal.sent("e000")
        journal.close()
        with (tmp_path / f"{run.id}.spool").open("a") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            assert runner.go(examples(2)) == "stopped"
        assert set(waited) == {1}
        assert not service.calls
        assert spools(tmp_path), "what was waited for may still come"


def test_the_spool_holds_replies_alone(tmp_path: Path) -> None:
    with eval_service() as service:
        secret = {"Authorization": "Bearer s3cret", "Idempotency-Key": "k"}
        sent = {"url": service.url, "headers": secret, "body": '{"query": "ask privately"}'}
        assert called(tmp_path / "s", **sent).status == 200
    kept = (tmp_path / "s").read_text()
    assert "echo ask privately" in kept
    assert "s3cret" not in kept
    assert '"query"' not in kept
    assert (tmp_path / "s").stat().st_mode & 0o777 == 0o600


def test_private_addresses_redirects_and_endless_replies(tmp_path: Path) -> None:
    behaviours = {"big": ["huge"], "away": ["elsewhere_moved"]}
    with eval_service(behaviours) as service:
        private = service.url.replace("127.0.0.1", "localhost")
        with pytest.raises(CallFailed, match="private address") as refused:
            called(tmp_path / "s", url=private, body='{"query": "a"}')
        assert refused.value.kind == "unreachable"
        assert not service.calls
        for query in behaviours:
            sent = {"headers": {"Idempotency-Key": query}, "body": json.dumps({"query": query})}
            if query == "big":
                with pytest.raises(CallFailed) as big:
                    called(tmp_path / "s", url=service.url, **sent)
                assert (big.value.kind, big.value.again) == ("garbage", False)
            else:
                assert called(tmp_path / "s", url=service.url, **sent).status == 307
