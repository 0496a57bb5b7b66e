"""The real page in a process of its own, and a real browser that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from forks import Forks
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).parent.parent.parent
ARGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
MOVING = {"reduced_motion": "no-preference"}
"""The setting of a reader who lets things move."""


@contextmanager
def running_app(home: Path, port: int, **environ: str) -> Iterator[str]:
    """Start app.py on `home`; yields its address, and kills it without a word at the end."""
    env = _environ(home, port, environ)
    command = [sys.executable, "app.py"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as process:

        def last_words() -> str | None:
            return process.stderr.read() if process.poll() is not None and process.stderr else None

        try:
            yield _ready(f"http://127.0.0.1:{port}", last_words)
        finally:
            process.send_signal(signal.SIGKILL)


class Prepared:
    """Starts pages quickly, as forks of a process that has imported all there is."""

    def __init__(self, forks: Forks) -> None:
        self._forks = forks

    @contextmanager
    def app(self, home: Path, port: int, **environ: str) -> Iterator[str]:
        """Start the page on `home`, as `running_app` does."""
        fork = self._forks.start([], _environ(home, port, environ))

        def last_words() -> str | None:
            return None if fork.runs() else self._forks.errors.read_text("utf-8")

        try:
            yield _ready(f"http://127.0.0.1:{port}", last_words)
        finally:
            fork.kill()


def _environ(home: Path, port: int, more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "CASEBOOK_HOME": str(home), "CASEBOOK_PORT": str(port), **more}


def _ready(url: str, last_words: Callable[[], str | None]) -> str:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if (said := last_words()) is not None:
            raise AssertionError(said)
        try:
            with urlopen(url, timeout=5):
                return url
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the page did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, url: str, **context: Any) -> Iterator[Page]:
    """A reader with the page open; fails if anything is asked of another host than ours.

    The reader has asked for less motion, as people can: drawing what moves takes longer than all
    else that a browser does here. `MOVING` gives the page as it moves for most.
    """
    ours = url.partition("?")[0]
    opened = browser.new_context(**{"locale": "zh-CN", "reduced_motion": "reduce", **context})
    page = opened.new_page()
    elsewhere: list[str] = []

    def look(request: Request) -> None:
        if not request.url.startswith((ours, "data:", "blob:")):
            elsewhere.append(request.url)

    opened.on("request", look)
    page.goto(url)
    page.wait_for_selector("#composer textarea")
    yield page
    opened.close()
    assert not elsewhere


def ask(page: Page, text: str) -> None:
    """Type and send, as a reader does."""
    page.fill("#composer textarea", text)
    page.press("#composer textarea", "Enter")


def answered(page: Page, count: int = 1) -> None:
    """Wait until that many turns are over."""
    page.wait_for_function(
        "count => document.querySelectorAll('#chat .turn-end').length === count"
        " && !document.querySelector('[data-busy]')",
        arg=count,
    )


def verdicts(page: Page) -> dict[str, str]:
    """What the strip says: stage to verdict."""
    found: dict[str, str] = page.eval_on_selector_all(
        "#evidence [data-stage]",
        "stages => Object.fromEntries(stages.map(s => [s.dataset.stage, s.dataset.verdict]))",
    )
    return found
