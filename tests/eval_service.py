"""A service on loopback to evaluate: it answers, fails or hangs as each query is told to.

Run as a program (`python eval_service.py PORT SECONDS`) it writes a line for each call.
"""

import asyncio
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

HANG = 30.0


@dataclass
class EvalService:
    """What was asked, and how each query's calls are met: its behaviours in turn, then well."""

    behaviours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seconds: float = 0.0
    calls: Counter[str] = field(default_factory=Counter)
    """Calls by query."""
    keys: dict[str, set[str]] = field(default_factory=dict)
    """Idempotency keys by query."""
    most_at_once: int = 0
    cut_off: int = 0
    """Calls that nobody waited for any more when they were to be answered."""
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    _now: int = 0

    @property
    def under_way(self) -> int:
        """Calls that are not yet answered."""
        return self._now

    async def handle(self, request: web.Request) -> web.Response:
        asked = await request.json()
        messages = asked.get("messages")
        query = str(messages[-1]["content"] if messages else asked["query"])
        at = self.calls[query]
        self.calls[query] += 1
        self.keys.setdefault(query, set()).add(request.headers["Idempotency-Key"])
        self.headers.append(dict(request.headers))
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            await asyncio.sleep(self.seconds)
            self.cut_off += request.transport is None
            listed = self.behaviours.get(query, ())
            behaviour = listed[at] if at < len(listed) else "ok"
            return _completion(query) if messages else await _reply(query, behaviour)
        finally:
            self._now -= 1


async def _reply(query: str, behaviour: str) -> web.Response:  # noqa: PLR0911 - one each
    match behaviour:
        case "429":
            return web.Response(status=429, text="slow down", headers={"Retry-After": "0.05"})
        case "500" | "401":
            return web.Response(status=int(behaviour), text="no")
        case "garbage":
            return web.Response(text="<html>502 Bad Gateway")
        case "nothing":
            return web.json_response({"answer": "  "})
        case "elsewhere":
            return web.json_response({"text": "not where it should be"})
        case "huge":
            return web.Response(text="x" * 9_000_000)
        case "elsewhere_moved":
            return web.Response(status=307, headers={"Location": "/moved"})
        case "hang":
            await asyncio.sleep(HANG)
    return web.json_response({"answer": f"echo {query}"})


def _completion(query: str) -> web.Response:
    message = {"role": "assistant", "content": f"echo {query}"}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    kind = {"id": "c", "object": "chat.completion", "created": 0, "model": "m"}
    return web.json_response({**kind, "choices": choices})


@contextmanager
def eval_service(
    behaviours: Mapping[str, Sequence[str]] | None = None, seconds: float = 0.0
) -> Iterator[EvalService]:
    """Serve on a free port of 127.0.0.1, in a thread."""
    service = EvalService(behaviours or {}, seconds)
    loop = asyncio.new_event_loop()

    async def start() -> web.AppRunner:
        app = web.Application()
        for path in ("/", "/v1/chat/completions"):
            app.router.add_post(path, service.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        service.url = f"{site.name}/"
        port = runner.addresses[0][1]
        service.url = f"http://127.0.0.1:{port}/"
        return runner

    async def stop(runner: web.AppRunner) -> None:
        await runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    runner = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        asyncio.run_coroutine_threadsafe(stop(runner), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


def _serve(port: int, seconds: float) -> None:
    """As a program: one line a call, its key and whether the answer went out whole."""

    async def handle(request: web.Request) -> web.Response:
        query = str((await request.json())["query"])
        key = request.headers["Idempotency-Key"]
        sys.stdout.write(json.dumps({"asked": query, "key": key}) + "\n")
        sys.stdout.flush()
        await asyncio.sleep(seconds)
        return web.json_response({"answer": f"echo {query}"})

    app = web.Application()
    app.router.add_post("/", handle)
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), float(sys.argv[2]))
