"""The addresses at which a PRD is changed by hand, and leaves as a file."""

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from knowledge.errors import NotFound
from knowledge.records.prd import Prd
from page.own_requests import body_of, guarded_route
from tools.prd.export.exported import FORMS, exported
from tools.prd_by_hand import HandAct

if TYPE_CHECKING:
    from agent.assistant import Assistant

PATH = "/casebook/prd"
_LONGEST = 4 << 20
_NO_NAME = re.compile(r"[^\w.-]+")


def prd_routes(assistant: "Assistant") -> list[Route]:
    """The routes over one assistant, as `app_kwargs` of `gr.Blocks.launch` takes them."""

    async def act(request: Request) -> Response:
        """Do what the reader does to a document; says which version it is at then."""
        asked = HandAct.model_validate_json(await body_of(request, _LONGEST))
        prd_id = request.path_params["id"]
        made = await anyio.to_thread.run_sync(assistant.act_on_prd, prd_id, asked)
        return JSONResponse({"version": made.version})

    async def export(request: Request) -> Response:
        """A version as a file, the newest where none is named."""
        form, asked = request.path_params["form"], request.query_params.get("version")
        versions = await anyio.to_thread.run_sync(assistant.prd_versions, request.path_params["id"])
        prd = next((one for one in versions if asked in {None, str(one.version)}), None)
        if prd is None or form not in FORMS:
            raise NotFound("prd.hand.gone")
        content = await anyio.to_thread.run_sync(exported, prd, form)
        disposition = f"attachment; filename*=UTF-8''{quote(_name(prd, form), safe='')}"
        return Response(
            content,
            media_type=FORMS[form].media,
            headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
        )

    return [
        Route(f"{PATH}/{{id}}", guarded_route(act), methods=["POST"]),
        Route(f"{PATH}/{{id}}/{{form}}", guarded_route(export), methods=["GET"]),
    ]


def _name(prd: Prd, form: str) -> str:
    """Such as `PRD-脚本生成-v3.docx`."""
    title = _NO_NAME.sub("-", prd.title).strip("-.")[:60]
    return "-".join(filter(None, ("PRD", title, f"v{prd.version}"))) + f".{form}"
