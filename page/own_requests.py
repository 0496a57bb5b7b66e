"""Requests to addresses of ours beside Gradio's: of our own page only, and answered plainly."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from knowledge.errors import CasebookError
from knowledge.language import LANGS

Handler = Callable[[Request], Awaitable[Response]]


def own(handler: Handler) -> Handler:
    """The handler for requests of our own page; what it refuses becomes a plain answer."""

    async def answer(request: Request) -> Response:
        if not _is_ours(request):
            return Response(status_code=403)
        try:
            return await handler(request)
        except ValidationError:
            return Response(status_code=422)
        except CasebookError as error:
            return JSONResponse({lang: error.text(lang) for lang in LANGS}, status_code=409)
        except ClientDisconnect:
            return Response(status_code=400)

    return answer


def _is_ours(request: Request) -> bool:
    """Another site's page must neither change a reader's workspace nor read from it."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def body_of(request: Request, most: int) -> bytes:
    """A request's body; empty where it has more bytes than `most`, which no page of ours sends."""
    body = bytearray()
    async for data in request.stream():
        body += data
        if len(body) > most:
            return b""
    return bytes(body)
