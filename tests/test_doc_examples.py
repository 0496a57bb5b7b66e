"""The examples in docstrings are what the code does."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOWING = [
    path.relative_to(ROOT)
    for folder in ("agent", "knowledge", "page", "tools")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", SHOWING, ids=str)
def test_an_example_comes_to_what_it_says(path: Path) -> None:
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0
