from datetime import UTC, datetime
from pathlib import Path

from knowledge.database import open_database
from knowledge.examples import ExampleStore
from knowledge.records import Example


def example(name: str, query: str = "q") -> Example:
    return Example(id=name, query=query, cause="intent", added=datetime(2026, 11, 1, tzinfo=UTC))


def test_a_case_is_one_example_however_often_it_is_added(tmp_path: Path) -> None:
    store = ExampleStore(open_database(tmp_path / "casebook.db"))
    assert store.add(example("t-1"))
    assert store.add(example("t-2"))
    assert not store.add(example("t-1", "another wording"))
    assert [(one.id, one.query) for one in store.all()] == [
        ("t-1", "another wording"),
        ("t-2", "q"),
    ]


def test_an_example_can_be_taken_out_again(tmp_path: Path) -> None:
    store = ExampleStore(open_database(tmp_path / "casebook.db"))
    store.add(example("t-1"))
    assert store.remove("t-1")
    assert not store.remove("t-1")
    assert store.all() == []
