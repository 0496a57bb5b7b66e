"""Finds in a text the values and dimensions that occur in the data."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tools.evals.building.slicing import names_of, names_of_dimension

_WORDY = re.compile(r"[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """A value, or a whole dimension, that a text names."""

    start: int
    """Where its name begins."""
    end: int
    """Where it ends."""
    key: str
    """The dimension."""
    value: str | None
    """The value; None where the dimension itself is named."""


@dataclass(frozen=True)
class Vocabulary:
    """What the data can be sliced by."""

    values: Mapping[str, Counter[str]] = field(default_factory=dict)
    """Dimensions, the most telling first, with how often each value occurs."""

    def find(self, text: str) -> list[Named]:
        """What the text names, in its order; the longest name counts where several fit."""
        if not self._meanings:
            return []
        found = []
        for match in self._pattern.finditer(text):
            key, value = self._meanings[match[0].casefold()]
            found.append(Named(match.start(), match.end(), key, value))
        return found

    @cached_property
    def _meanings(self) -> dict[str, tuple[str, str | None]]:
        named: dict[str, tuple[str, str | None]] = {}
        for key in self.values:
            for name in names_of_dimension(key):
                named.setdefault(name, (key, None))
        for key, values in self.values.items():
            for value in values:
                for name in names_of(key, value):
                    if name and named.get(name, (key, None))[1] is None:
                        named[name] = (key, value)
        plurals = {f"{n}s": m for n, m in named.items() if n.isascii() and n[-1:].isalpha()}
        return plurals | named

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = []
        for name in sorted(self._meanings, key=len, reverse=True):
            before = r"(?<![A-Za-z0-9_])" if _WORDY.match(name[0]) else ""
            after = r"(?![A-Za-z0-9_])" if _WORDY.match(name[-1]) else ""
            parts.append(f"{before}{re.escape(name)}{after}")
        return re.compile("|".join(parts), re.IGNORECASE)
