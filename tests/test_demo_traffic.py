"""The demo's traffic: coherent, repeatable, true to life, and honest about what was planted."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.demo import install as installation
from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.library import demo_library
from knowledge.demo.scriptmate.pacing import bounds, speech_length
from knowledge.demo.scriptmate.product import ScriptMate
from knowledge.demo.scriptmate.understand import Understanding
from knowledge.demo.traffic import TOY_CASE_EN, TOY_CASE_ZH, Traffic, simulate
from knowledge.demo.traffic.asks import phrasing
from knowledge.demo.traffic.faults import FAULTS
from knowledge.language import language_of
from knowledge.records import Event, Trace
from knowledge.settings import Settings
from knowledge.workspace import open_workspace

ROOT = Path(__file__).parent.parent
LIBRARY = demo_library()
SCRIPTS = {"write_script", "rewrite_script"}
VOICE = re.compile(r"^(?:口播：|Voice: )(.*)$", re.MULTILINE)
FIGURE = re.compile(r"\d+(?:\.\d+)?")


class Log:
    """The traffic with its look-ups."""

    def __init__(self, traffic: Traffic) -> None:
        self.traffic = traffic
        self.traces = {trace.id: trace for trace in traffic.traces}
        self.truth = {row.id: row for row in traffic.truth}
        self.events: dict[str, list[Event]] = defaultdict(list)
        for event in traffic.events:
            self.events[event.trace_id].append(event)

    def with_fault(self, fault: str) -> list[Trace]:
        return [self.traces[row.id] for row in self.traffic.truth if row.fault == fault]


@pytest.fixture(scope="module")
def log() -> Log:
    return Log(simulate())


def said(trace: Trace) -> int:
    lang = language_of(trace.query, default="zh")
    return sum(speech_length(line, lang) for line in VOICE.findall(trace.answer))


def length_bounds(trace: Trace) -> tuple[int, int]:
    assert trace.intent is not None
    lang = language_of(trace.query, default="zh")
    return bounds(int(trace.intent.slots.get("seconds", 30)), lang)


def topics_used(trace: Trace) -> set[str]:
    return {LIBRARY.by_id[p.id].topic for p in trace.retrieved or [] if p.used}


def understood(trace: Trace) -> dict[str, object]:
    """The slots that the product reads when nothing is planted."""
    product = ScriptMate("v2" if trace.version == "v2" else "v1")
    return product.understand(trace.query, trace.history).slots


def understanding_of(trace: Trace) -> Understanding | None:
    """What the trace's first stage handed on; None when it was not logged."""
    if trace.intent is None:
        return None
    lang = language_of(trace.query, default="zh")
    return Understanding(trace.query, lang, trace.intent, trace.rewritten_query)


def test_same_seed_same_bytes(log: Log) -> None:
    again = simulate()
    assert again.truth == log.traffic.truth
    assert [t.model_dump_json() for t in again.traces] == [
        t.model_dump_json() for t in log.traffic.traces
    ]
    assert again.events == log.traffic.events


def test_ids_follow_time_and_truth_covers_all(log: Log) -> None:
    traces = log.traffic.traces
    assert [trace.id for trace in traces] == [f"t-{n:06d}" for n in range(1, len(traces) + 1)]
    times = [trace.time for trace in traces if trace.time is not None]
    assert len(times) == len(traces) == len(log.truth)
    assert times == sorted(times)
    assert all(time.utcoffset() == timedelta(hours=8) for time in times)
    assert times[0].date() == date(2026, 9, 21)
    assert times[-1].date() == date(2026, 11, 15)
    assert {t.version for t in traces if t.time and t.time.date() < date(2026, 10, 19)} == {"v1"}
    assert {t.version for t in traces if t.time and t.time.date() >= date(2026, 10, 19)} == {"v2"}
    for row in log.traffic.truth:
        assert row.cause == (FAULTS[row.fault].cause if row.fault != "none" else "none")


def test_every_fault_happens(log: Log) -> None:
    assert {row.fault for row in log.traffic.truth} == {"none", *FAULTS}
    assert {log.traces[t.id].version for t in log.with_fault("seconds_dropped")} == {"v2"}


