"""Which place each open tab shows: what was told of an earlier one is drawn no more.

Gradio lets the browser drop what a handler goes on to say once another has begun, but what is on
its way by then still arrives, and would draw an old conversation over a new one.
"""

from collections import OrderedDict
from threading import Lock

_TABS = 1_000
"""Tabs that are remembered; the one that was longest without a drawing goes first."""


class Drawings:
    """The newest drawing of the whole page in each tab, by its number. Threads may share it."""

    def __init__(self) -> None:
        self._newest: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def begin(self, tab: str, number: int) -> None:
        """A tab is drawn anew."""
        with self._lock:
            self._newest[tab] = max(number, self._newest.pop(tab, 0))
            while len(self._newest) > _TABS:
                self._newest.popitem(last=False)

    def is_newest(self, tab: str, number: int) -> bool:
        """Whether a tab still shows what this drawing showed."""
        return number >= self._newest.get(tab, 0)
