"""What a reply over HTTP comes to: its JSON, or the failure that its status stands for."""

import json
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from knowledge.beginning import beginning
from tools.evals.targets.target import CallFailed

if TYPE_CHECKING:  # the courier starts without them
    from knowledge.records import FailureKind
    from tools.evals.targets.calls import Reply

_SHOWN = 200
_AGAIN = frozenset([408, 409, 425])
"""Of the requests that were refused those that may pass a moment later."""


def json_of(reply: "Reply") -> Any:
    """What a service replied; raises CallFailed for a status that is no success, or no JSON."""
    text = reply.body.decode("utf-8", errors="replace")
    if reply.status >= 300:
        raise refused(reply.status, text, reply.headers.get("retry-after"))
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CallFailed("garbage", f"no JSON: {short(text)}", again=True) from error


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
