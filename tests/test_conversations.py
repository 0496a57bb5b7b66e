from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.cases import CaseStore
from knowledge.conversations import Conversations
from knowledge.database import open_database
from knowledge.records import Diagnosis, Trace


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def test_list_is_newest_first_and_titled_by_the_first_question(tmp_path: Path) -> None:
    kept = Conversations(open_database(tmp_path / "c.db"), Clock())
    kept.touch("a", "第一个问题\n换行")
    kept.touch("b", "x" * 200)
    kept.touch("a", "another question")
    assert [c.thread_id for c in kept.all()] == ["a", "b"]
    assert kept.all()[0].title == "第一个问题 换行"
    assert len(kept.all()[1].title) <= 60


def test_delete_can_be_undone_and_rename_ignores_nothing_but_blanks(tmp_path: Path) -> None:
    kept = Conversations(open_database(tmp_path / "c.db"), Clock())
    kept.touch("a", "question")
    kept.delete("a")
    assert kept.all() == []
    kept.restore("a")
    kept.rename("a", "  ")
    assert kept.all()[0].title == "question"
    kept.rename("a", "定价")
    assert kept.all()[0].title == "定价"


def test_the_last_rating_counts(tmp_path: Path) -> None:
    kept = Conversations(open_database(tmp_path / "c.db"), Clock())
    kept.rate("a", "m1", "down", "wrong cause")
    kept.rate("a", "m1", None)
    kept.rate("a", "m2", "up")
    assert kept.ratings("a") == {"m1": None, "m2": "up"}
    assert kept.ratings("b") == {}


def test_cases_and_diagnoses_survive_reopening(tmp_path: Path) -> None:
    trace = Trace(id="case-1", query="q", answer="a")
    diagnosis = Diagnosis(id="case-1", cause="intent", confidence=0.9, stages=[])
    store = CaseStore(open_database(tmp_path / "c.db"))
    store.keep(trace)
    store.keep(trace)
    store.keep_diagnosis(diagnosis)
    again = CaseStore(open_database(tmp_path / "c.db"))
    assert again.get("case-1") == trace
    assert again.diagnosis("case-1") == diagnosis
    assert again.get("case-2") is None
    assert again.diagnosis("case-2") is None
