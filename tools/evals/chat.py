"""A judge's model, asked over OpenAI's protocol: a prompt in, its text out."""

from collections.abc import Callable
from functools import lru_cache

from knowledge.errors import BadInput
from knowledge.settings import PLANNER, Settings

_RETRIES = 1


def asker(settings: Settings) -> Callable[[str], str]:
    """Puts a prompt to the model that `settings` name; raises BadInput when they name none."""
    if settings.model == PLANNER or not (settings.api_key or settings.base_url):
        raise BadInput("evals.judge.no_model")
    import openai  # noqa: PLC0415 - takes a second, and only a judge needs it

    client = openai.OpenAI(
        # A local service wants no key, and the client wants one all the same.
        api_key=settings.api_key or "none",
        base_url=settings.base_url,
        timeout=settings.timeout,
        max_retries=_RETRIES,
    )

    def ask(prompt: str) -> str:
        reply = client.chat.completions.create(
            model=settings.mind,
            messages=[{"role": "user", "content": prompt}],
            temperature=0,
        )
        return reply.choices[0].message.content or ""

    return ask


def judge_of(settings: Settings) -> Callable[[str], str] | None:
    """The same, made when it is first asked; None where the settings name no model."""
    if settings.model == PLANNER or not (settings.api_key or settings.base_url):
        return None

    def ask(prompt: str) -> str:
        return _asker(settings)(prompt)

    return ask


@lru_cache(maxsize=1)
def _asker(settings: Settings) -> Callable[[str], str]:
    return asker(settings)
