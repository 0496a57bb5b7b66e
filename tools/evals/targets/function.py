"""A Python callable of the team's own: a query in, text or a trace's fields out."""

import asyncio
import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.records import Example, TargetInfo, Trace
from tools.evals.targets.target import CallFailed


class Function:
    """A function, plain or async, called with the query and, if it takes them, `history`."""

    def __init__(self, name: str, call: Callable[..., Any], version: str | None = None) -> None:
        self._call = call
        self._takes_history = "history" in inspect.signature(call).parameters
        self.info = TargetInfo(kind="function", name=name, version=version)

    async def ask(self, example: Example, key: str) -> Trace:
        """Call it, in a thread of its own where it is not async."""
        args: dict[str, Any] = {}
        if self._takes_history:
            args["history"] = [turn.model_dump() for turn in example.history]
        try:
            if inspect.iscoroutinefunction(self._call):
                found = await self._call(example.query, **args)
            else:
                found = await asyncio.to_thread(self._call, example.query, **args)
        except Exception as error:  # the team's code may fail in any way
            raise CallFailed("error", f"{type(error).__name__}: {error}", again=False) from error
        return as_trace(found, example, key)

    async def close(self) -> None:
        """Nothing is open."""


def function_of(path: str) -> Callable[..., Any]:
    """The callable at `module:name`; raises BadInput that names what is missing."""
    module, _, name = path.partition(":")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise BadInput("runs.target.no_function", path=path, reason=str(error)) from error
    if not callable(found):
        raise BadInput("runs.target.no_function", path=path, reason=f"{name} is not callable")
    call: Callable[..., Any] = found
    return call


def as_trace(found: Any, example: Example, key: str) -> Trace:
    """What a target gave, as a trace; raises CallFailed for what cannot be one."""
    if isinstance(found, str):
        found = {"answer": found}
    if not isinstance(found, Mapping):
        kind = type(found).__name__
        raise CallFailed("garbage", f"neither text nor fields but {kind}", again=False)
    fields = {"query": example.query, "history": example.history, "segment": example.segment}
    try:
        trace = Trace.model_validate({**fields, **found, "id": key})
    except ValidationError as error:
        raise CallFailed("garbage", first_fault(error), again=True) from error
    if not trace.answer.strip() and not trace.error:
        raise CallFailed("nothing", "the answer is empty", again=True)
    if trace.error and not trace.answer.strip():
        raise CallFailed("error", trace.error, again=True)
    return trace
