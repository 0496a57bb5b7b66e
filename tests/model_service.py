"""A real HTTP server on loopback that speaks just enough of the OpenAI protocol for tests."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Service:
    """What the service was asked, and what it answers next; the last reply repeats."""

    replies: list[Any]
    requests: list[dict[str, Any]] = field(default_factory=list)
    cut_off: threading.Event = field(default_factory=threading.Event)
    url: str = ""


def words(*pieces: str, pause: float = 0.0) -> dict[str, Any]:
    """A reply that streams these pieces of text."""
    return {"deltas": [{"content": piece} for piece in pieces], "pause": pause}


def call(name: str, args: dict[str, Any], call_id: str = "call_1") -> dict[str, Any]:
    """A reply that calls a tool."""
    function = {"name": name, "arguments": json.dumps(args, ensure_ascii=False)}
    delta = {"tool_calls": [{"index": 0, "id": call_id, "type": "function", "function": function}]}
    return {"deltas": [delta], "finish": "tool_calls"}


def status(code: int, body: Any = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """A reply that is an HTTP error (or any body with that status)."""
    fallback = {"error": {"message": f"status {code}"}}
    return {"status": code, "body": fallback if body is None else body, "headers": headers or {}}


@contextmanager
def model_service(*replies: Any) -> Iterator[Service]:
    """Serve `replies`, or what they make of a request, in order on a free port of 127.0.0.1."""
    service = Service(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            service.requests.append(json.loads(self.rfile.read(length)))
            reply = service.replies.pop(0) if len(service.replies) > 1 else service.replies[0]
            reply = reply(service.requests[-1]) if callable(reply) else reply
            try:
                if "status" in reply:
                    self._plain(reply)
                else:
                    self._stream(reply)
            except (BrokenPipeError, ConnectionResetError):
                service.cut_off.set()

        def _plain(self, reply: dict[str, Any]) -> None:
            body = reply["body"]
            data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(reply["status"])
            for name, value in {"Content-Type": "application/json", **reply["headers"]}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for delta in [{"role": "assistant"}, *reply["deltas"]]:
                self._chunk(delta, None)
                time.sleep(reply.get("pause", 0.0))
            self._chunk({}, reply.get("finish", "stop"))
            self.wfile.write(b"data: [DONE]\n\n")

        def _chunk(self, delta: dict[str, Any], finish: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            chunk = {
                "id": "x",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "test",
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args: Any) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