@pytest.mark.parametrize(
    ("version", "faults", "abandoned", "adopted"),
    [
        ("v1", (0.17, 0.22), (0.26, 0.34), (0.35, 0.45)),
        ("v2", (0.11, 0.16), (0.17, 0.26), (0.38, 0.48)),
    ],
)
def test_rates_look_real(
    log: Log,
    version: str,
    faults: tuple[float, float],
    abandoned: tuple[float, float],
    adopted: tuple[float, float],
) -> None:
    ids = [trace.id for trace in log.traffic.traces if trace.version == version]
    shown = [i for i in ids if log.events[i]]

    def rate(kind: str) -> float:
        return sum(any(e.kind == kind for e in log.events[i]) for i in shown) / len(shown)

    assert 900 < len(ids) < 1300
    assert faults[0] < sum(log.truth[i].cause != "none" for i in ids) / len(ids) < faults[1]
    assert abandoned[0] < rate("abandoned") < abandoned[1]
    assert adopted[0] < rate("adopted") < adopted[1]
    assert 0.09 < rate("rated") < 0.15
    assert 0 < rate("purchased") < 0.03


def test_queries_are_phrased_in_many_ways(log: Log) -> None:
    zh, en = phrasing("zh"), phrasing("en")
    assert len(zh["write_script"]) + len(en["write_script"]) > 80
    counts = Counter(trace.query for trace in log.traffic.traces)
    assert max(counts.values()) <= 8
    assert len(counts) > 0.8 * len(log.traffic.traces)
    zh_share = sum(language_of(t.query) == "zh" for t in log.traffic.traces) / len(log.traces)
    assert 0.7 < zh_share < 0.82
    assert not any("{" in trace.query or "{" in trace.answer for trace in log.traffic.traces)


def test_clean_traces_are_clean(log: Log) -> None:
    for row in log.traffic.truth:
        trace = log.traces[row.id]
        if row.cause != "none":
            continue
        assert trace.intent is not None
        assert trace.retrieved
        assert trace.error is None
        assert trace.intent.slots == understood(trace)
        assert len(topics_used(trace)) == 1
        assert all(LIBRARY.by_id[p.id].superseded_by is None for p in trace.retrieved)
        source = trace.query + " ".join(p.text for p in trace.retrieved if p.used)
        for line in VOICE.findall(trace.answer):
            assert set(FIGURE.findall(line)) <= set(FIGURE.findall(source)), trace.id
        if trace.intent.name in SCRIPTS:
            low, high = length_bounds(trace)
            assert low <= said(trace) <= high, trace.id


def test_clean_traces_replay(log: Log) -> None:
    clean = [t for t in log.traffic.traces if log.truth[t.id].cause == "none"][::25]
    for trace in clean:
        product = ScriptMate("v2" if trace.version == "v2" else "v1")
        run = product.run(
            trace.query,
            trace.history,
            params=Params.of(trace.params),
            understanding=understanding_of(trace),
            passages=trace.retrieved,
        )
        assert run.answer == trace.answer


@pytest.mark.parametrize(
    "fault", ["wrong_audience", "wrong_seconds", "seconds_dropped", "wrong_intent", "wrong_topic"]
)
def test_intent_faults_show_in_what_was_understood(log: Log, fault: str) -> None:
    for trace in log.with_fault(fault):
        product = ScriptMate("v2" if trace.version == "v2" else "v1")
        right = product.understand(trace.query, trace.history)
        assert trace.intent is not None
        differs = {
            "wrong_audience": trace.intent.slots.get("audience") != right.slots.get("audience"),
            "wrong_seconds": trace.intent.slots.get("seconds") != right.slots.get("seconds"),
            "seconds_dropped": "seconds" not in trace.intent.slots and "seconds" in right.slots,
            "wrong_intent": trace.intent.name != right.intent.name,
            "wrong_topic": trace.rewritten_query != right.rewritten_query,
        }
        assert differs[fault]
        if fault in {"wrong_topic", "wrong_audience"}:
            meant = {LIBRARY.by_id[p.id].topic for p in product.retrieve(right)}
            assert meant.isdisjoint(topics_used(trace))


def test_retrieval_faults_show_in_what_was_retrieved(log: Log) -> None:
    for fault in ("gap", "miss", "ranking", "stale"):
        for trace in log.with_fault(fault):
            product = ScriptMate("v2" if trace.version == "v2" else "v1")
            right = product.understand(trace.query, trace.history)
            assert understanding_of(trace) == right
            found = {p.id for p in product.retrieve(right)}
            unused = {p.id for p in trace.retrieved or [] if p.used is False}
            used = {p.id for p in trace.retrieved or [] if p.used}
            if fault == "stale":
                assert any(LIBRARY.by_id[i].superseded_by for i in used)
            elif fault == "ranking":
                assert found & unused
                assert not found & used
            elif fault == "miss":
                assert not found & (used | unused)
            else:
                assert all((p.score or 0) < 0.45 for p in trace.retrieved or [])


