"""One stage of a product of the team's own: a function or a service.

It is given what it knows by name, and gives back what a trace calls it: `understand` gives `intent`
and `rewritten_query`, `retrieve` gives `retrieved`, `generate` gives `answer`.
"""

import asyncio
import inspect
import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.first_fault import first_fault
from knowledge.records import Trace
from tools.evals.targets.calls import Request
from tools.evals.targets.direct import Direct
from tools.evals.targets.function import function_of
from tools.evals.targets.statuses import json_of
from tools.evals.targets.target import CallFailed
from tools.evals.targets.template import at, filled, headers_of, refuse_address
from tools.intervention.staged import StageFailed

Name = Literal["understand", "retrieve", "generate"]
_GIVES: dict[Name, tuple[str, ...]] = {
    "understand": ("intent", "rewritten_query"),
    "retrieve": ("retrieved",),
    "generate": ("answer",),
}


class StageService(BaseModel):
    """How to ask a service for one stage."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    """Where to post the request."""
    headers: dict[str, str] = Field(default_factory=dict)
    """Headers; `${NAME}` is read from the environment and never kept."""
    body: Any = None
    """The JSON to send, with `{query}`, `{history}`, `{intent}`, `{rewritten_query}`,
    `{retrieved}`, `{params}` and `{run}` filled in; all that the stage knows when left out."""
    result: str = ""
    """Where the stage's fields stand in the reply, such as `data`; the whole reply when empty."""
    timeout: float = Field(default=60.0, gt=0, le=600)
    """Seconds to wait for the whole reply."""


class Stage:
    """What to call for one stage."""

    def __init__(
        self,
        name: Name,
        described: str | StageService,
        *,
        target: str,
        allow_private: bool,
        environ: Mapping[str, str] | None,
    ) -> None:
        """Raises BadInput that names what is missing: a function, a variable, an address."""
        self._name, self._described, self._allow_private = name, described, allow_private
        if isinstance(described, str):
            self._function = function_of(described)
        else:
            refuse_address(described.url, allow_private=allow_private)
            self._headers = headers_of(target, described.headers, environ)

    async def made(self, given: Mapping[str, Any]) -> Trace:
        """What the stage gives, read as the fields of a trace; raises StageFailed for nothing."""
        said = self._described
        try:
            if isinstance(said, str):
                found = await _called(self._function, given)
            else:
                found = at(await self._posted(said, given), said.result)
        except CallFailed as error:
            raise StageFailed(self._name, str(error), again=error.again) from error
        except Exception as error:  # the team's code may fail in any way
            reason = f"{type(error).__name__}: {error}"
            raise StageFailed(self._name, reason, again=False) from error
        return _read(self._name, found)

    async def _posted(self, said: StageService, given: Mapping[str, Any]) -> Any:
        calls = Direct()
        body = dict(given) if said.body is None else filled(said.body, given)
        request = Request(
            key="",
            method="POST",
            url=said.url,
            headers=self._headers,
            body=json.dumps(body, ensure_ascii=False),
            timeout=said.timeout,
            public_only=not self._allow_private,
        )
        try:
            return json_of(await calls.make(request))
        finally:
            await calls.close()


async def _called(call: Callable[..., Any], given: Mapping[str, Any]) -> Any:
    """The function's result; it is given those arguments that it names, in a thread of its own."""
    taken = inspect.signature(call).parameters
    takes_all = any(one.kind is one.VAR_KEYWORD for one in taken.values())
    args = {name: value for name, value in given.items() if takes_all or name in taken}
    if inspect.iscoroutinefunction(call):
        return await call(**args)
    return await asyncio.to_thread(call, **args)


def _read(stage: Name, found: Any) -> Trace:
    first = _GIVES[stage][0]
    bare = found is not None and not isinstance(found, Mapping)
    if isinstance(found, str) and stage == "understand":
        found, bare = {"rewritten_query": found}, False
    fields = {first: found} if bare else dict(found or {})
    if stage != "understand" and fields.get(first) is None:
        raise StageFailed(stage, f"it gave no `{first}`", again=False)
    kept = {name: fields.get(name) for name in _GIVES[stage]}
    try:
        return Trace.model_validate({"id": stage, "query": "", "answer": "", **kept})
    except ValidationError as error:
        raise StageFailed(stage, first_fault(error), again=False) from error
