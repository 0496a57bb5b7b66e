"""The event log keeps every field of every record, through real Parquet and DuckDB."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.events import EventLog
from knowledge.records import Event, Intent, Passage, Trace, Turn

BEIJING = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 1, 12, 0, tzinfo=BEIJING)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = EventLog(tmp_path)
    yield log
    log.close()


def full_trace(trace_id: str = "t-1") -> Trace:
    return Trace(
        id=trace_id,
        query="生成一条30秒的儿童玩具测评脚本",
        answer="…",
        time=NOON,
        segment={"style": "product_review"},
        history=[Turn(role="user", text="你好")],
        intent=Intent(name="write_script", slots={"seconds": 30, "audience": "children"}),
        retrieved=[
            Passage(id="lib-1", text="积木", score=0.7, used=True),
            Passage(id="b", text=""),
        ],
        params={"temperature": 0.7, "stop": ["\n"]},
        latency_ms=12.5,
        cost_usd=0.002,
    )


def rated(trace_id: str, rating: str, at: datetime = NOON) -> Event:
    return Event.model_validate(
        {"id": f"e-{trace_id}", "trace_id": trace_id, "kind": "rated", "rating": rating, "time": at}
    )


def test_empty_log_answers(log: EventLog) -> None:
    assert log.counts() == (0, 0)
    assert log.trace("t-1") is None
    assert log.bad(3) == []


def test_a_trace_comes_back_as_it_went_in(log: EventLog) -> None:
    bare = Trace(id="bare", query="q", answer="")
    log.append([full_trace(), bare])
    assert log.trace("t-1") == full_trace()
    assert log.trace("bare") == bare
    kept = log.trace("t-1")
    assert kept is not None
    assert kept.time is not None
    assert kept.time.utcoffset() == timedelta(hours=8), "the hour that the user saw"


def test_absent_and_empty_stay_apart(log: EventLog) -> None:
    log.append(
        [
            Trace(id="none", query="q", answer="a"),
            Trace(id="empty", query="q", answer="a", retrieved=[]),
        ]
    )
    none, empty = log.trace("none"), log.trace("empty")
    assert none is not None
    assert empty is not None
    assert none.retrieved is None
    assert empty.retrieved == []


def test_appending_again_adds_nothing(log: EventLog) -> None:
    assert log.append([full_trace()], [rated("t-1", "down")]) == 2
    assert log.append([full_trace()], [rated("t-1", "down")]) == 0
    assert log.counts() == (1, 1)


def test_replace_takes_the_place_of_the_same_source(log: EventLog) -> None:
    log.append([full_trace("own")])
    log.replace("demo", [full_trace("a"), full_trace("b")], [rated("a", "up")])
    log.replace("demo", [full_trace("b")], [])
    assert log.counts() == (2, 0)
    assert log.trace("a") is None
    assert log.trace("own") is not None


def test_the_state_differs_after_every_change_and_only_then(log: EventLog) -> None:
    states = [log.state()]
    trace = full_trace()
    log.append([trace])
    states.append(log.state())
    log.append([trace])
    log.counts()
    assert log.state() == states[-1]
    log.append(events=[rated("t-1", "down")])
    states.append(log.state())
    log.replace("demo", [trace], [])
    states.append(log.state())
    log.replace("demo", [], [])
    states.append(log.state())
    log.drop("demo")
    assert log.state() == states[2]
    assert len(set(states)) == len(states)


def test_bad_is_what_users_rated_down_newest_first(log: EventLog) -> None:
    traces = [
        full_trace(f"t-{i}").model_copy(update={"time": NOON + timedelta(hours=i)})
        for i in range(4)
    ]
    log.append(traces, [rated("t-0", "down"), rated("t-2", "down"), rated("t-3", "up")])
    assert [trace.id for trace in log.bad(5)] == ["t-2", "t-0"]
    assert [trace.id for trace in log.bad(1)] == ["t-2"]


def test_a_part_that_was_not_finished_is_not_read(log: EventLog, tmp_path: Path) -> None:
    log.append([full_trace()])
    (tmp_path / "traces" / "part-0.unfinished").write_bytes(b"PAR1 cut off")
    assert log.counts() == (1, 0)


texts = st.text(max_size=50).filter(lambda s: "\x00" not in s and s.isprintable())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=texts,
    answer=texts,
    slots=st.dictionaries(texts, texts | st.integers(-5, 5) | st.none(), max_size=3),
)
def test_any_text_survives(
    tmp_path: Path, query: str, answer: str, slots: dict[str, object]
) -> None:
    log = EventLog(tmp_path)
    trace = Trace(id="t", query=query, answer=answer, intent=Intent(slots=slots))
    log.replace("x", [trace], [])
    assert log.trace("t") == trace
    log.close()
