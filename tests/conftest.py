"""A small workspace of its own for each test, on real Chroma, SQLite and Parquet."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings
from samples import DOWN, PRICING, TOY_CASE
from tool_deps import deps_of

from knowledge.demo.first_start import fill_if_new
from knowledge.language import LANGS
from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace
from tools.bad_cases import FindBadCasesArgs
from tools.find_bad_cases import found_in
from tools.telling import quiet

# Most tests go by words: vectors take their time. Those about vectors ask for them.
os.environ["CASEBOOK_EMBEDDINGS"] = "none"

# A run of the tests draws the same examples each time; `make fuzz` draws others, and more. How
# long one takes says more of what else the machine does: speed is measured by benchmarks.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.register_profile("fuzz", max_examples=400, deadline=None, print_blob=True)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


FIRST = ("test_annotating.py", "test_diagnosis_batch.py", "test_run_eval_kill.py")
"""The file that makes the workspace that most pages begin with, and long ones without it, which
others need not wait for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files are handed out in their order to whoever is free."""
    items.sort(key=lambda one: FIRST.index(one.path.name) if one.path.name in FIRST else len(FIRST))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", demo=False)


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    """A workspace with one bad case and one document."""
    with open_workspace(settings, purpose="tests") as workspace:
        workspace.events.append([TOY_CASE], [DOWN])
        workspace.docs.ingest([PRICING])
        yield workspace


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace folder of the demo product, which is made once a run and is only copied."""

    def make(folder: Path) -> None:
        settings = Settings(home=folder)
        with open_workspace(settings, purpose="tests") as workspace:
            fill_if_new(workspace, settings)

    return made_once("demo-home", tmp_path_factory, make)


@pytest.fixture(scope="session")
def looked_at_home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its failures looked at, as the page does by itself soon after a start: what
    begins with it is spared that.
    """

    def make(folder: Path) -> None:
        shutil.copytree(demo_home, folder)
        with open_workspace(Settings(home=folder, demo=False), purpose="tests") as workspace:
            for lang in LANGS:
                found_in(deps_of(workspace, lang), FindBadCasesArgs(), quiet)

    return made_once("looked-at-home", tmp_path_factory, make)


@pytest.fixture(scope="module")
def looked_at(
    looked_at_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A workspace of the demo product whose failures have been looked at, shared by a file."""
    yield from _copied(looked_at_home, tmp_path_factory)


def _copied(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    home = shutil.copytree(made, tmp_path_factory.mktemp("demo") / "home")
    with open_workspace(Settings(home=home, demo=False), purpose="tests") as workspace:
        yield workspace


def made_once(
    name: str, tmp_path_factory: pytest.TempPathFactory, make: Callable[[Path], None]
) -> Path:
    """A folder that the first process of a run that wants it makes for all of them."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # what the processes of a run share
    made, unfinished = run / name, run / f"{name}-unfinished"
    with FileLock(run / f"{name}.lock"):
        if not made.exists():
            make(unfinished)
            unfinished.rename(made)
    return made


@pytest.fixture(scope="module")
def demo(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace of the demo product, which the tests of a file share."""
    yield from _copied(demo_home, tmp_path_factory)
