"""Around the stages: an error, a timeout, no answer at all, or an answer cut by a limit."""

import re
from typing import Any

from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote

_TIMEOUT = re.compile(r"time[d ]?-?out|deadline|超时", re.IGNORECASE)
_LIMITED = re.compile(
    r"max_tokens|finish_reason\W+length|context.{0,10}(?:length|window)|截断|truncat", re.IGNORECASE
)


def examine_system(facts: Facts) -> Finding | None:
    """What went wrong outside the four stages and left no answer; None when nothing did."""
    trace = facts.trace
    if trace.error and trace.error.strip():
        return _error(facts, trace.error.strip())
    slow = trace.latency_ms is not None and trace.latency_ms > facts.rules.limits.slow_ms
    if facts.said.answer or not facts.asked.query:
        return None
    if slow:
        seconds = f"{(trace.latency_ms or 0) / 1000:.0f}"
        evidence = facts.say("evidence.system.slow", seconds=seconds)
        return Finding("fault", evidence, (), "timeout", 0.85, {"seconds": seconds})
    return Finding("fault", facts.say("evidence.system.no_answer"), (), "no_answer", 0.7)


def examine_limit(facts: Facts) -> Finding | None:
    """An answer that ended because it reached its token limit; None when it did not."""
    trace = facts.trace
    limit = _limit(trace.params.get("max_tokens") or trace.params.get("max_output_tokens"))
    stopped = str(trace.params.get("finish_reason", "")).casefold()
    written = trace.output_tokens
    reached = limit is not None and written is not None and written >= limit
    if not facts.said.answer or not (reached or stopped in {"length", "max_tokens"}):
        return None
    details = {"limit": "max_tokens" if limit is None else f"{limit:g}"}
    end = quote("answer", facts.said.answer[-80:])
    return Finding(
        "fault",
        facts.say("evidence.system.truncated", **details),
        (end,),
        "truncated",
        0.9,
        details,
    )


def _limit(given: Any) -> float | None:
    """A logged limit as a number of tokens; None for what is no such number."""
    usable = isinstance(given, int | float) and not isinstance(given, bool)
    return float(given) if usable and 0 < given < 1e9 else None


def _error(facts: Facts, error: str) -> Finding:
    late = _TIMEOUT.search(error)
    subcause = "timeout" if late else "truncated" if _LIMITED.search(error) else "error"
    details = {"error": clip(error, 120)}
    evidence = facts.say("evidence.system.error", **details)
    return Finding("fault", evidence, (quote("error", error),), subcause, 0.97, details)
