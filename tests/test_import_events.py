import json
from pathlib import Path

import pytest

from knowledge.errors import BadInput
from knowledge.events import EventLog
from knowledge.import_events import import_log

TRACE = {"id": "t-1", "query": "q", "answer": "a", "unknown_field": 1}
EVENT = {
    "id": "e-1",
    "trace_id": "t-1",
    "kind": "rated",
    "rating": "down",
    "time": "2026-11-01T09:30:00+08:00",
}


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines))
    return path


def test_traces_and_events_in_one_file_and_again(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log")
    path = write(tmp_path / "in.jsonl", TRACE, "", EVENT)
    assert import_log(log, path) == 2
    assert import_log(log, path) == 0
    assert [trace.id for trace in log.bad(1)] == ["t-1"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "property name"),
        ("[1]", "valid dictionary"),
        ({"id": "t-2", "query": "q"}, "answer"),
        ({**EVENT, "kind": "danced"}, "kind"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: object, reason: str) -> None:
    path = write(tmp_path / "in.jsonl", TRACE, line)
    with pytest.raises(BadInput, match="Line 2") as error:
        import_log(EventLog(tmp_path / "log"), path)
    assert reason in str(error.value)
    assert "in.jsonl" in error.value.text("zh")


def test_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log")
    with pytest.raises(BadInput, match=r"nowhere\.jsonl"):
        import_log(log, tmp_path / "nowhere.jsonl")
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(BadInput, match=r"x\.jsonl"):
        import_log(log, tmp_path / "x.jsonl")
