"""The demo keeps out of the way of a team's own data, and goes when it is told to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge.demo.install as installation
from knowledge.demo.__main__ import main as demo
from knowledge.demo.first_start import fill_if_new
from knowledge.demo.traffic import Traffic, Truth
from knowledge.records import Document, Trace
from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace

OWN = Document(id="own.md", title="Our tea", text="It sells tea.", lang="en")


@pytest.fixture(autouse=True)
def little_traffic(monkeypatch: pytest.MonkeyPatch) -> None:
    traffic = Traffic([Trace(id="t-1", query="q", answer="a")], [], [Truth("t-1", "none", "")])
    monkeypatch.setattr(installation, "simulate", lambda: traffic)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def fresh(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings, "test") as workspace:
        yield workspace


def ids(workspace: Workspace) -> list[str]:
    return [one.doc_id for one in workspace.docs.documents()]


def cut_off(workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workspace.docs, "ingest", kill)
        with pytest.raises(KeyboardInterrupt):
            fill_if_new(workspace, settings)


def test_a_cut_off_installation_is_finished(
    fresh: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(fresh, settings, monkeypatch)
    assert fill_if_new(fresh, settings)
    assert len(ids(fresh)) > 20


def test_own_docs_after_a_cut_off_installation_stay_alone(
    fresh: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(fresh, settings, monkeypatch)
    fresh.docs.ingest([OWN])
    assert not fill_if_new(fresh, settings)
    assert ids(fresh) == ["own.md"]
    assert fresh.events.counts() == (0, 0)
    assert fresh.corpus is None


@pytest.mark.parametrize("text", ['{"id": "1", "text": "tea"}\n', ""])
@pytest.mark.parametrize("name", ["corpus.jsonl", "model_scores.jsonl"])
def test_an_own_file_is_never_written_over(
    fresh: Workspace, settings: Settings, name: str, text: str
) -> None:
    (settings.home / name).write_text(text)
    assert not fill_if_new(fresh, settings)
    assert (settings.home / name).read_text() == text
    assert ids(fresh) == []


def test_the_demo_can_be_removed_and_stays_away(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_workspace(settings, "test") as workspace:
        assert fill_if_new(workspace, settings)
        scores = workspace.model_scores()
        assert scores
        assert scores.is_demo
        workspace.docs.ingest([OWN])
        workspace.events.append([Trace(id="own", query="q", answer="a")])
    assert demo(["remove", "--home", str(settings.home)]) == 0
    assert "demo removed" in capsys.readouterr().err
    with open_workspace(settings, "test") as workspace:
        assert ids(workspace) == ["own.md"]
        assert workspace.events.counts() == (1, 0)
        assert workspace.corpus is None
        assert workspace.model_scores() is None
        assert not fill_if_new(workspace, settings)
    assert demo(["remove", "--home", str(settings.home)]) == 0
    assert "no demo" in capsys.readouterr().err
