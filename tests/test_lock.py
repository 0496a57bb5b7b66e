"""One process owns a workspace; others are told who; a dead owner is no obstacle."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import WorkspaceBusy
from knowledge.lock import own

HOLD = """
import sys, time
from pathlib import Path
from knowledge.lock import own
with own(Path(sys.argv[1]), "page on http://127.0.0.1:7860"):
    print("held", flush=True)
    time.sleep(30)
"""


def hold(home: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    return process


def test_second_owner_learns_who_holds_it(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        try:
            with pytest.raises(WorkspaceBusy) as error, own(tmp_path, "second"):
                pass
            for lang in ("zh", "en"):
                message = error.value.text(lang)
                assert str(process.pid) in message
                assert "page on http://127.0.0.1:7860" in message
                assert str(tmp_path) in message
        finally:
            process.kill()


def test_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert (tmp_path / "owner.json").exists(), "a killed owner leaves its note"
        with own(tmp_path, "next"):
            assert "next" in (tmp_path / "owner.json").read_text()
    assert not (tmp_path / "owner.json").exists()


def test_released_after_an_error_inside(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), own(tmp_path, "first"):
        raise RuntimeError
    with own(tmp_path, "second"):
        pass


@pytest.mark.parametrize("note", ["", "not json", "{}", "[1]"])
def test_damaged_note_still_gives_a_clear_error(tmp_path: Path, note: str) -> None:
    with own(tmp_path, "first"):
        (tmp_path / "owner.json").write_text(note)
        with pytest.raises(WorkspaceBusy) as error, own(tmp_path, "second"):
            pass
        assert str(tmp_path) in error.value.text("en")
