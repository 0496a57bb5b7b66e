"""Many traces: order, bounded flight, a kill at any moment, changed inputs, several processes."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.diagnosis.__main__ import main
from tools.diagnosis.batch.job import Done
from tools.diagnosis.batch.journal import Entry, journal
from tools.diagnosis.batch.lines import Chunk, chunks
from tools.diagnosis.batch.progress import Progress

ROOT = Path(__file__).parent.parent
BASIS: dict[str, str | None] = {"code": "1", "documents": None, "language": None}


def traces(path: Path, count: int, start: int = 0, bad: int = 0) -> Path:
    """A file of short traces in both languages, every `bad`-th line broken."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(start, start + count):
            if bad and number % bad == 0:
                out.write("{broken\n")
                continue
            query = (
                f"第 {number} 单退款几天到账" if number % 2 else f"When is refund {number} paid?"
            )
            row = {"id": f"t-{number}", "query": query, "answer": "抱歉。", "retrieved": []}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "tools.diagnosis", *map(str, args)]


@given(st.binary(max_size=4000), st.integers(1, 50))
def test_chunks_hold_every_line_once_in_order(data: bytes, repeats: int) -> None:
    whole = data * repeats
    found = list(chunks(io.BytesIO(whole)))
    lines = [line for chunk in found for line in chunk.lines]
    wanted = whole.split(b"\n")
    assert lines == (wanted[:-1] if wanted[-1] == b"" else wanted)
    assert sum(chunk.size for chunk in found) == len(whole)
    assert [chunk.first for chunk in found] == [1 + sum(len(c.lines) for c in found[:at])
                                                for at in range(len(found))]  # fmt: skip


