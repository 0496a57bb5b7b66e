"""Sets of examples and runs in a workspace: frozen, hashed, kept over a restart."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tool_deps import deps_of

from knowledge.datasets import content_hash
from knowledge.records import Example, Failure, Outcome, Run, RunSpec, TargetInfo, Trace
from knowledge.workspace import Workspace

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ROWS = [
    Example(id=f"e{at}", query=f"question {at}", segment={"style": "comedy"}) for at in range(3)
]


def run(at: int = 0) -> Run:
    spec = RunSpec(
        dataset="smoke",
        dataset_version=1,
        dataset_hash="h",
        examples=3,
        target=TargetInfo(kind="recorded", name="recorded"),
    )
    return Run(id=f"run-{at}", spec=spec, status="running", started=NOW + timedelta(minutes=at))


def test_a_change_makes_a_version_and_no_change_none(workspace: Workspace) -> None:
    store = deps_of(workspace).datasets
    first = store.freeze("smoke", ROWS, NOW, note="by hand")
    assert (first.version, first.count, first.note) == (1, 3, "by hand")
    assert store.freeze("smoke", ROWS, NOW + timedelta(days=1)) == first
    second = store.freeze("smoke", ROWS[:2], NOW + timedelta(days=2))
    assert second.version == 2
    assert second.hash != first.hash
    assert store.examples("smoke", 1) == ROWS
    assert store.examples("smoke", 2) == ROWS[:2]
    assert [one.version for one in store.versions("smoke")] == [2, 1]
    store.freeze("other", ROWS, NOW)
    assert [(one.name, one.version) for one in store.all()] == [("smoke", 2), ("other", 1)]
    assert store.remove("smoke")
    assert store.newest("smoke") is None
    assert not store.remove("smoke")


@given(st.permutations(ROWS))
def test_the_hash_is_of_content_and_order(rows: list[Example]) -> None:
    later = [one.model_copy(update={"added": NOW}) for one in rows]
    assert content_hash(later) == content_hash(rows)
    assert (content_hash(rows) == content_hash(ROWS)) == (rows == ROWS)


def test_outcomes_are_kept_and_the_last_one_counts(workspace: Workspace) -> None:
    store = deps_of(workspace).runs
    store.keep(run())
    failed = Outcome(example_id="e1", failure=Failure(kind="timeout", message="10 s"))
    trace = Trace(id="run-0/e1", query="q", answer="a")
    store.add("run-0", [failed, Outcome(example_id="e0", trace=trace)])
    store.add("run-0", [Outcome(example_id="e1", trace=trace)])
    found = list(store.outcomes("run-0"))
    assert [one.example_id for one in found] == ["e0", "e1"]
    assert all(one.failure is None for one in found)
    assert store.done("run-0") == {"e0", "e1"}
    store.keep(run(1))
    assert [one.id for one in store.all()] == ["run-1", "run-0"]
    ended = store.close(run(), "done", NOW)
    assert store.get("run-0") == ended
    assert store.remove("run-0")
    assert store.get("run-0") is None
    assert store.done("run-0") == set()


def test_many_outcomes_are_read_in_pages(workspace: Workspace) -> None:
    store = deps_of(workspace).runs
    store.keep(run())
    store.add("run-0", [Outcome(example_id=f"e{at:05}") for at in range(2_345)])
    assert [one.example_id for one in store.outcomes("run-0")] == [
        f"e{at:05}" for at in range(2_345)
    ]
