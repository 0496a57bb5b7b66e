"""The demo's data files."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where PyYAML was built with it


@cache
def read_yaml(path: Path) -> Any:
    """The parsed file; read once, so it must not be changed by its readers."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (is safe)
