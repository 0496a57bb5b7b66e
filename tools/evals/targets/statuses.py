"""What an HTTP status that is no success means for a call."""

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from knowledge.beginning import beginning
from tools.evals.targets.target import CallFailed

if TYPE_CHECKING:  # the courier starts without them
    from knowledge.records import FailureKind

_SHOWN = 200
_AGAIN = frozenset([408, 409, 425])
"""Of the requests that were refused those that may pass a moment later."""


def refused(status: int, text: str, retry_after: str | None) -> CallFailed:
    """The failure that a status stands for, with what the service said, shortened."""
    kind: FailureKind = "refused"
    if status == 429:
        kind = "rate_limited"
    elif status >= 500:
        kind = "server"
    again = kind != "refused" or status in _AGAIN
    return CallFailed(kind, short(f"{status} {text}"), again=again, wait=seconds(retry_after))


def seconds(retry_after: str | None) -> float | None:
    """`Retry-After`: seconds, or the date to wait for (RFC 9110, 10.2.3); None for neither."""
    if not retry_after:
        return None
    try:
        return max(float(retry_after), 0.0)
    except ValueError:
        pass
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except ValueError:
        return None


def short(text: str) -> str:
    """A text in one line of at most 200 characters."""
    return beginning(text, _SHOWN)
