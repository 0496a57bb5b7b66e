"""The commands `python -m agent "question"` and `--batch`."""

import json
from pathlib import Path

import pytest
from samples import DOWN, PRICING, TOY_CASE

from agent.__main__ import main
from agent.citations import cited, plain
from knowledge.lock import own
from knowledge.settings import Settings
from knowledge.workspace import open_workspace


@pytest.fixture
def home(tmp_path: Path) -> str:
    settings = Settings(home=tmp_path / "home", demo=False)
    with open_workspace(settings, "tests") as workspace:
        workspace.events.append([TOY_CASE], [DOWN])
        workspace.docs.ingest([PRICING])
    return str(settings.home)


def test_one_question_is_answered_on_stdout(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"Why did {TOY_CASE.id} fail?", "--home", home]) == 0
    out = capsys.readouterr()
    assert "intent" in out.out.lower()
    assert "diagnose_case" in out.err


def test_a_batch_answers_the_last_turn_in_its_context(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    items = [
        {"id": "a", "context": [f"为什么 {TOY_CASE.id} 会失败？"], "turns": ["怎么修？"]},
        {"id": "b", "turns": ["你好", "专业版多少钱一个月？"]},
        {"id": "c", "turns": [" "]},
    ]
    source.write_text("\n".join(json.dumps(item) for item in items))
    assert main(["--batch", str(source), "-o", str(target), "--home", home]) == 1
    a, b, c = (json.loads(line) for line in target.read_text().splitlines())
    assert a["tool_calls"] == [
        {"name": "diagnose_case", "args": {"case_id": TOY_CASE.id, "part": "fix"}}
    ]
    assert TOY_CASE.id in a["citations"]
    assert "39" in b["answer"]
    assert b["citations"][0].startswith("pricing.md#")
    assert b["seconds"] > 0
    assert b["found"] in {True, False}
    assert 0 < b["confidence"] < 1
    assert "found" not in a
    assert "error" in c, "one that cannot be answered is named and stops nothing"
    assert "3/3" in capsys.readouterr().err


def test_a_batch_leaves_no_conversations(home: str, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "turns": ["你好"]}))
    assert main(["--batch", str(source), "-o", str(tmp_path / "out"), "--home", home]) == 0
    with open_workspace(Settings(home=Path(home), demo=False), "tests") as workspace:
        assert workspace.conversations.all() == []


@pytest.mark.parametrize(
    ("line", "named"),
    [("{broken", "line 1"), ('{"id": "a"}', "turns"), ('{"id": "a", "turns": []}', "turns")],
)
def test_a_bad_line_is_named_and_stops_nothing(
    home: str, tmp_path: Path, line: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f'\ufeff{line}\n{{"id": 7, "turns": ["你好\u2028"]}}')
    assert main(["--batch", str(source), "--home", home]) == 1
    captured = capsys.readouterr()
    assert named in captured.err.lower()
    assert json.loads(captured.out)["id"] == "7"


def test_the_input_may_be_the_output(home: str, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "turns": ["你好"]}))
    assert main(["--batch", str(source), "-o", str(source), "--home", home]) == 0
    assert "answer" in json.loads(source.read_text())


@pytest.mark.parametrize("name", ["missing.jsonl", "empty.jsonl", "."])
def test_an_input_that_cannot_be_read_is_one_clear_line(
    home: str, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert main(["--batch", str(tmp_path / name), "--home", home]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_an_output_that_cannot_be_written_is_named(
    home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "turns": ["你好"]}))
    target = tmp_path / "nowhere" / "out.jsonl"
    assert main(["--batch", str(source), "-o", str(target), "--home", home]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_an_unknown_case_is_not_a_success(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Why did t-999999 fail?", "--home", home]) == 1
    assert "t-999999" in capsys.readouterr().out


def test_escapes_for_the_page_do_not_reach_the_terminal() -> None:
    assert plain(r"\[0–6s\] a &lt;b&gt; &amp; \| c") == "[0–6s] a <b> & | c"


def test_a_workspace_in_use_is_one_clear_line(
    home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with own(Path(home), "page on http://127.0.0.1:7860"):
        assert main(["你好", "--home", home]) == 2
    told = capsys.readouterr().err
    assert "page on http://127.0.0.1:7860" in told
    assert len(told.strip().splitlines()) == 1


def test_citations_are_read_from_links_only() -> None:
    answer = "See [1](#passage:a%20b%231), [t-1](#trace:t-1) and [1](#passage:a%20b%231). #trace:x"
    assert cited(answer) == ["a b#1", "t-1"]
