"""The demo's data files."""

from functools import cache
from pathlib import Path
from typing import Any

from knowledge.packaged import parsed


@cache
def read_yaml(path: Path) -> Any:
    """The parsed file; read once, so it must not be changed by its readers."""
    return parsed(path.read_text(encoding="utf-8"))