def test_one_worker_and_several_write_the_same(tmp_path: Path) -> None:
    source = traces(tmp_path / "in.jsonl", 900, bad=97)
    outs = [tmp_path / f"out{workers}.jsonl" for workers in (1, 3)]
    for workers, out in zip((1, 3), outs, strict=True):
        done = subprocess.run(
            command(source, "-o", out, "--workers", workers),
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert "line 98:" in done.stderr
        assert "890 diagnosed, 10 unreadable" in done.stderr
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert ids(outs[0]) == [f"t-{n}" for n in range(900) if n % 97]
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out1.jsonl", "out3.jsonl"}


AHEAD = """
import sys
from tools.diagnosis.batch.lines import chunks
from tools.diagnosis.batch.pool import diagnosed
from knowledge.records import Product
from tools.diagnosis.batch.job import Job

taken = most = 0

def counted(source):
    global taken
    for chunk in chunks(source):
        taken += 1
        yield chunk

if __name__ == "__main__":
    with open(sys.argv[1], "rb") as source:
        for landed, _ in enumerate(diagnosed(counted(source), Job(None, Product(), "en"), 2), 1):
            most = max(most, taken - landed)
    print(landed, most)
"""


def test_no_more_is_read_ahead_than_the_processes_need(tmp_path: Path) -> None:
    script = tmp_path / "ahead.py"
    script.write_text(AHEAD)
    source = traces(tmp_path / "in.jsonl", 1600)
    run = [sys.executable, str(script), str(source)]
    shown = subprocess.run(run, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
                           check=True)  # fmt: skip
    landed, most = map(int, shown.stdout.split())
    assert landed == 50
    assert most < 12


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_it_goes_on_without_loss_or_repetition(
    tmp_path: Path, seed: int
) -> None:
    source = traces(tmp_path / "in.jsonl", 6_000, bad=1001)
    out, partial = tmp_path / "out.jsonl", tmp_path / "out.jsonl.partial"
    draw = random.Random(seed)
    for _ in range(2):
        before = partial.stat().st_size if partial.exists() else 0
        with subprocess.Popen(
            command(source, "-o", out, "--workers", 2),
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as run:
            while not partial.exists() or partial.stat().st_size <= before:
                assert run.poll() is None
                time.sleep(0.005)
            time.sleep(draw.uniform(0, 0.3))
            run.send_signal(signal.SIGKILL)
        assert not out.exists()
        assert gone(run.pid), "no process of it outlives it"
    with partial.open("ab") as torn:
        torn.write(b'{"id": "torn')
    done = subprocess.run(command(source, "-o", out), check=False, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "going on after" in done.stderr
    assert ids(out) == [f"t-{n}" for n in range(6_000) if n % 1001]
    assert not partial.exists()


@pytest.mark.parametrize("after", [0.0, 0.2, 0.6])
def test_stopped_by_hand_while_it_loads_it_ends_without_a_word(
    tmp_path: Path, after: float
) -> None:
    source = traces(tmp_path / "in.jsonl", 12_000)
    asked = command(source, "-o", tmp_path / "out.jsonl", "--workers", 2)
    with subprocess.Popen(
        ["env", "--default-signal=INT", *asked],  # begun in the background, it may be ignored
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        begun = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        while not begun.read_text():
            time.sleep(0.005)
        time.sleep(after)
        os.killpg(run.pid, signal.SIGINT)
        # Where it strikes a text that is run as code, Python ends as if by the signal itself.
        assert run.wait(30) in {130, -signal.SIGINT}
        assert gone(run.pid)
        assert run.stderr is not None
        assert b"Traceback" not in run.stderr.read()


def gone(group: int) -> bool:
    """Whether the last process of a group ends soon."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def make(
    path: Path, given: Sequence[Chunk], stop: int, **basis: str
) -> tuple[list[int], list[str]]:
    """A run that is ended after `stop` chunks; which chunks it did, and what it says changed."""
    did = []
    try:
        with journal(path, {**BASIS, **basis}) as made:
            for chunk in made.left(given):
                if len(did) == stop:
                    raise InterruptedError
                made.add(chunk, Done(b"".join(line + b"\n" for line in chunk.lines), 1, ()))
                did.append(chunk.first)
    except InterruptedError:
        pass
    return did, made.outdated


def pieces(*texts: str) -> list[Chunk]:
    return [Chunk(n, (text.encode(),), len(text) + 1) for n, text in enumerate(texts, 1)]


def test_another_beginning_begins_anew_and_more_at_the_end_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert make(out, pieces("a", "b", "c"), 2) == ([1, 2], [])
    assert make(out, pieces("a", "b", "c", "d"), 1) == ([3], [])
    assert make(out, pieces("x", "b", "c", "d"), 2) == ([1, 2], [])
    assert make(out, pieces("x", "y", "c"), 9) == ([2, 3], [])
    assert out.read_text() == "x\ny\nc\n"


def test_other_code_or_documents_begin_anew_and_it_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out, pieces("a", "b"), 1)
    assert make(out, pieces("a", "b"), 1, documents="2") == ([1], ["documents"])
    assert make(out, pieces("a", "b"), 9, documents="2", code="2") == ([1, 2], ["code"])
    assert out.read_text() == "a\nb\n"


@given(data=st.data(), texts=st.lists(st.text("ab\n", max_size=3), min_size=1, max_size=8))
def test_any_kills_leave_the_whole_output(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, texts: list[str]
) -> None:
    out = tmp_path_factory.mktemp("kills") / "out"
    given_ = pieces(*texts)
    for _ in range(data.draw(st.integers(0, 3))):
        make(out, given_, data.draw(st.integers(0, len(texts) - 1)))
        for end in ("partial", "journal"):
            file = out.with_name(f"out.{end}")
            if file.exists() and (size := file.stat().st_size):
                with file.open("r+b") as torn:
                    torn.truncate(data.draw(st.integers(0, size)))
    make(out, given_, 99)
    assert out.read_text() == "".join(f"{text}\n" for text in texts)


def test_two_processes_do_not_write_the_same_file(tmp_path: Path) -> None:
    source, out = traces(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    with journal(out, BASIS):
        told = subprocess.run(
            command(source, "-o", out), check=False, capture_output=True, text=True
        )
    assert told.returncode == 2
    assert "another process" in told.stderr


def test_from_a_pipe_and_on_again(tmp_path: Path) -> None:
    source, out = traces(tmp_path / "in.jsonl", 400), tmp_path / "out.jsonl"
    data = source.read_bytes()
    with subprocess.Popen(
        command("-", "-o", out), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as run:
        assert run.stdin
        run.stdin.write(data)
        run.stdin.flush()  # and no end: it waits for more
        while not (tmp_path / "out.jsonl.journal").exists() or chunks_noted(out) < 1:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
    again = subprocess.run(command("-", "-o", out), input=data, capture_output=True, check=True)
    assert b"going on after" in again.stderr
    assert ids(out) == [f"t-{n}" for n in range(400)]


def chunks_noted(out: Path) -> int:
    """Chunks that are done and noted down, below the head of the journal."""
    return out.with_name(f"{out.name}.journal").read_bytes().count(b"\n") - 1


def test_nothing_is_left_of_a_run_that_made_nothing(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n")
    assert main([str(source), "-o", str(out)]) == 2
    assert sorted(tmp_path.iterdir()) == [source]


def test_progress_says_share_rate_and_what_is_left() -> None:
    progress = Progress(1000)
    line = progress.line(Entry(taken=250, diagnosed=500, unreadable=2), 10.0)
    assert line == "25% · 500 diagnosed · 2 unreadable · 50/s · 30 s left"
    progress = Progress(None, begun=time.monotonic() - 10)
    progress.start(Entry())
    assert progress.due(Entry(diagnosed=100)) is None, "the last report is hardly gone"
    later = replace(progress, _told=time.monotonic() - 5)
    assert later.due(Entry(diagnosed=100)) == "100 diagnosed · 10/s"
    assert Progress(None).line(Entry(diagnosed=5), 1.0) == "5 diagnosed · 5/s"
