"""Every string that a PM sees, in Chinese and English.

One YAML file an area; a key is `<file>.<path.to.entry>` and an entry is `{zh: …, en: …}`.
A list under `zh` and `en` is read with `say_list`.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from knowledge.language import Lang


@cache
def catalogue(area: str) -> dict[str, Any]:
    """All entries of one area, as nested dictionaries."""
    text = resources.files(__name__).joinpath(f"{area}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def say(key: str, lang: Lang, **values: Any) -> str:
    """The text of `key` in `lang`, with its `{placeholders}` filled.

    Values are inserted as they are and never interpreted, so data cannot add placeholders.
    Raises KeyError for an unknown key: a missing text is a defect, not a situation.
    """
    text = _entry(key)[lang]
    return str(text).format(**values) if values else str(text)


def say_list(key: str, lang: Lang) -> list[str]:
    """The list of texts of `key` in `lang`."""
    return [str(item) for item in _entry(key)[lang]]


def _entry(key: str) -> dict[str, Any]:
    area, *path = key.split(".")
    node: Any = catalogue(area)
    for name in path:
        node = node[name]
    return dict(node)
