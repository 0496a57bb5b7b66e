"""Every string that a PM sees, in Chinese and English.

One YAML file an area; a key is `<file>.<path.to.entry>` and an entry is `{zh: …, en: …}`.
A list under `zh` and `en` is read with `say_list`. `{count:example|examples}` is the number with
the word that goes with it: "1 example", "2 examples".
"""

from collections.abc import Iterable
from functools import cache
from string import Formatter
from typing import Any

from knowledge.language import Lang
from knowledge.packaged import packaged


@cache
def catalogue(area: str) -> dict[str, Any]:
    """All entries of one area, as nested dictionaries."""
    loaded: dict[str, Any] = packaged(__name__, f"{area}.yaml")
    return loaded


def say(key: str, lang: Lang, **values: Any) -> str:
    """The text of `key` in `lang`, with its `{placeholders}` filled.

    Values are inserted as they are and never interpreted, so data cannot add placeholders.
    Raises KeyError for an unknown key: a missing text is a defect, not a situation.
    """
    text = _entry(key)[lang]
    return _FORMATTER.vformat(str(text), (), values) if values else str(text)


def say_list(key: str, lang: Lang) -> list[str]:
    """The list of texts of `key` in `lang`."""
    return [str(item) for item in _entry(key)[lang]]


def series(words: Iterable[str], lang: Lang) -> str:
    """Words one after the other as a list is written in `lang`: 甲、乙; one, two."""
    return say("series.words", lang).join(words)


def clauses(parts: Iterable[str], lang: Lang) -> str:
    """The same for parts of a sentence, which may hold commas: 甲；乙; one; two."""
    return say("series.clauses", lang).join(parts)


class _Counting(Formatter):
    """Knows, beside the usual formats, the two forms of a word that follows a number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """The value as it is said; with `one|many`, followed by the form that goes with it."""
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else many}"


_FORMATTER = _Counting()


def _entry(key: str) -> dict[str, Any]:
    area, *path = key.split(".")
    node: Any = catalogue(area)
    for name in path:
        node = node[name]
    return dict(node)
