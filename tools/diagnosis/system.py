"""Around the stages: an error, logged or shown as the answer, a timeout, no answer at all, or an
answer cut by a limit.
"""

import re
from typing import Any

from tools.claims.digits import fold
from tools.claims.failing import is_failure, is_no_error
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote

_TIMEOUT = re.compile(r"time[d ]?-?out|deadline|超时", re.IGNORECASE)
_LIMITED = re.compile(
    r"max_tokens|finish_reason\W+length|context.{0,10}(?:length|window)|截断|truncat", re.IGNORECASE
)

_WANTS_MORE = re.compile(
    r"(?:how (?!m(?:any|uch)\b)|why|where|when)\b|(?:怎么|如何|为什么|哪里)", re.IGNORECASE
)
"""How a question begins that "None" does not answer, but is what a program shows for nothing."""


def examine_system(facts: Facts) -> Finding | None:
    """What went wrong outside the four stages and left no answer; None when nothing did."""
    trace = facts.trace
    logged = (trace.error or "").strip()
    if logged and not is_no_error(logged, is_answered=bool(facts.said.answer)):
        return _error(facts, logged, "error")
    if _shows_a_failure(facts):
        return _error(facts, facts.said.answer.strip(), "error_shown")
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


def _shows_a_failure(facts: Facts) -> bool:
    """Whether the answer is the message of something that failed, and not of what was asked: the
    meaning of such a message may be looked up.
    """
    answer = facts.said.answer
    is_nothing = answer == "None" and bool(_WANTS_MORE.match(facts.asked.query))
    if facts.asked.creative or not (is_nothing or is_failure(answer)):
        return False
    said = fold(answer.strip(" .!。！\"'`"))
    known = [facts.asked.query, facts.said.reference or "", *(t.raw for t in facts.found.texts)]
    return not any(said in fold(text) for text in known)


def _error(facts: Facts, error: str, key: str) -> Finding:
    late = _TIMEOUT.search(error)
    subcause = "timeout" if late else "truncated" if _LIMITED.search(error) else "error"
    details = {"error": clip(error, 120)}
    evidence = facts.say(f"evidence.system.{key}", **details)
    source = "error" if key == "error" else "answer"
    return Finding("fault", evidence, (quote(source, error),), subcause, 0.97, details)
