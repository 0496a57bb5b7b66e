"""What every target offers: one question in, one interaction out, or a failure that says why."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the courier starts without them
    from knowledge.records import Example, FailureKind, TargetInfo, Trace


class Target(Protocol):
    """Something to evaluate. Safe to be asked many times at once."""

    @property
    def info(self) -> "TargetInfo":
        """What it is, without secrets; equal infos give comparable answers."""

    async def ask(self, example: "Example", key: str) -> "Trace":
        """Put the example's query; the trace has what the target tells of stages, time and cost.

        `key` is the same for every attempt at one example of one run: a target that takes such
        keys does not charge twice. Raises CallFailed.
        """

    async def close(self) -> None:
        """Let go of connections."""


class CallFailed(Exception):
    """A call that brought no answer."""

    def __init__(
        self, kind: "FailureKind", message: str, *, again: bool, wait: float | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.again = again
        """Whether another attempt may help."""
        self.wait = wait
        """Seconds that the target asked to wait (Retry-After); None when it said nothing."""