def test_generation_and_system_faults_show_in_the_answer(log: Log) -> None:
    for trace in log.with_fault("contradiction"):
        source = " ".join(p.text for p in trace.retrieved or [])
        assert any(line.rstrip("。.") not in source for line in VOICE.findall(trace.answer))
    for trace in log.with_fault("over_length"):
        assert said(trace) > 1.3 * length_bounds(trace)[1]
    for trace in log.with_fault("breaks_off"):
        assert trace.error is None
        assert trace.answer[-1] not in "。.!?！？"
    for trace in log.with_fault("truncated"):
        assert trace.error is not None
        assert trace.answer[-1] not in "。.!?！？"
    for trace in log.with_fault("ignores_passages"):
        source = " ".join(p.text for p in trace.retrieved or [])
        assert not any(line.rstrip("。.") in source for line in VOICE.findall(trace.answer))
    for fault in ("timeout", "model_error"):
        for trace in log.with_fault(fault):
            assert trace.error is not None
            assert trace.answer == ""
            assert log.events[trace.id] == []


def test_events_tell_a_story(log: Log) -> None:
    ids = [event.id for event in log.traffic.events]
    assert len(set(ids)) == len(ids)
    for trace in log.traffic.traces:
        events = log.events[trace.id]
        assert bool(events) == bool(trace.answer)
        if not events:
            continue
        assert events[0].kind == "shown"
        assert trace.time is not None
        assert all(event.time >= trace.time for event in events)
        assert {event.user_id for event in events} == {trace.user_id}
        for event in events:
            if event.kind == "edited":
                assert event.section is not None
                assert event.edited_text
                assert event.edited_text != trace.answer
            assert (event.rating is not None) == (event.kind == "rated")
            assert (event.amount is not None) == (event.kind == "purchased")
        kinds = {event.kind for event in events}
        assert not {"adopted", "abandoned"} <= kinds


def test_whoever_asks_again_gets_another_answer(log: Log) -> None:
    by_session: dict[str, list[Trace]] = defaultdict(list)
    for trace in log.traffic.traces:
        by_session[trace.session_id or ""].append(trace)
    for traces in by_session.values():
        for trace, following in pairwise(traces):
            if any(event.kind == "regenerated" for event in log.events[trace.id]):
                assert following.query == trace.query


@pytest.mark.parametrize(
    ("trace_id", "query", "toys", "others"),
    [
        (TOY_CASE_ZH, "生成一条30秒的儿童玩具测评脚本", "成人解压玩具", "孩子"),
        (
            TOY_CASE_EN,
            "Write a 30-second children's toy review script",
            "stress-relief toys for adults",
            "child",
        ),
    ],
)
def test_the_toy_case(log: Log, trace_id: str, query: str, toys: str, others: str) -> None:
    trace, row = log.traces[trace_id], log.truth[trace_id]
    assert (row.cause, row.fault) == ("intent", "wrong_audience")
    assert trace.query == query
    assert trace.intent is not None
    assert trace.intent.slots["audience"] == "adults"
    assert understood(trace)["audience"] == "children"
    assert "成人" in (trace.rewritten_query or "") or "adult" in (trace.rewritten_query or "")
    assert topics_used(trace) == {toys}
    assert others not in trace.answer
    low, high = length_bounds(trace)
    assert low <= said(trace) <= high
    kinds = [event.kind for event in log.events[trace_id]]
    assert kinds == ["shown", "rated", "abandoned"]
    rated = log.events[trace_id][1]
    assert rated.rating == "down"
    assert rated.reason


def sources() -> Iterator[Path]:
    for layer in ("tools", "agent", "page"):
        yield from (ROOT / layer).rglob("*.py")
    yield ROOT / "app.py"


def test_nothing_that_answers_reads_the_truth() -> None:
    readers = [p for p in sources() if p.exists() and "truth.jsonl" in p.read_text("utf-8")]
    assert readers == []


def test_installing_twice_doubles_nothing(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "simulate", lambda: log.traffic)
    with open_workspace(Settings(home=tmp_path / "home", demo=False), purpose="test") as workspace:
        installation.install(workspace)
        documents = len(workspace.docs.documents())
        (workspace.home / "corpus.jsonl").unlink()  # as if the first time had been cut off
        installation.install(workspace)
        assert workspace.events.counts() == (len(log.traffic.traces), len(log.traffic.events))
        assert workspace.events.trace(TOY_CASE_ZH) == log.traces[TOY_CASE_ZH]
        assert len(workspace.docs.documents()) == documents > 20
        assert workspace.corpus is not None
        assert workspace.corpus.get("lib-0001") is not None
        lines = (workspace.home / "demo" / "truth.jsonl").read_text("utf-8").splitlines()
        assert len(lines) == len(log.traces)
        assert set(json.loads(lines[0])) == {"id", "cause", "fault"}
