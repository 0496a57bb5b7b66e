"""How far a run is, on one line: share done, traces, rate, time left."""

import time
from dataclasses import dataclass, field

from tools.diagnosis.batch.journal import Entry

_EVERY = 2.0
"""Seconds between two reports."""


@dataclass
class Progress:
    """Says now and then how a run goes on."""

    size: int | None
    """Bytes of the whole input; None when that is not known, as of a pipe."""
    begun: float = field(default_factory=time.monotonic)
    """When the run began."""
    _start: Entry = field(default_factory=Entry)
    _told: float = field(default_factory=time.monotonic)

    def start(self, at: Entry) -> None:
        """Measure the rate without this: an earlier run's work is not this one's."""
        self._start = at

    def due(self, at: Entry) -> str | None:
        """The next report; None while the last one is hardly gone."""
        now = time.monotonic()
        if now - self._told < _EVERY:
            return None
        self._told = now
        return self.line(at, now - self.begun)

    def line(self, at: Entry, seconds: float) -> str:
        """The report after so many seconds."""
        rate = (at.diagnosed - self._start.diagnosed) / max(seconds, 1e-6)
        parts = [f"{at.diagnosed:,} diagnosed", f"{rate:,.0f}/s"]
        if at.unreadable:
            parts.insert(1, f"{at.unreadable:,} unreadable")
        if self.size:
            parts.insert(0, f"{at.taken / self.size:.0%}")
            pace = (at.taken - self._start.taken) / max(seconds, 1e-6)
            if pace > 0:
                parts.append(f"{_duration((self.size - at.taken) / pace)} left")
        return " · ".join(parts)


def _duration(seconds: float) -> str:
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"
