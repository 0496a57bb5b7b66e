"""Embeddings by a model on this machine: `CASEBOOK_EMBEDDINGS=local:<name>`, by fastembed.

Nothing is downloaded: fastembed must be installed, and the weights must lie in its cache.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np

from knowledge.errors import EmbedderFailed
from knowledge.vectors.embeddings import Vector


class LocalEmbedder:
    """Vectors of a model that fastembed knows, such as `intfloat/multilingual-e5-large`."""

    def __init__(self, model: str) -> None:
        """Nothing is loaded yet."""
        self.name = f"local:{model}"
        self._name = model
        self._loading = threading.Lock()

    @cached_property
    def dimensions(self) -> int:
        """The length of the model's vectors; loads it."""
        return len(self.embed(["?"])[0])

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text; raises EmbedderFailed with the remedy."""
        vectors = [np.asarray(one, np.float32) for one in self._loaded().embed(list(texts))]
        return [one / np.float32(max(float(np.linalg.norm(one)), 1e-9)) for one in vectors]

    def _loaded(self) -> Any:
        with self._loading:
            return self._model

    @cached_property
    def _model(self) -> Any:
        try:
            library = import_module("fastembed")
        except ImportError:
            raise EmbedderFailed("vectors.local.not_installed", model=self._name) from None
        known = [str(one["model"]) for one in library.TextEmbedding.list_supported_models()]
        if self._name.casefold() not in map(str.casefold, known):
            raise EmbedderFailed("vectors.local.unknown", model=self._name)
        try:
            return library.TextEmbedding(self._name, local_files_only=True)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:300]
            raise EmbedderFailed(
                "vectors.local.no_weights", model=self._name, reason=reason
            ) from error
