"""A service that is asked over HTTP, as a few lines of YAML describe it."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records import Example, TargetInfo, Trace
from tools.evals.targets.calls import Calls, Request
from tools.evals.targets.direct import Direct
from tools.evals.targets.function import as_trace
from tools.evals.targets.statuses import json_of, short
from tools.evals.targets.target import CallFailed
from tools.evals.targets.template import at, filled, headers_of, refuse_address, url_of


class HttpDescription(BaseModel):
    """How to ask a service."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["http"]
    """What it is."""
    url: str
    """Where to send the request; `{query}` may stand in it."""
    method: Literal["GET", "POST", "PUT"] = "POST"
    """How."""
    headers: dict[str, str] = Field(default_factory=dict)
    """Headers; `${NAME}` is read from the environment and never kept."""
    body: Any = Field(default_factory=lambda: {"query": "{query}"})
    """The JSON to send; `{query}`, `{history}`, `{id}` and `{seed}` are filled in."""
    answer: str = "answer"
    """Where the answer stands in the reply: `data.reply`, `choices.0.message.content`."""
    fields: dict[str, str] = Field(default_factory=dict)
    """Where other fields of a trace stand: `retrieved: data.hits`, `intent: data.intent`."""
    version: str | None = None
    """The version that answers there, where that is known."""
    timeout: float = Field(default=60.0, gt=0, le=600)
    """Seconds to wait for the whole reply."""


class HttpService:
    """A service behind a description."""

    def __init__(
        self,
        name: str,
        described: HttpDescription,
        *,
        allow_private: bool = False,
        environ: Mapping[str, str] | None = None,
        seed: int = 0,
    ) -> None:
        refuse_address(described.url, allow_private=allow_private)
        self._described, self._seed = described, seed
        self._allow_private = allow_private
        self._headers = headers_of(name, described.headers, environ)
        self._calls: Calls = Direct()
        self.info = TargetInfo(
            kind="http",
            name=name,
            version=described.version,
            params=described.model_dump(mode="json", exclude={"kind", "headers", "version"}),
        )

    async def ask(self, example: Example, key: str) -> Trace:
        """Send the request and read the reply."""
        said = self._described
        values = {
            "query": example.query,
            "history": [{"role": one.role, "content": one.text} for one in example.history],
            "id": example.id,
            "seed": self._seed,
        }
        reply = await self._calls.make(
            Request(
                key=key,
                method=said.method,
                url=url_of(said.url, example.query),
                headers={**self._headers, "Idempotency-Key": key},
                body=None if said.method == "GET" else json.dumps(filled(said.body, values)),
                timeout=said.timeout,
                public_only=not self._allow_private,
            )
        )
        trace = as_trace(self._fields(json_of(reply)), example, key)
        if trace.latency_ms is None:
            trace = trace.model_copy(update={"latency_ms": round(reply.ms, 1)})
        return trace

    def call_by(self, calls: Calls) -> None:
        """Have the service called so from now on."""
        self._calls = calls

    async def close(self) -> None:
        """Close the connections."""
        await self._calls.close()

    def _fields(self, reply: Any) -> dict[str, Any]:
        answer = at(reply, self._described.answer)
        if answer is None:
            where = self._described.answer
            shown = short(json.dumps(reply, ensure_ascii=False))
            raise CallFailed("garbage", f"nothing at {where}: {shown}", again=True)
        if not isinstance(answer, str):
            answer = json.dumps(answer, ensure_ascii=False)
        found = {name: at(reply, path) for name, path in self._described.fields.items()}
        known = {name: value for name, value in found.items() if value is not None}
        return {**known, "answer": answer}
