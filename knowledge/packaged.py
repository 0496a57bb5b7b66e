"""Data that ships beside the code: word lists, tables and texts, as YAML."""

from importlib import resources
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def packaged(package: str, file: str) -> Any:
    """What a YAML file of a package holds; a file that is not there is a defect, and raises."""
    text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # the safe one, in C where that is built
