"""What every test in a real browser needs: the browser, a new workspace, and the app over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from running import chromium, free_port, running_app


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: Playwright's loop must be gone before other tests run theirs."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    """The page over the demo product, found by words only; modules that want another override."""
    with running_app(home, free_port(), CASEBOOK_EMBEDDINGS="none") as url:
        yield url
