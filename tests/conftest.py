"""A small workspace of its own for each test, on real Chroma, SQLite and Parquet."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings
from samples import DOWN, PRICING, TOY_CASE

from knowledge.demo.first_start import fill_if_new
from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace

# Most tests go by words: vectors take their time. Those about vectors ask for them.
os.environ["CASEBOOK_EMBEDDINGS"] = "none"

# A run of the tests draws the same examples each time; `make fuzz` draws others, and more. How
# long one takes says more of what else the machine does: speed is measured by benchmarks.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.register_profile("fuzz", max_examples=400, deadline=None, print_blob=True)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


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
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # what the processes of a run share
    made, unfinished = run / "demo-home", run / "demo-home-unfinished"
    with FileLock(run / "demo-home.lock"):
        if not made.exists():
            settings = Settings(home=unfinished)
            with open_workspace(settings, purpose="tests") as workspace:
                fill_if_new(workspace, settings)
            unfinished.rename(made)
    return made


@pytest.fixture(scope="module")
def demo(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace of the demo product, which the tests of a file share."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("demo") / "home")
    with open_workspace(Settings(home=home, demo=False), purpose="tests") as workspace:
        yield workspace
