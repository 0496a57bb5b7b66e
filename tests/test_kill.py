"""A kill at any moment loses nothing that was reported as kept, and the workspace opens again."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from model_service import model_service, words

from agent.assistant import Assistant
from agent.events import Finished
from agent.threads import open_threads
from knowledge.demo.first_start import fill_if_new
from knowledge.settings import Settings
from knowledge.workspace import open_workspace

ASK = """
import sys
from pathlib import Path
from agent.assistant import Assistant
from agent.events import Token
from agent.threads import open_threads
from knowledge.settings import Settings
from knowledge.workspace import open_workspace

home, url = sys.argv[1:]
settings = Settings(home=Path(home), demo=False, model="openai:test", base_url=url, api_key="k")
with open_workspace(settings, "test") as workspace, open_threads(workspace.checkpoints) as threads:
    assistant = Assistant(workspace, settings, threads)
    for event in assistant.ask("c", "What was I going to ask?"):
        if isinstance(event, Token):
            print("token", flush=True)
"""

INSTALL = """
import sys
from pathlib import Path
from knowledge.demo.first_start import fill_if_new
from knowledge.settings import Settings
from knowledge.workspace import open_workspace

settings = Settings(home=Path(sys.argv[1]))
with open_workspace(settings, "test") as workspace:
    print("open", flush=True)
    fill_if_new(workspace, settings)
"""


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_killed_in_mid_answer_the_question_is_kept(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, demo=False)
    with model_service(words(*("word " * 200).split(" "), pause=0.1)) as service:
        command = [sys.executable, "-c", ASK, str(tmp_path), service.url]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "token\n"
            kill(process)
    with (
        open_workspace(settings, "test") as workspace,
        open_threads(workspace.checkpoints) as threads,
    ):
        assistant = Assistant(workspace, settings, threads)
        assert [c.thread_id for c in assistant.conversations()] == ["c"]
        [turn] = assistant.transcript("c")
        assert turn.question == "What was I going to ask?"
        assert turn.answer is None, "shown as interrupted, to be asked again"
        again = list(assistant.ask("c", turn.question, replacing=turn.question_id))
        assert isinstance(again[-1], Finished)
        [turn] = assistant.transcript("c")
        assert turn.answer


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_the_demo_is_installed_it_is_finished_next_time(
    tmp_path: Path, seed: int
) -> None:
    command = [sys.executable, "-c", INSTALL, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(random.Random(seed).uniform(0.0, 2.5))
        kill(process)
    settings = Settings(home=tmp_path)
    with open_workspace(settings, "test") as workspace:
        fill_if_new(workspace, settings)
        traces, events = workspace.events.counts()
        assert traces > 1500
        assert events > traces
        assert len(workspace.docs.documents()) >= 25
        assert workspace.corpus is not None
        assert not fill_if_new(workspace, settings), "installed once"


def test_a_workspace_with_its_own_docs_gets_no_demo(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    (tmp_path / "own.md").write_text("# Our product\n\nIt sells tea.")
    command = [sys.executable, "-m", "knowledge.ingest", str(tmp_path / "own.md")]
    subprocess.run([*command, "--home", str(settings.home)], check=True, capture_output=True)
    with open_workspace(settings, "test") as workspace:
        assert not fill_if_new(workspace, settings)
        assert [document.title for document in workspace.docs.documents()] == ["Our product"]
