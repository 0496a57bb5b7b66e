"""Remembers what was worked out from something, for as long as that does not change."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Found = TypeVar("Found")


class WhileUnchanged:
    """Results by their keys. Safe to use from several threads."""

    def __init__(self, state: Callable[[], Hashable], most: int) -> None:
        """`state` tells what differs after every change.

        Of more than `most` results the newest stay.
        """
        self._state, self._most = state, most
        self._of: Hashable = None
        self._known: dict[Hashable, object] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """What `make` comes to, made anew only after a change. Nobody may alter it."""
        now = self._state()
        with self._lock:
            if now != self._of:
                self._of, self._known = now, {}
            if key in self._known:
                return cast("Found", self._known[key])
        made = make()
        with self._lock:
            if now == self._of:
                self._known[key] = made
                if len(self._known) > self._most:
                    del self._known[next(iter(self._known))]
        return made
