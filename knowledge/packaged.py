"""What ships beside the code: word lists, tables and texts as YAML, and prompts as prose."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def packaged(package: str, file: str) -> Any:
    """What a YAML file of a package holds; a file that is not there is a defect, and raises."""
    return parsed(_text(package, file))


def parsed(text: str) -> Any:
    """What YAML of our own says."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # the safe one, in C where that is built


@cache
def prose(package: str, file: str) -> str:
    """The text of a file of a package, read once; raises as `packaged` does."""
    return _text(package, file).strip()


def _text(package: str, file: str) -> str:
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")
