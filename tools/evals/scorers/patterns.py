"""Patterns that come with data: they may be wrong, and may be built to never end."""

import warnings
from functools import lru_cache

import regex

from knowledge.errors import BadInput

_LONGEST = 500
"""Characters of a pattern; longer ones are not tried."""
_MOST_TEXT = 20_000
"""Characters of a text that are searched."""
_SECONDS = 0.5
"""Time that one search may take; what takes longer has no answer, rather than a wrong one."""


def matches(pattern: str, text: str) -> bool:
    """Whether `pattern` (as of Python's `re`) is found in the first part of `text`.

    Raises BadInput for a pattern that is none, is too long, or takes too long.
    """
    built = _built(pattern)
    try:
        return built.search(text[:_MOST_TEXT], timeout=_SECONDS) is not None
    except TimeoutError as error:
        raise BadInput("evals.score.slow_regex", pattern=_shown(pattern)) from error
    except (MemoryError, RecursionError) as error:
        raise _bad(pattern, type(error).__name__) from error


@lru_cache(maxsize=256)
def _built(pattern: str) -> "regex.Pattern[str]":
    if len(pattern) > _LONGEST:
        raise BadInput("evals.score.long_regex", pattern=_shown(pattern), most=_LONGEST)
    try:
        with warnings.catch_warnings():
            # Set operations that a later version may read otherwise; today they are literal.
            warnings.simplefilter("ignore")
            return regex.compile(pattern)
    except (regex.error, MemoryError, OverflowError, RecursionError, ValueError) as error:
        raise _bad(pattern, str(error) or type(error).__name__) from error


def _bad(pattern: str, why: str) -> BadInput:
    return BadInput("evals.score.bad_regex", pattern=_shown(pattern), why=why[:120])


def _shown(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else pattern[:60] + "…"
