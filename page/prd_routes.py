"""The address at which a PRD is changed by hand."""

from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from page.own_requests import body_of, own
from tools.prd_by_hand import HandAct

if TYPE_CHECKING:
    from agent.assistant import Assistant

PATH = "/casebook/prd"
_LONGEST = 4 << 20


def prd_routes(assistant: "Assistant") -> list[Route]:
    """The routes over one assistant, as `app_kwargs` of `gr.Blocks.launch` takes them."""

    async def act(request: Request) -> Response:
        """Do what the reader does to a document; says which version it is at then."""
        asked = HandAct.model_validate_json(await body_of(request, _LONGEST))
        prd_id = request.path_params["id"]
        made = await anyio.to_thread.run_sync(assistant.prds.act, prd_id, asked)
        return JSONResponse({"version": made.version})

    return [Route(f"{PATH}/{{id}}", own(act), methods=["POST"])]
