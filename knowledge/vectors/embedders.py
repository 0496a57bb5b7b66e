"""Which embedder the settings choose."""

from collections.abc import Callable, Sequence

from knowledge.errors import EmbedderFailed
from knowledge.settings import MINILM, NO_EMBEDDINGS, Settings
from knowledge.vectors.embeddings import Embedder, Vector
from knowledge.vectors.local import LocalEmbedder
from knowledge.vectors.openai import OpenAiEmbedder


def chosen_embedder(settings: Settings) -> Embedder | None:
    """What `CASEBOOK_EMBEDDINGS` says; None for none. Nothing is loaded or asked yet."""
    if settings.embeddings == NO_EMBEDDINGS:
        return None
    if settings.embeddings == MINILM:
        return _built_in()
    return _named(settings.embeddings, settings)


def former_embedder(settings: Settings) -> Callable[[str], Embedder | None]:
    """Makes an embedder by the name that a collection bears; None where there is no such one."""

    def make(name: str) -> Embedder | None:
        if name.startswith(("openai:", "local:")):
            return _named(name, settings)
        built_in = _built_in()
        return built_in if name == built_in.name else None

    return make


class Unavailable:
    """Stands in for an embedder whose package is missing, so that it can be told."""

    name = MINILM
    dimensions = 0

    def __init__(self, reason: Exception) -> None:
        self._reason = reason

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Raises EmbedderFailed."""
        raise EmbedderFailed("vectors.minilm", reason=self._reason)


def _built_in() -> Embedder:
    try:
        from knowledge.vectors.minilm import MiniLm  # noqa: PLC0415 - works without, by words
    except ImportError as error:
        return Unavailable(error)
    return MiniLm()


def _named(name: str, settings: Settings) -> Embedder:
    kind, _, model = name.partition(":")
    if kind == "local":
        return LocalEmbedder(model)
    return OpenAiEmbedder(model, api_key=settings.api_key, base_url=settings.base_url)
