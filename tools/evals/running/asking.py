"""One example put to a target until it is answered or there is no use in asking again."""

import asyncio
import random
from dataclasses import dataclass

from knowledge.records import Example, Failure, Trace
from tools.evals.running.limits import Gate
from tools.evals.targets.statuses import short
from tools.evals.targets.target import CallFailed, Target

_FIRST_WAIT = 0.5
_LONGEST_OWN = 60.0
"""Seconds; of a wait that the target did not ask for."""


@dataclass(frozen=True)
class Patience:
    """How long to go on with calls that fail."""

    attempts: int = 4
    """Most calls for one example."""
    timeouts: int = 2
    """Most calls for one example that bring nothing in time: they cost the most."""
    timeout: float = 60.0
    """Seconds for one call, whatever the target's own limit."""
    share: float = 1.0
    """Most further calls in all, as a share of the examples; beyond, a failure is final."""
    longest_wait: float = 600.0
    """Seconds that a target may ask to be left alone; who asks for more is not asked again."""
    first_wait: float = _FIRST_WAIT
    """Seconds before the second call; each further one waits twice as long, with jitter."""


@dataclass(frozen=True)
class Asked:
    """What came of an example."""

    trace: Trace | None
    """The interaction; None when it failed."""
    failure: Failure | None
    """Why it failed; None when it was answered."""
    attempts: int
    """Calls that were made."""


class Asker:
    """Asks one target, whatever it does; keeps to what it bears. Used from one event loop."""

    def __init__(self, target: Target, concurrency: int, patience: Patience, examples: int) -> None:
        self._target, self._patience = target, patience
        self._gate = Gate(concurrency)
        self._left = int(examples * patience.share)
        """Further calls that may still be made, in all."""

    async def ask(self, example: Example, key: str) -> Asked:
        """Ask until there is an answer or no use in asking again; total."""
        patience, attempts, timeouts = self._patience, 0, 0
        dice: random.Random | None = None
        while True:
            attempts += 1
            try:
                return Asked(await self._once(example, key), None, attempts)
            except CallFailed as failed:
                timeouts += failed.kind == "timeout"
                asked_wait = failed.wait or 0.0
                final = not failed.again or attempts >= patience.attempts
                final = final or asked_wait > patience.longest_wait
                if final or timeouts >= patience.timeouts or self._left <= 0:
                    told = str(failed)
                    if asked_wait > patience.longest_wait:
                        told = f"{told} (Retry-After: {asked_wait:.0f} s)"
                    return Asked(None, Failure(kind=failed.kind, message=told), attempts)
                self._left -= 1
                dice = dice or random.Random(key)  # noqa: S311 (no secret)
                wait = patience.first_wait * 2 ** (attempts - 1) * dice.uniform(0.5, 1.5)
                await asyncio.sleep(max(min(wait, _LONGEST_OWN), asked_wait))

    async def _once(self, example: Example, key: str) -> Trace:
        patience = self._patience
        await self._gate.enter()
        limited, wait = False, 0.0
        try:
            async with asyncio.timeout(patience.timeout):
                return await self._target.ask(example, key)
        except TimeoutError as error:
            raise CallFailed("timeout", f"{patience.timeout:g} s", again=True) from error
        except CallFailed as failed:
            limited = failed.kind == "rate_limited"
            wait = min(failed.wait or 0.0, patience.longest_wait) if limited else 0.0
            raise
        except Exception as error:  # a target of a team's own may fail in any way
            told = short(f"{type(error).__name__}: {error}")
            raise CallFailed("error", told, again=False) from error
        finally:
            await self._gate.leave(limited=limited, wait=wait)
