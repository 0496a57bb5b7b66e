"""What every test in a real browser needs: the browser, a new workspace, and the app over it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from forks import forks_of
from playwright.sync_api import Browser
from running import Prepared, chromium, free_port


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: Playwright's loop must be gone before other tests run theirs."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """Starts pages quickly. A start as people make it is tested by `running_app`."""
    with forks_of("app", tmp_path_factory.mktemp("pages") / "errors.txt") as forks:
        yield Prepared(forks)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def url(prepared: Prepared, home: Path, looked_at_home: Path) -> Iterator[str]:
    """The page over the demo product, found by words only; modules that want another override."""
    shutil.copytree(looked_at_home, home, dirs_exist_ok=True)
    with prepared.app(home, free_port(), CASEBOOK_EMBEDDINGS="none") as url:
        yield url
