"""The commands that bring sets and runs in and out."""

import json
from pathlib import Path

import interchange_samples as samples
import pytest
from interchange_samples import write

from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.evals.__main__ import main


def run_main(*args: object) -> int:
    return main([str(one) for one in args])


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = ["--home", tmp_path / "home"]
    source = write(tmp_path / "results.json", samples.PROMPTFOO_RESULTS)
    assert run_main("import", source, "--name", "faq", *home) == 0
    out, err = capsys.readouterr()
    dataset, small, large = map(json.loads, out.splitlines())
    assert (dataset["dataset"], dataset["version"], dataset["examples"]) == ("faq", 1, 2)
    assert (small["target"], small["answered"], small["failed"]) == ("openai:small", 2, 0)
    assert large["failed"] == 1
    assert "results of promptfoo eval" in err
    assert "javascript" in err

    for form in ("csv", "jsonl"):
        sent = tmp_path / f"sent.{form}"
        assert run_main("export", small["run"], "--to", form, "-o", sent, *home) == 0
        assert run_main("import", sent, "--home", tmp_path / "other") == 0
        back = json.loads(capsys.readouterr().out.splitlines()[1])
        assert (back["target"], back["answered"]) == ("openai:small", 2)
        assert back["scorers"] == small["scorers"]
    with open_workspace(Settings(home=tmp_path / "other", demo=False), "test") as other:
        assert len(other.runs.all()) == 1, "both forms hold the same run"

    page = tmp_path / "report.html"
    both = (small["run"], large["run"])
    assert run_main("export", *both, "--to", "html", "--lang", "zh", "-o", page, *home) == 0
    text = page.read_text("utf-8")
    assert "评测报告 · openai:small / openai:large" in text
    assert "icontains" in text, "a scorer that is none of ours keeps its name"


def test_bad_input_is_one_clear_line_and_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", tmp_path / "home"]
    good = write(tmp_path / "items.json", samples.LANGFUSE_ITEMS)
    bad = write(tmp_path / "bad.json", '{"a": 1}')
    assert run_main("import", bad, good, *home) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["dataset"] == "faq", "the other file is kept"
    assert len([line for line in err.splitlines() if line.startswith("error:")]) == 1
    assert run_main("export", "run-nowhere", "--to", "csv", *home) == 2
    assert "There is no run called “run-nowhere”" in capsys.readouterr().err
    assert run_main("import", good, "-o", good, *home) == 2
