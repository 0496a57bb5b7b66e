"""A chat model, asked over OpenAI's protocol: it judges in one piece, and writes as it goes."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from knowledge.errors import BadInput
from knowledge.settings import PLANNER, Settings

if TYPE_CHECKING:
    import openai

Failure = Literal["timeout", "limited", "refused", "unreachable", "garbage"]
"""Why a service gave no text."""
_RETRIES = 1
"""Further calls after a 429, a 5xx or a broken connection; the client waits as it is told to."""
_LONGEST = 240.0
"""Seconds after which a text that still comes is cut off: what has come by then is whole lines."""


class ServiceFailed(Exception):
    """The service gave no text."""

    def __init__(self, kind: Failure) -> None:
        super().__init__(kind)
        self.kind: Failure = kind


class Enough(Exception):
    """Raised by a listener that wants no more of a text; the call ends, and nothing failed."""


@dataclass(frozen=True)
class Spent:
    """What a call took."""

    read: int
    """Tokens of the prompt."""
    written: int
    """Tokens of the text."""


class ChatModel(Protocol):
    """Puts a prompt to a model: for its whole text, or handing it on piece by piece."""

    @property
    def name(self) -> str:
        """The model's name."""

    def ask(self, prompt: str) -> str:
        """The whole text, for a judge; raises whatever the client does when there is none."""

    def write(self, prompt: str, most: int, hear: Callable[[str], None]) -> Spent | None:
        """Ask for at most `most` tokens; what it took, None where the service does not say.

        Raises ServiceFailed. `hear` may raise Enough to end the call.
        """


def chat_model_of(settings: Settings) -> ChatModel | None:
    """The model that `settings` name; None where the planner does without, or a key is missing."""
    if settings.model == PLANNER or not (settings.api_key or settings.base_url):
        return None
    return _Service(settings)


def judge_of(settings: Settings) -> ChatModel:
    """The same, where a judge was asked for; raises BadInput when the settings name no model."""
    model = chat_model_of(settings)
    if model is None:
        raise BadInput("evals.judge.no_model")
    return model


class _Service:
    """An OpenAI-compatible service."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        return self._settings.mind

    def ask(self, prompt: str) -> str:
        reply = self._judge.chat.completions.create(
            model=self._settings.mind,
            messages=[{"role": "user", "content": prompt}],
            temperature=0,
        )
        return reply.choices[0].message.content or ""

    @cached_property
    def _judge(self) -> "openai.OpenAI":
        """One client for all the questions of a run, which come by the hundred."""
        return self._client()

    def write(self, prompt: str, most: int, hear: Callable[[str], None]) -> Spent | None:
        import openai  # noqa: PLC0415 - takes a second, and the planner does without

        try:
            with self._client() as client:
                return self._heard(client, prompt, most, hear)
        except openai.APITimeoutError as error:
            raise ServiceFailed("timeout") from error
        except openai.RateLimitError as error:
            raise ServiceFailed("limited") from error
        except openai.APIStatusError as error:
            raise ServiceFailed("refused") from error
        except openai.APIConnectionError as error:
            raise ServiceFailed("unreachable") from error
        except (openai.OpenAIError, json.JSONDecodeError) as error:
            raise ServiceFailed("garbage") from error

    def _client(self) -> "openai.OpenAI":
        import openai  # noqa: PLC0415 - takes a second, and the planner does without

        return openai.OpenAI(
            # A local service wants no key, and the client wants one all the same.
            api_key=self._settings.api_key or "none",
            base_url=self._settings.base_url,
            timeout=self._settings.timeout,
            max_retries=_RETRIES,
        )

    def _heard(
        self, client: "openai.OpenAI", prompt: str, most: int, hear: Callable[[str], None]
    ) -> Spent | None:
        spent = None
        started = time.monotonic()
        with client.chat.completions.create(
            model=self._settings.mind,
            messages=[{"role": "user", "content": prompt}],
            stream=True,
            stream_options={"include_usage": True},
            **self._limits(most),
        ) as stream:
            try:
                for chunk in stream:
                    if chunk.usage is not None:
                        spent = Spent(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
                    if chunk.choices and (text := chunk.choices[0].delta.content):
                        hear(text)
                    if time.monotonic() - started > _LONGEST:
                        break
            except Enough:
                return spent
        return spent

    def _limits(self, most: int) -> dict[str, Any]:
        """OpenAI's own models that think refuse the older name and a temperature; few others know
        the newer name.
        """
        if self._settings.base_url is None:
            return {"max_completion_tokens": most}
        return {"max_tokens": most, "temperature": 0}
