"""`python -m tools.diagnosis`: a diagnosis a line, bad lines named, nothing held in memory."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools.diagnosis.__main__ import main

GOOD = {"id": "a", "query": "退款几天到账", "answer": "抱歉，没有找到。", "retrieved": []}


def lines(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_diagnoses_every_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = {**GOOD, "id": "b", "query": "How long does a refund take?"}
    source = lines(tmp_path / "in.jsonl", json.dumps(GOOD), "", json.dumps(english))
    assert main([str(source)]) == 0
    shown = capsys.readouterr()
    found = [json.loads(line) for line in shown.out.splitlines()]
    assert [one["id"] for one in found] == ["a", "b"]
    assert "检索" in found[0]["summary"]
    assert "retrieval" in found[1]["summary"]
    assert "2 diagnosed" in shown.err


def test_lines_in_the_shape_of_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"question": "How long does a refund take?", "answer": "Nine weeks.", "contexts": ["x"]}
    plain = {**GOOD, "id": 7, "retrieved": ["退款7天内到账。"]}
    source = lines(tmp_path / "in.jsonl", json.dumps(row), json.dumps(plain))
    assert main([str(source)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0]["id"].startswith("case-")
    assert found[1]["id"] == "7"


def test_bad_lines_are_named_and_the_others_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    good = json.dumps(GOOD).encode()
    source.write_bytes(b"\n".join([b"{oops", good, b'{"id": "x"}', b'"\xff\xfe"', good]) + b"\n")
    out = tmp_path / "out.jsonl"
    assert main([str(source), "-o", str(out), "--lang", "en"]) == 1
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    told = capsys.readouterr().err
    assert all(f"line {number}:" in told for number in (1, 3, 4))


def test_the_corpus_tells_a_gap_from_a_miss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lines(tmp_path / "in.jsonl", json.dumps(GOOD))
    docs = lines(tmp_path / "docs.jsonl", json.dumps({"id": "r", "text": "退款7天内到账。"}))
    assert main([str(source), "--docs", str(docs)]) == 0
    assert json.loads(capsys.readouterr().out)["subcause"] == "miss"


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_missing_input_is_one_clear_line(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / name)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert str(tmp_path) in shown.err


def test_empty_input_is_an_error(tmp_path: Path) -> None:
    assert main([str(lines(tmp_path / "in.jsonl", ""))]) == 2


def test_the_input_is_not_overwritten(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", '{"id": "a", "query": "q", "answer": "r"}')
    before = source.read_text()
    assert main([str(source), "-o", str(source)]) == 2
    assert source.read_text() == before


def test_a_pipe_or_a_link_given_as_output_stays_what_it_is(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", json.dumps(GOOD))
    pipe, held = tmp_path / "pipe", tmp_path / "held.jsonl"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text, encoding="utf-8")
        assert main([str(source), "-o", str(pipe)]) == 0
        assert json.loads(read.result(timeout=60))["id"] == "a"
    assert pipe.is_fifo()
    (tmp_path / "link.jsonl").symlink_to(held)
    assert main([str(source), "-o", str(tmp_path / "link.jsonl")]) == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads(held.read_text(encoding="utf-8"))["id"] == "a"


@pytest.mark.parametrize("name", [".", "absent/out.jsonl"])
def test_an_output_that_cannot_be_is_told_before_anything_is_done(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lines(tmp_path / "in.jsonl", json.dumps(GOOD))
    assert main([str(source), "-o", str(tmp_path / name)]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "cannot be written" in told
    assert sorted(tmp_path.iterdir()) == [source]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", json.dumps(GOOD))
    with Path("/dev/full").open("w") as full:
        run = [sys.executable, "-m", "tools.diagnosis", str(source)]
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: stdout: cannot be written (No space left")
    assert len(done.stderr.splitlines()) == 1
