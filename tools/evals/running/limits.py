"""How many calls may be under way, and when to hold back: it adapts to what a target bears.

Additive increase, multiplicative decrease, as TCP does it (Chiu and Jain 1989): a rate limit
halves the calls under way and stops all for as long as the target asked; each round of calls that
went well allows one more.
"""

import asyncio
import time


class Gate:
    """Lets calls through, so many at once. Used from one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._allowed = float(most)
        self._running = 0
        self._closed_until = 0.0
        self._changed = asyncio.Condition()

    @property
    def allowed(self) -> int:
        """Calls that may be under way now."""
        return max(int(self._allowed), 1)

    async def enter(self) -> None:
        """Wait for a place, and for as long as the target wants to be left alone."""
        async with self._changed:
            while True:
                wait = self._closed_until - time.monotonic()
                if wait > 0:
                    await _wait(self._changed, wait)
                elif self._running >= self.allowed:
                    await self._changed.wait()
                else:
                    self._running += 1
                    return

    async def leave(self, *, limited: bool = False, wait: float | None = None) -> None:
        """Give the place back; `limited` when the target said that there were too many calls."""
        async with self._changed:
            self._running -= 1
            if limited:
                now = time.monotonic()
                # Calls that were under way together are turned down together: that halves once.
                if now >= self._closed_until:
                    self._allowed = max(self._allowed / 2, 1.0)
                self._closed_until = max(self._closed_until, now + (wait or 0.0))
            else:
                self._allowed = min(self._allowed + 1 / self._allowed, float(self._most))
            self._changed.notify_all()


async def _wait(condition: asyncio.Condition, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await condition.wait()
    except TimeoutError:
        pass
