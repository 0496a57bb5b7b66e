"""The two minds: an OpenAI-compatible chat model, or the built-in planner."""

from langchain_core.language_models import BaseChatModel

from agent.planner import planner
from knowledge.errors import BadInput
from knowledge.settings import PLANNER, Settings


def chat_model(settings: Settings) -> BaseChatModel:
    """The mind that `settings` ask for; raises BadInput when a service lacks its key."""
    if settings.model == PLANNER:
        return planner()
    if not settings.api_key and not settings.base_url:
        raise BadInput("settings.no_key", model=settings.model)
    # Imported late: it takes more than a second, and the planner does without.
    from langchain_openai import ChatOpenAI  # noqa: PLC0415
    from pydantic import SecretStr  # noqa: PLC0415

    return ChatOpenAI(
        model=settings.mind,
        base_url=settings.base_url,
        # Local servers need no key, but the client insists on one.
        api_key=SecretStr(settings.api_key or "none"),
        timeout=settings.timeout,
        # Compatible services speak chat completions; few know the newer responses API.
        use_responses_api=False,
        stream_usage=True,
        max_retries=2,
    )
