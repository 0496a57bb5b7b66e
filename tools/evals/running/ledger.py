"""What a run leaves to its next start: the journal of its answers, and the spool of its calls."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from knowledge.records import Trace
from knowledge.runs import RunStore
from tools.evals.courier.by_courier import ByCourier
from tools.evals.courier.process import POSSIBLE, courier
from tools.evals.targets.calls import OverHttp
from tools.evals.targets.target import Target

_LOOKS = 0.1
"""Seconds between two looks at whether calls of an earlier start have ended."""
_LATEST = 660.0
"""Seconds to wait for them; no call's time-out is longer."""


class Ledger:
    """The journal and the spool of one run, whose target is asked by the courier if it can be."""

    def __init__(self, store: RunStore, run_id: str, target: Target) -> None:
        self._store, self._run_id = store, run_id
        self.journal = store.journal(run_id)
        """Where answers are written as they come."""
        self._spool = store.spool(run_id)
        self._target = target if POSSIBLE and isinstance(target, OverHttp) else None
        self._calls: ByCourier | None = None
        self.done = set[str]()
        """Examples that have an outcome."""
        self.answered = dict[str, tuple[Trace, int]]()
        """Answers by example that came before, which nobody has taken yet, and their calls."""
        self.lost = set[str]()
        """Examples whose call was under way when a start was cut off, its reply lost."""

    def key(self, example_id: str) -> str:
        """The key of the calls for an example."""
        return f"{self._run_id}/{example_id}"

    def was_made(self, example_id: str) -> bool:
        """Whether the reply to a call that an earlier start has made is still to be taken."""
        return self._calls is not None and self.key(example_id) in self._calls.kept

    async def landed(self, waiting: Callable[[int], bool]) -> bool:
        """Wait for the calls of a start that was killed; False when told to wait no more.

        `waiting` is told again and again how many there are, and says whether to go on.
        """
        if self._target is None:
            return True
        courier().start()  # gets ready meanwhile
        latest, awaited = time.monotonic() + _LATEST, None
        while not self._spool.hold(regardless=time.monotonic() > latest):
            if awaited is None:
                self._read()
                awaited = len(self.lost)
            if not waiting(awaited):
                return False
            await asyncio.sleep(_LOOKS)
        return True

    async def take_up(self) -> None:
        """Read what earlier starts have left; from now on the target is asked by the courier."""
        kept = self._read()
        if self._target and self._spool.file is not None:
            self._calls = ByCourier(self._spool.file, kept)
            self._target.call_by(self._calls)
            await self._calls.opened()

    def _read(self) -> dict[str, dict[str, Any]]:
        self.done, written = self._store.done(self._run_id), self.journal.read()
        self.answered = {one: it for one, it in written.answered.items() if one not in self.done}
        self.lost = written.under_way - self.done
        if self._target is None:
            return {}
        spooled = self._spool.read({self.key(one) for one in self.lost})
        self.lost = {one for one in self.lost if self.key(one) in spooled.lost}
        return spooled.replies

    def close(self) -> None:
        """Let go of the files."""
        self.journal.close()
        self._spool.close()

    def remove(self) -> None:
        """Drop the files, unless they hold answers that nobody has taken."""
        if not self.answered and not (self._calls and self._calls.kept):
            self.journal.remove()
            self._spool.remove()
