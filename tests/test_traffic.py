"""The part of the log that a question is about: counted, and what users disliked in it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from knowledge.events import EventLog
from knowledge.records import Event, EventKind, Trace
from knowledge.traffic import Scope, Signal

START = datetime(2026, 10, 5, 9, tzinfo=timezone(timedelta(hours=8)))
LONG = "今天讲三个收纳小技巧，第一个是把衣服竖着放。"


def trace(number: int, **fields: object) -> Trace:
    given = {
        "id": f"t-{number}",
        "query": "写一条收纳脚本",
        "answer": LONG,
        "time": START + timedelta(days=number),
        "user_id": f"u{number % 3}",
        "version": "v1" if number < 10 else "v2",
        "feature": "script",
        "segment": {"style": "comedy" if number % 2 else "review"},
    }
    return Trace.model_validate({**given, **fields})


def act(number: int, kind: EventKind, **fields: object) -> Event:
    given = {"id": f"e-{number}-{kind}", "trace_id": f"t-{number}", "kind": kind, "time": START}
    return Event.model_validate({**given, **fields})


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = EventLog(tmp_path)
    traces = [trace(number) for number in range(20)]
    traces[5] = trace(5, error="HTTP 503")
    traces[6] = trace(6, answer="")
    traces[7] = trace(7, answer="这款产品百分百安全。")
    events = [
        act(1, "rated", rating="down"),
        act(2, "rated", rating="up"),
        act(3, "regenerated"),
        act(4, "abandoned"),
        act(8, "edited", edited_text=LONG + "好"),
        act(12, "edited", edited_text="完全换了一个写法，从厨房讲起。"),
        act(1, "regenerated"),
    ]
    log.append(traces, events)
    yield log
    log.close()


def ids(log: EventLog, signal: Signal, scope: Scope = Scope(), most: int = 99) -> set[str]:  # noqa: B008
    count, found = log.flagged(signal, scope, most, ["百分百"])
    assert count >= len(found)
    return {one.id for one in found}


@pytest.mark.parametrize(
    ("signal", "numbers"),
    [
        ("thumbs_down", {1}),
        ("regenerated", {1, 3}),
        ("abandoned", {4}),
        ("edited", {12}),
        ("error", {5, 6}),
        ("policy", {7}),
        ("any", {1, 3, 4, 5, 6, 7, 12}),
        ("random", set(range(20))),
    ],
)
def test_each_signal_names_its_traces(log: EventLog, signal: Signal, numbers: set[int]) -> None:
    assert ids(log, signal) == {f"t-{number}" for number in numbers}


def test_a_scope_narrows_signals_and_traffic(log: EventLog) -> None:
    assert ids(log, "any", Scope(version="V2")) == {"t-12"}
    assert ids(log, "any", Scope(segment=("style", "comedy"))) == {"t-1", "t-3", "t-5", "t-7"}
    assert ids(log, "any", Scope(segment=("none", "comedy"))) == set()
    middle = Scope(since=START + timedelta(days=4), until=START + timedelta(days=7))
    assert ids(log, "any", middle) == {"t-4", "t-5", "t-6"}
    assert log.traffic(middle).traces == 3
    assert log.traffic(Scope(feature="title")).traces == 0


def test_traffic_is_counted_by_week_version_and_segment(log: EventLog) -> None:
    found = log.traffic(Scope())
    assert (found.traces, found.users) == (20, 3)
    assert [(week.start, week.traces) for week in found.weeks] == [
        (date(2026, 10, 5), 7),
        (date(2026, 10, 12), 7),
        (date(2026, 10, 19), 6),
    ]
    assert [(one.version, one.first, one.traces) for one in found.releases] == [
        ("v1", date(2026, 10, 5), 10),
        ("v2", date(2026, 10, 15), 10),
    ]
    assert found.segments["style"] == {"comedy": 10, "review": 10}
    assert found.last == START + timedelta(days=19)


def test_weeks_are_those_of_the_users_clock_and_have_no_gaps(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    tz = timezone(timedelta(hours=8))
    log.append(
        [
            trace(1, time=datetime(2026, 10, 5, 0, 30, tzinfo=tz)),  # still Sunday in UTC
            trace(2, time=datetime(2026, 10, 20, tzinfo=UTC)),
            trace(3, time=None),
        ]
    )
    found = log.traffic(Scope())
    assert [(week.start.day, week.traces) for week in found.weeks] == [(5, 1), (12, 0), (19, 1)]
    assert found.traces == 3
    log.close()


def test_a_draw_is_the_same_each_time(log: EventLog) -> None:
    first = ids(log, "random", most=5)
    assert len(first) == 5
    assert ids(log, "random", most=5) == first


def test_an_empty_log_has_no_traffic(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    found = log.traffic(Scope())
    assert (found.traces, found.users, found.weeks, found.last) == (0, 0, [], None)
    assert log.flagged("any", Scope(), 9, ["x"]) == (0, [])
    log.close()
