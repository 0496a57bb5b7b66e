"""How fast vectors are made, and how long the rest takes."""

import time
from collections.abc import Sequence

from knowledge.vectors.ledger import Missing


class Pace:
    """How fast it goes, by the length of texts: short ones come first in each window."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        """`missing` is what is to be done, from now on."""
        self.left = len(missing)
        self._length_left = sum(one.length for one in missing)
        self._done = self._length_done = 0
        self._begun = time.monotonic()

    def step(self, part: Sequence[Missing]) -> None:
        """Those are done."""
        length = sum(one.length for one in part)
        self.left -= len(part)
        self._done += len(part)
        self._length_left -= length
        self._length_done += length

    @property
    def per_second(self) -> float:
        """Chunks a second so far."""
        return self._done / max(time.monotonic() - self._begun, 1e-6)

    @property
    def seconds_left(self) -> float:
        """How long the rest takes at this pace."""
        spent = time.monotonic() - self._begun
        return spent * self._length_left / max(self._length_done, 1)
