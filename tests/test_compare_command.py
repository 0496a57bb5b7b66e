"""`python -m tools.evals compare`: files and stored runs, and one clear line on bad input."""

import json
from pathlib import Path

import pytest
from eval_runs import two_runs

from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.evals.__main__ import main


def write(path: Path, *rows: object) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def scores(value: float | None, count: int = 12) -> list[object]:
    return [{"id": at, "scores": {"exact": value, "words": 3 + at % 3}} for at in range(count)]


def test_files_of_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = write(tmp_path / "one.jsonl", *scores(0))
    other = write(tmp_path / "other.jsonl", *scores(1))
    assert main(["compare", one, other]) == 0
    out, err = capsys.readouterr()
    exact, words = map(json.loads, out.splitlines())
    assert (exact["metric"], exact["verdict"], exact["n"]) == ("exact", "better", 12)
    assert (exact["difference"], exact["wins"], exact["test"]) == (1.0, 12, "mcnemar")
    assert (words["verdict"], words["p"]) == ("cannot_tell", None)
    assert err.startswith("**other is better than one**: Exact match 0.0% → 100.0%")
    assert "#trace" not in err


def test_it_writes_into_a_file_in_either_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "one.jsonl", *scores(0))
    other = write(tmp_path / "other.jsonl", *scores(1))
    to = tmp_path / "out.jsonl"
    assert main(["compare", one, other, "--lang", "zh", "--metric", "words", "-o", str(to)]) == 0
    assert len(to.read_text("utf-8").splitlines()) == 2
    assert capsys.readouterr().err.startswith("**n = 12 说不准**")


def test_runs_of_the_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(home=tmp_path / "home", demo=False)
    with open_workspace(settings, purpose="tests") as workspace:
        two_runs(workspace)
        lines = [one.model_dump(mode="json") for one in workspace.runs.outcomes("run-bbb222")]
    home = ["--home", str(settings.home)]
    assert main(["compare", "v1", "run-bbb222", *home]) == 0
    out, err = capsys.readouterr()
    stored = [json.loads(line) for line in out.splitlines()]
    assert err.startswith("**Cannot tell with n = 59")
    # The outcomes that `run` writes are a file that can be compared with the run itself.
    file = write(tmp_path / "v2.jsonl", *lines)
    assert main(["compare", "v1", file, *home]) == 0
    again = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["metric"], one["difference"], one["p"]) for one in stored] == [
        (one["metric"], one["difference"], one["p"]) for one in again
    ]
    assert main(["compare", "v1", "v9", *home]) == 2
    assert "There is no run “v9”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("x", "Line 1 of"),
        ('{"id": "a"}', "holds nothing to compare"),
        ('{"scores": {"exact": 1}}', "Line 1 of"),
        ('{"id": "a", "scores": {"exact": "good"}}', "Line 1 of"),
        ('{"id": "zzz", "scores": {"exact": 1}}', "share no example"),
        ('{"id": "0", "scores": {"beauty": 1}}', "no scorer in the same version"),
        (2 * '{"id": "0", "scores": {"exact": 1}}\n', "is there twice"),
        ("", "empty"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], second: str, said: str
) -> None:
    one = write(tmp_path / "one.jsonl", *scores(0))
    other = tmp_path / "other.jsonl"
    other.write_text(second, encoding="utf-8")
    assert main(["compare", one, str(other)]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert len(err.splitlines()) == 1
    assert said in err


def test_an_input_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = write(tmp_path / "one.jsonl", *scores(0))
    assert main(["compare", one, one, "-o", one]) == 2
    assert "error:" in capsys.readouterr().err
