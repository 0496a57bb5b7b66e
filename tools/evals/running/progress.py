"""How far a run is, what it has cost, and when it will be done."""

import time
from dataclasses import dataclass, field


@dataclass
class Progress:
    """Counts of a run; examples that an earlier start had finished count as done."""

    total: int
    """Examples in all."""
    answered: int = 0
    """Those that have an answer."""
    failed: int = 0
    """Those that have none, each with its reason."""
    before: int = 0
    """Of both those that were there when this start began."""
    from_cache: int = 0
    """Answers that an earlier run of the same target had brought."""
    calls: int = 0
    """Calls that this start made, further attempts included."""
    awaited: int = 0
    """Calls of an earlier start that was killed, whose replies are still waited for."""
    again: int = 0
    """Calls under way when an earlier start was cut off, whose replies are lost: made again."""
    spent: float | None = None
    """Dollars that this run has cost so far, where the target tells; None is unknown."""
    priced: int = 0
    """Answered calls that this cost is of."""
    begun: float = field(default_factory=time.monotonic)
    """When this start began, by the monotonic clock."""

    @property
    def done(self) -> int:
        """Examples that need no more."""
        return self.answered + self.failed

    @property
    def seconds_left(self) -> float | None:
        """At the pace so far; None before there is one."""
        now = self.done - self.before
        if not now:
            return None
        return (time.monotonic() - self.begun) / now * (self.total - self.done)

    def count(self, *, answered: bool) -> None:
        """One more is done."""
        self.answered += answered
        self.failed += not answered

    def charge(self, cost: float | None) -> None:
        """A call was answered, at this cost where that is known."""
        if cost is not None:
            self.spent = (self.spent or 0.0) + cost
            self.priced += 1

    @property
    def each(self) -> float | None:
        """Dollars of an answered call on average; None while that is unknown."""
        return self.spent / self.priced if self.spent is not None and self.priced else None
