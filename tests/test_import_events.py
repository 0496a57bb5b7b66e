import json
from pathlib import Path

import pytest

from knowledge.errors import BadInput
from knowledge.events import EventLog
from knowledge.import_events import import_log, main

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
        ({**EVENT, "time": "0001-01-01T00:00:00+14:00"}, "time"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: object, reason: str) -> None:
    path = write(tmp_path / "in.jsonl", TRACE, line)
    with pytest.raises(BadInput, match="Line 2") as error:
        import_log(log := EventLog(tmp_path / "log"), path)
    assert log.counts() == (1, 0), "what stands before it is kept"
    assert reason in str(error.value)
    assert "in.jsonl" in error.value.text("zh")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time", "9999-12-31T23:00:00-05:00"),
        ("input_tokens", 99999999999999999999),
        ("params", json.loads('{"a": ' + "[" * 60 + "]" * 60 + "}")),
    ],
)
def test_what_no_store_keeps_is_set_aside_and_told(
    tmp_path: Path, field: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "in.jsonl", {**TRACE, field: value})
    assert import_log(log := EventLog(tmp_path / "log"), path) == 1
    assert log.counts() == (1, 0)
    assert f"{field} (1)" in capsys.readouterr().err


def test_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log")
    with pytest.raises(BadInput, match=r"nowhere\.jsonl"):
        import_log(log, tmp_path / "nowhere.jsonl")
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(BadInput, match=r"x\.jsonl"):
        import_log(log, tmp_path / "x.jsonl")
    with pytest.raises(BadInput, match="UTF-8"):
        import_log(log, tmp_path / "x.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(BadInput, match="holds no traces"):
        import_log(log, tmp_path / "empty.jsonl")


def test_one_id_is_one_record(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log")
    twice = {**TRACE, "query": "another"}
    assert import_log(log, write(tmp_path / "in.jsonl", TRACE, twice, EVENT, EVENT)) == 2
    assert log.counts() == (1, 1)
    kept = log.trace("t-1")
    assert kept is not None
    assert kept.query == "q", "the first"


def test_half_an_emoji_does_no_harm(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log")
    line = '{"id": "t-1", "query": "cut \\ud83d", "answer": "whole \\ud83d\\ude00"}'
    import_log(log, write(tmp_path / "in.jsonl", line))
    kept = log.trace("t-1")
    assert kept is not None
    assert (kept.query, kept.answer) == ("cut ?", "whole 😀")


def test_the_command_goes_on_after_a_bad_file_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, out = write(tmp_path / "good.jsonl", TRACE), tmp_path / "out.jsonl"
    home = ["--home", str(tmp_path / "home")]
    missing = str(tmp_path / "missing.jsonl")
    assert main(["import", missing, str(good), "-o", str(out), *home]) == 2
    assert json.loads(out.read_text()) == {"file": str(good), "added": 1}
    err = capsys.readouterr().err
    assert f"error: {missing}" in err
    assert "Errno" not in err
    assert main(["import", str(good), *home]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 0
