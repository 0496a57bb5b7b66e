"""A product of the team's own whose stages can be called one by one: what replays run.

Each stage is a function or a service (`stage.py`).
"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records import Example, Passage, TargetInfo, Trace, Turn, Understood
from tools.evals.targets.function import as_trace
from tools.evals.targets.stage import Name, Stage, StageService
from tools.evals.targets.target import CallFailed
from tools.intervention.staged import StageFailed


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
        _ = self._stages

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
        handed = [p.model_dump() for p in passages if p.handed_on]
        given = {"query": query, **_plain(understood), "retrieved": handed}
        return (await self._made("generate", {**given, "params": dict(params), "run": run})).answer

    async def _made(self, stage: Name, given: Mapping[str, Any]) -> Trace:
        return await self._stages[stage].made(given)

    @cached_property
    def _stages(self) -> dict[Name, Stage]:
        """What to call; found when the first is called, as a team's code may take long to load."""
        said = self._described
        described: dict[Name, str | StageService | None] = {
            "retrieve": said.retrieve,
            "generate": said.generate,
            "understand": said.understand,
        }
        return {
            name: Stage(
                name,
                one,
                target=self._name,
                allow_private=self._allow_private,
                environ=self._environ,
            )
            for name, one in described.items()
            if one is not None
        }


def _plain(understood: Understood) -> dict[str, Any]:
    intent = understood.intent.model_dump() if understood.intent else None
    return {"intent": intent, "rewritten_query": understood.rewritten_query}


def _without_headers(described: dict[str, Any]) -> dict[str, Any]:
    """What tells one target from another; secrets stand in headers."""
    shown = {
        name: {k: v for k, v in one.items() if k != "headers"} if isinstance(one, dict) else one
        for name, one in described.items()
    }
    return {name: one for name, one in shown.items() if name not in {"kind", "version"}}
