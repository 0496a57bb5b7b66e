"""Embeddings by a service that speaks OpenAI's protocol: `CASEBOOK_EMBEDDINGS=openai:<name>`."""

import weakref
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from knowledge.errors import EmbedderFailed
from knowledge.vectors.embeddings import Vector

_RETRIES = 4
_PATIENCE = 30.0
_ASKER_PATIENCE = 5.0
"""Seconds for a single text: it is a question, and somebody waits for the answer."""


class OpenAiEmbedder:
    """Vectors of any OpenAI-compatible service. Safe for threads."""

    def __init__(self, model: str, *, api_key: str | None, base_url: str | None) -> None:
        """Nothing is asked yet; `model` is the service's name for it."""
        self.name = f"openai:{model}"
        self._model = model
        self._api_key = api_key
        self._base_url = base_url

    @cached_property
    def dimensions(self) -> int:
        """What the service says; asks it when nothing was embedded yet."""
        return len(self.embed(["?"])[0])

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text; raises EmbedderFailed with the remedy."""
        import openai  # noqa: PLC0415 - takes a second, which nobody waits for here

        client = self._client
        if len(texts) == 1:
            client = client.with_options(timeout=_ASKER_PATIENCE, max_retries=0)
        try:
            answer = client.embeddings.create(
                model=self._model, input=list(texts), encoding_format="float"
            )
            rows = sorted(answer.data, key=lambda one: int(one.index))
            found = [_unit(one.embedding) for one in rows]
        except openai.OpenAIError as error:
            raise self._failed(error) from error
        except (AttributeError, TypeError, ValueError) as error:
            raise EmbedderFailed("vectors.openai.garbled", **self._who) from error
        if len(found) != len(texts) or len({len(one) for one in found}) > 1:
            raise EmbedderFailed("vectors.openai.garbled", **self._who)
        return found

    @cached_property
    def _client(self) -> Any:
        import openai  # noqa: PLC0415

        if not self._api_key and not self._base_url:
            raise EmbedderFailed("vectors.openai.no_key", model=self._model)
        client = openai.OpenAI(
            # A local service wants no key, and the client wants one all the same.
            api_key=self._api_key or "none",
            base_url=self._base_url,
            timeout=_PATIENCE,
            max_retries=_RETRIES,
        )
        weakref.finalize(self, client.close)
        return client

    @property
    def _who(self) -> dict[str, str]:
        return {"service": self._base_url or "api.openai.com", "model": self._model}

    def _failed(self, error: Exception) -> EmbedderFailed:
        """The error, with what to do about it."""
        status = getattr(error, "status_code", None)
        if status is None:
            return EmbedderFailed("vectors.openai.unreachable", **self._who)
        told = {401: "key", 403: "key", 404: "model", 429: "rate_limit"}
        key = told.get(status, "server" if status >= 500 else "request")
        reason = " ".join(str(getattr(error, "message", error)).split())[:300]
        return EmbedderFailed(f"vectors.openai.{key}", status=status, reason=reason, **self._who)


def _unit(numbers: Sequence[float]) -> Vector:
    vector = np.asarray(numbers, dtype=np.float32)
    length = float(np.linalg.norm(vector))
    if vector.ndim != 1 or not len(vector) or not np.isfinite(length) or length == 0:
        raise ValueError("no vector")
    return vector / np.float32(length)
