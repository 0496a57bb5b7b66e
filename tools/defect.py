"""A fault in a tool's own code, told apart from arguments that a tool cannot take."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from pydantic import ValidationError


class ToolDefect(Exception):
    """A tool's own code broke; its cause is what broke."""


def own_faults_apart(run: Callable[..., Any]) -> Callable[..., Any]:
    """`run`, but a record that it fails to make is a defect.

    The loop takes every ValidationError for one of the arguments, and would hand its English on.
    """

    @wraps(run)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return run(*args, **kwargs)
        except ValidationError as error:
            raise ToolDefect(error.title) from error

    return told
