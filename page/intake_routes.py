"""The addresses at which the browser hands files over and looks how they fare.

They stand beside Gradio's own: a file goes as it is in the body of one request, so its size is
known before a byte is kept, and the list of files is one for all tabs and outlives a reload.
"""

from typing import TYPE_CHECKING, Literal

import anyio.to_thread
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from knowledge.intake.admission import MOST, Announced
from knowledge.language import LANGS, Lang
from page.intake_view import intake_view, vectors_line
from page.own_requests import body_of, own

if TYPE_CHECKING:
    from knowledge.docs import DocStore
    from knowledge.intake.item import IntakeItem
    from knowledge.intake.queue import Intake

PATH = "/casebook/intake"
_BLOCK = 1 << 20
_LONGEST_LIST = 4 << 20


class _File(BaseModel):
    name: str = Field(max_length=4096)
    size: int = Field(ge=0)


class _Files(BaseModel):
    files: list[_File] = Field(min_length=1, max_length=2 * MOST)


class _Chosen(BaseModel):
    act: Literal["stop", "dismiss", "lose"]
    ids: list[str] | None = Field(default=None, max_length=4 * MOST)


def intake_routes(intake: "Intake", docs: "DocStore") -> list[Route]:
    """The routes over one intake, as `app_kwargs` of `gr.Blocks.launch` takes them."""

    async def look(request: Request) -> Response:
        """How every file fares, drawn, and whether to look again soon."""
        asked = request.query_params.get("lang")
        lang: Lang = next((one for one in LANGS if one == asked), "en")
        return JSONResponse(await anyio.to_thread.run_sync(_state, intake, docs, lang))

    async def announce(request: Request) -> Response:
        """Name the files that are to come; says which of them are wanted, and under what id."""
        told = _Files.model_validate_json(await body_of(request, _LONGEST_LIST))
        files = [Announced(one.name, one.size) for one in told.files]
        items = await anyio.to_thread.run_sync(intake.announce, files)
        return JSONResponse([{"id": item.id, "wanted": not item.over} for item in items])

    async def receive(request: Request) -> Response:
        """Take one announced file in."""
        with intake.receive(request.path_params["id"]) as write:
            waiting = bytearray()
            async for data in request.stream():
                waiting += data
                if len(waiting) >= _BLOCK:
                    await anyio.to_thread.run_sync(write, bytes(waiting))
                    waiting.clear()
            await anyio.to_thread.run_sync(write, bytes(waiting))
        return Response(status_code=204)

    async def choose(request: Request) -> Response:
        """Stop files, take them off the list, or learn that they are not coming."""
        told = _Chosen.model_validate_json(await body_of(request, _LONGEST_LIST))
        if told.act == "lose":
            intake.lose(told.ids or [])
        else:
            {"stop": intake.stop, "dismiss": intake.dismiss}[told.act](told.ids)
        return Response(status_code=204)

    return [
        Route(PATH, own(look), methods=["GET"]),
        Route(PATH, own(announce), methods=["POST"]),
        Route(f"{PATH}/act", own(choose), methods=["POST"]),
        Route(f"{PATH}/{{id}}", own(receive), methods=["PUT"]),
    ]


def _state(intake: "Intake", docs: "DocStore", lang: Lang) -> dict[str, object]:
    items = intake.items()
    vectors = docs.vector_progress
    working = any(not item.over for item in items)
    return {
        "tray": intake_view(items, vectors, lang),
        "vectors": vectors_line(vectors, lang) or "",
        "busy": "files" if working else "" if vectors.is_complete else "vectors",
        "over": sum(item.over for item in items),
        "well": bool(items) and all(map(_is_well, items)),
        "settled": bool(items) and all(_is_well(one) or _is_only_data(one) for one in items),
    }


def _is_well(item: "IntakeItem") -> bool:
    """Whether a file is in, whole, so that there is nothing to read about it."""
    return item.stage == "done" and not item.remarks and not item.count("failed")


def _is_only_data(item: "IntakeItem") -> bool:
    """Whether a file is kept as data, with ways on from it that a reader may be about to take."""
    return item.stage == "done" and item.data and not item.taken
