"""Reads what a model writes as it comes: JSON objects, wherever they stand in its text."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field, ValidationError, field_validator

_MOST_TEXT = 6_000
"""Characters of a text that are read; what a section holds takes a third of it."""
_THINKS, _THOUGHT = "<think>", "</think>"
_TAIL = len(_THOUGHT)
_KINDS = {"fact", "assumption", "question", "plain"}


class Said(BaseModel):
    """One object of a model's text; what is no such thing is not read."""

    text: str = Field(default="", max_length=2_000)
    """A sentence, or what a new row is about."""
    kind: str = "fact"
    """What the model takes it for; what it takes for something else is a fact to be checked."""
    evidence: tuple[str, ...] = ()
    """The ids that it names."""
    row: str = ""
    """The row that an answer is for."""
    answer: str = Field(default="", max_length=2_000)
    """What it writes into that row."""

    @field_validator("kind", mode="before")
    @classmethod
    def _known(cls, value: Any) -> str:
        kind = str(value).strip().casefold()
        return kind if kind in _KINDS else "fact"

    @field_validator("evidence", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> tuple[str, ...]:
        told = isinstance(value, list | tuple)
        several = value if told else str(value or "").replace(",", " ").split()
        return tuple(str(one).strip().casefold() for one in several)


class Reader:
    """Takes a text in piece by piece and gives the objects that are whole by then."""

    def __init__(self) -> None:
        self._text, self._at = "", 0
        self._json = json.JSONDecoder()

    def feed(self, piece: str) -> list[Said]:
        """The objects that this piece has completed, in order; total."""
        self._text += piece
        if self._text.lstrip().startswith(_THINKS):
            # What a model thinks is no part of what it says.
            thought, over, said = self._text.partition(_THOUGHT)
            self._text = said if over else _THINKS + thought.lstrip()[len(_THINKS) :][-_TAIL:]
            if not over:
                return []
        return list(self._new()) if "}" in piece else []

    @property
    def is_long(self) -> bool:
        """Whether it says more than a section holds."""
        return len(self._text) > _MOST_TEXT

    def _new(self) -> Iterator[Said]:
        start = self._text.find("{", self._at)
        while start >= 0:
            try:
                found, end = self._json.raw_decode(self._text, start)
            except (ValueError, RecursionError):
                end = start + 1  # it is not whole yet; what stands in it may be
            else:
                self._at = end
                yield from _said(found)
            start = self._text.find("{", end)


def _said(found: Any) -> Iterator[Said]:
    """The objects in a decoded value: itself, or those of the list that it holds."""
    if isinstance(found, list):
        for one in found:
            yield from _said(one)
    elif isinstance(found, dict):
        if isinstance(found.get("text"), str) or isinstance(found.get("answer"), str):
            try:
                yield Said.model_validate(found)
            except ValidationError:
                return
        else:
            for one in found.values():
                yield from _said(one)
