"""A product of the team's own whose stages can be called one by one: what replays run.

Each stage is a function or a service. It is given what it knows by name, and gives back what a
trace calls it: `understand` gives `intent` and `rewritten_query`, `retrieve` gives `retrieved`,
`generate` gives `answer`.
"""

import asyncio
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.records import Example, Passage, TargetInfo, Trace, Turn, Understood
from tools.evals.targets.calls import Request
from tools.evals.targets.direct import Direct
from tools.evals.targets.function import as_trace, function_of
from tools.evals.targets.statuses import refused, short
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


class StagesDescription(BaseModel):
    """Where the three stages are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["stages"]
    """What it is."""
    understand: str | StageService | None = None
    """`module:name`, or a service; absent where the product takes the query as it is."""
    retrieve: str | StageService
    """The same."""
    generate: str | StageService
    """The same."""
    version: str | None = None
    """The product's version; traces of that version are replayed on it."""
    repeats: int = Field(default=3, ge=1, le=20)
    """Runs that it takes to know how an arm comes out; 1 for a product without chance."""


class StagedTarget:
    """The product: asked as a whole by an evaluation, stage by stage by a replay."""

    free = False

    def __init__(
        self,
        name: str,
        described: StagesDescription,
        *,
        allow_private: bool = False,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.version = described.version or name
        """What its runs are filed under."""
        self.repeats = described.repeats
        self._name, self._described = name, described
        self._allow_private, self._environ = allow_private, environ
        self.info = TargetInfo(
            kind="stages",
            name=name,
            version=described.version,
            params=_without_headers(described.model_dump(mode="json")),
        )

    async def ask(self, example: Example, key: str) -> Trace:
        """All three stages, one after the other."""
        try:
            understood = await self._understood(example.query, example.history)
            passages = await self._retrieved(example.query, understood, {})
            answer = await self._answered(example.query, understood, passages, {}, 0)
        except StageFailed as error:
            raise CallFailed("error", str(error), again=error.again) from error
        fields = {
            "answer": answer,
            "intent": understood.intent,
            "rewritten_query": understood.rewritten_query,
            "retrieved": passages,
            "version": self.version,
        }
        return as_trace(fields, example, key)

    async def close(self) -> None:
        """Nothing is open."""

    def check(self) -> None:
        """Raise BadInput that names what is missing: a function, a variable, an address."""
        assert self._stages

    def understand(self, query: str, history: Sequence[Turn]) -> Understood:
        """What the first stage makes of the query; raises StageFailed, like the others."""
        return asyncio.run(self._understood(query, history))

    def retrieve(
        self, query: str, understood: Understood, params: Mapping[str, Any]
    ) -> list[Passage]:
        """What the second stage finds for it."""
        return asyncio.run(self._retrieved(query, understood, params))

    def generate(
        self,
        query: str,
        understood: Understood,
        passages: Sequence[Passage],
        params: Mapping[str, Any],
        run: int,
    ) -> str:
        """What the third stage writes."""
        return asyncio.run(self._answered(query, understood, passages, params, run))

    async def _understood(self, query: str, history: Sequence[Turn]) -> Understood:
        if self._described.understand is None:
            return Understood(None, None)
        given = {"query": query, "history": [turn.model_dump() for turn in history]}
        made = await self._made("understand", given)
        return Understood(made.intent, made.rewritten_query)

    async def _retrieved(
        self, query: str, understood: Understood, params: Mapping[str, Any]
    ) -> list[Passage]:
        given = {"query": query, **_plain(understood), "params": dict(params)}
        found = (await self._made("retrieve", given)).retrieved or []
        # What a retriever gives back is what it hands on, unless it says otherwise.
        return [p if p.used is not None else p.model_copy(update={"used": True}) for p in found]

    async def _answered(
        self,
        query: str,
        understood: Understood,
        passages: Sequence[Passage],
        params: Mapping[str, Any],
        run: int,
    ) -> str:
        handed = [p.model_dump() for p in passages if p.used is not False]
        given = {"query": query, **_plain(understood), "retrieved": handed}
        return (await self._made("generate", {**given, "params": dict(params), "run": run})).answer

    async def _made(self, stage: Name, given: Mapping[str, Any]) -> Trace:
        """What a stage gives, read as the fields of a trace."""
        call = self._stages[stage]
        try:
            if isinstance(call, StageService):
                found = at(await self._posted(call, given), call.result)
            else:
                found = await _called(call, given)
        except CallFailed as error:
            raise StageFailed(stage, str(error), again=error.again) from error
        except Exception as error:  # the team's code may fail in any way
            raise StageFailed(stage, f"{type(error).__name__}: {error}", again=False) from error
        return _read(stage, found)

    async def _posted(self, call: StageService, given: Mapping[str, Any]) -> Any:
        calls = Direct()
        body = dict(given) if call.body is None else filled(call.body, given)
        request = Request(
            key="",
            method="POST",
            url=call.url,
            headers=call.headers,
            body=json.dumps(body, ensure_ascii=False),
            timeout=call.timeout,
            public_only=not self._allow_private,
        )
        try:
            reply = await calls.make(request)
        finally:
            await calls.close()
        text = reply.body.decode("utf-8", errors="replace")
        if reply.status >= 300:
            raise refused(reply.status, text, reply.headers.get("retry-after"))
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise CallFailed("garbage", f"no JSON: {short(text)}", again=True) from error

    @cached_property
    def _stages(self) -> dict[Name, Callable[..., Any] | StageService]:
        """What to call; found when the first is called, as a team's code may take long to load."""
        said = self._described
        found: dict[Name, Callable[..., Any] | StageService] = {
            "retrieve": self._stage(said.retrieve),
            "generate": self._stage(said.generate),
        }
        return {**found, "understand": self._stage(said.understand)} if said.understand else found

    def _stage(self, described: str | StageService) -> Callable[..., Any] | StageService:
        if isinstance(described, str):
            return function_of(described)
        refuse_address(described.url, allow_private=self._allow_private)
        headers = headers_of(self._name, described.headers, self._environ)
        return described.model_copy(update={"headers": headers})


def _plain(understood: Understood) -> dict[str, Any]:
    intent = understood.intent.model_dump() if understood.intent else None
    return {"intent": intent, "rewritten_query": understood.rewritten_query}


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
        told = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, told["loc"]))
        raise StageFailed(stage, f"{place}: {told['msg']}", again=False) from error


def _without_headers(described: dict[str, Any]) -> dict[str, Any]:
    """What tells one target from another; secrets stand in headers."""
    shown = {
        name: {k: v for k, v in one.items() if k != "headers"} if isinstance(one, dict) else one
        for name, one in described.items()
    }
    return {name: one for name, one in shown.items() if name not in {"kind", "version"}}
