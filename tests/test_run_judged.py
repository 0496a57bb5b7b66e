"""`python -m tools.evals run --judge`: the model's grades in a run, and a judge that fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from model_service import model_service, status

from tools.evals.__main__ import main

ROWS = [{"id": f"e{at}", "query": f"q{at}", "answer": f"a{at}"} for at in range(3)]


def graded(level: int) -> dict[str, Any]:
    said = json.dumps({"level": level, "reason": "so"})
    message = {"role": "assistant", "content": said}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    body = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
    return status(200, body)


def run(tmp_path: Path, *more: str) -> int:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)))
    out = ["-o", str(tmp_path / "out.jsonl"), "--home", str(tmp_path / "home"), "--scorers"]
    return main(["run", str(rows), *out, "length", *more])


def scores(tmp_path: Path) -> list[dict[str, float | None]]:
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    return [json.loads(line)["scores"] for line in lines]


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_MODEL", "openai:m")
    monkeypatch.setenv("OPENAI_API_KEY", "k")


def test_a_judge_grades_beside_the_other_scorers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_service(graded(5), graded(1), graded(3)) as service:
        monkeypatch.setenv("OPENAI_BASE_URL", service.url)
        assert run(tmp_path, "--judge") == 0
    found = scores(tmp_path)
    assert sorted(one["rubric"] or 0 for one in found) == [0, 0.5, 1]
    assert [one["length"] for one in found] == [2, 2, 2]


def test_what_the_judge_fails_on_is_unscored_and_the_run_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_service(status(400)) as service:
        monkeypatch.setenv("OPENAI_BASE_URL", service.url)
        assert run(tmp_path, "--judge") == 0
    assert [one["rubric"] for one in scores(tmp_path)] == [None] * 3
    assert [one["length"] for one in scores(tmp_path)] == [2, 2, 2]


def test_without_a_model_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASEBOOK_MODEL", "planner")
    assert run(tmp_path, "--judge") == 2
    assert "CASEBOOK_MODEL" in capsys.readouterr().err
