"""A question to a judge and its reply: data in a fence, JSON of the form that was asked for."""

import json
import re
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tools.evals.prompts import prompt

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
Reply = TypeVar("Reply", bound=BaseModel)


class JudgeFailed(Exception):
    """The judge gave no usable answer; the text says why."""


def fenced(name: str, data: Any, fence: str | None = None, **words: str) -> str:
    """The prompt `name` with `data` as JSON between marks that the data cannot know.

    `words` are what else the prompt leaves open, by name; the data come last, and stay as they are.
    """
    written = json.dumps(data, ensure_ascii=False, indent=1)
    said = prompt(name)
    for left_open, word in {
        **words,
        "fence": fence or secrets.token_hex(8),
        "data": written,
    }.items():
        said = said.replace(f"{{{left_open}}}", word)
    return said


def answered(
    question: str,
    ask: Callable[[str], str],
    shape: type[Reply],
    attempts: int = 1,
    allows: Callable[[Reply], bool] = lambda _: True,
) -> Reply:
    """What the judge says to `question`; raises JudgeFailed, and nothing else.

    It is asked again, up to `attempts` times in all, when it fails, answers in another form, or
    says something that `allows` does not let pass.
    """
    for attempt in range(1, attempts + 1):
        try:
            found = _read(_said(question, ask), shape)
            if not allows(found):
                raise JudgeFailed("it said something that was not to choose from")
        except JudgeFailed:
            if attempt == attempts:
                raise
        else:
            return found
    raise AssertionError("at least one attempt")


def _said(question: str, ask: Callable[[str], str]) -> Any:
    try:
        return ask(question)
    except Exception as error:  # whatever a model's client may raise
        raise JudgeFailed(
            f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        ) from error


def _read(reply: Any, shape: type[Reply]) -> Reply:
    found = _OBJECT.search(reply) if isinstance(reply, str) else None
    if found is None:
        raise JudgeFailed("it answered without JSON")
    try:
        return shape.model_validate_json(found[0])
    except ValidationError as error:
        raise JudgeFailed("its JSON has not the form that was asked for") from error
