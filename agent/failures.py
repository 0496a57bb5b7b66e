"""What to tell a person when the mind fails: the cause and the way out, in both languages."""

import json
import logging
from collections.abc import Callable
from uuid import uuid4

from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError

from knowledge.beginning import beginning
from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.settings import Settings
from knowledge.texts import say

log = logging.getLogger(__name__)

OFFICIAL = "https://api.openai.com/v1"
REASON_LENGTH = 300
"""Characters of what a service says that are passed on."""


def explain(error: Exception, settings: Settings, lang: Lang, max_calls: int) -> str:
    """The message for a turn that ended in `error`; an unforeseen one also goes to the log."""
    if isinstance(error, CasebookError):
        return error.text(lang)
    if isinstance(error, ModelCallLimitExceededError):
        return say("agent.failure.loop", lang, limit=max_calls)
    told = _explain_service(error, settings, lang)
    if told is None:
        mark = uuid4().hex[:8]
        log.error("a turn failed (%s)", mark, exc_info=error)
        told = say("agent.failure.internal", lang, mark=mark)
    return told


def _explain_service(error: Exception, settings: Settings, lang: Lang) -> str | None:
    import openai  # noqa: PLC0415 (late: the planner does without it)

    service = settings.base_url or OFFICIAL

    def tell(kind: str, **values: object) -> str:
        return say(f"agent.failure.{kind}", lang, service=service, **values)

    if isinstance(error, openai.APITimeoutError):
        return tell("timeout", seconds=settings.timeout)
    if isinstance(error, openai.APIConnectionError):
        return tell("unreachable")
    if isinstance(error, openai.APIStatusError):
        return _explain_status(error.status_code, _reason(error), settings, tell)
    # A stream without a single chunk of the protocol reaches us as a bare ValueError.
    empty = isinstance(error, ValueError) and "No generations found" in str(error)
    if empty or isinstance(error, openai.APIError | json.JSONDecodeError):
        return tell("garbled")
    return None


def _explain_status(status: int, reason: str, settings: Settings, tell: Callable[..., str]) -> str:
    if status in {401, 403}:
        return tell("key", status=status)
    if status == 404:
        return tell("model", status=status, model=settings.mind)
    if status == 429:
        return tell("rate_limit")
    if status >= 500:
        return tell("server", status=status)
    return tell("request", status=status, reason=reason)


def _reason(error: Exception) -> str:
    """The service's own words, short, on one line."""
    body = getattr(error, "body", None)
    words = body.get("message") if isinstance(body, dict) else None
    return beginning(str(words or error), REASON_LENGTH)
