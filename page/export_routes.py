"""The addresses from which the browser saves runs, sets, bad cases, training files and PRDs."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import anyio.to_thread
from pydantic import AwareDatetime, BaseModel, Field
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from knowledge.conversations import local_now
from knowledge.errors import NotFound
from knowledge.intake.uploads import safe_name
from knowledge.language import Lang
from knowledge.texts import say
from page.downloads import EXPORT
from page.own_requests import own
from tools.bad_cases import FindBadCasesArgs
from tools.bad_cases_file import cases_written
from tools.deps import Deps
from tools.evals.interchange.exporting import Form, reported, set_written, written
from tools.prd.export.exported import FORMS, exported

if TYPE_CHECKING:
    from knowledge.workspace import Workspace

_TYPES: dict[Form, str] = {
    "html": "text/html",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}


class _Runs(BaseModel):
    run: list[str] = Field(min_length=1, max_length=20)
    to: Form
    lang: Lang


class _Cases(FindBadCasesArgs):
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    lang: Lang


class _Prd(BaseModel):
    prd: str
    version: int
    to: str


class _Set(BaseModel):
    name: str
    version: int
    to: Literal["csv", "jsonl"]


def export_routes(workspace: "Workspace") -> list[Route]:
    """The routes over one workspace, as `app_kwargs` of `gr.Blocks.launch` takes them."""

    async def runs(request: Request) -> Response:
        """Runs as a table, as lines, or as a report that opens from disk."""
        query = request.query_params
        asked = _Runs.model_validate({**query, "run": query.getlist("run")})
        return await anyio.to_thread.run_sync(_runs, workspace, asked)

    async def examples(request: Request) -> Response:
        """A frozen version of a set."""
        asked = _Set.model_validate(dict(request.query_params))
        return await anyio.to_thread.run_sync(_set, workspace, asked)

    async def cases(request: Request) -> Response:
        """The failures that a list shows, with links that open each in this page."""
        asked = _Cases.model_validate(dict(request.query_params))
        page = (request.headers.get("referer") or str(request.base_url)).partition("#")[0]
        return await anyio.to_thread.run_sync(_cases, workspace, asked, page.partition("?")[0])

    async def prd(request: Request) -> Response:
        """A version of a PRD."""
        asked = _Prd.model_validate(dict(request.query_params))
        return await anyio.to_thread.run_sync(_prd, workspace, asked)

    async def training(request: Request) -> Response:
        """A file that a fine-tuning set was written to."""
        return _training(workspace.home / "exports", request.path_params["path"])

    return [
        Route(f"/{EXPORT}/runs", own(runs), methods=["GET"]),
        Route(f"/{EXPORT}/set", own(examples), methods=["GET"]),
        Route(f"/{EXPORT}/cases", own(cases), methods=["GET"]),
        Route(f"/{EXPORT}/prd", own(prd), methods=["GET"]),
        Route(f"/{EXPORT}/training/{{path:path}}", own(training), methods=["GET"]),
    ]


def _runs(workspace: "Workspace", asked: _Runs) -> Response:
    found = [
        reported(workspace.runs.named(name), workspace.datasets, workspace.runs)
        for name in asked.run
    ]
    pieces = written(found, asked.to, local_now(), asked.lang)
    return _saved(pieces, "-".join(asked.run), asked.to)


def _set(workspace: "Workspace", asked: _Set) -> Response:
    examples = workspace.datasets.examples(asked.name, asked.version)
    if not examples:
        raise NotFound("interchange.error.no_set", name=asked.name, version=asked.version)
    return _saved(set_written(examples, asked.to), f"{asked.name}-v{asked.version}", asked.to)


def _cases(workspace: "Workspace", asked: _Cases, page: str) -> Response:
    deps = Deps.of(workspace, asked.lang, local_now)
    stretch = (asked.since, asked.until) if asked.since and asked.until else None
    pieces = cases_written(deps, asked, stretch, page)
    name = say("clusters.file.name", asked.lang)
    return _saved(pieces, f"{name} {local_now():%Y-%m-%d}", "csv")


def _prd(workspace: "Workspace", asked: _Prd) -> Response:
    found = workspace.prds.get(asked.prd, asked.version)
    if found is None or asked.to not in FORMS:
        raise NotFound("prd.hand.gone")
    name = f"PRD-{found.title}-v{found.version}.{asked.to}".replace("/", "-")
    headers = _named(name)
    return Response(exported(found, asked.to), media_type=FORMS[asked.to].media, headers=headers)


def _training(exports: Path, path: str) -> Response:
    place = (exports / path).resolve()
    if not place.is_relative_to(exports.resolve()) or not place.is_file():
        raise NotFound("interchange.error.no_file", name=path)
    return FileResponse(place, filename=place.name)


def _saved(pieces: Iterable[str], stem: str, form: Form) -> Response:
    return StreamingResponse(
        (piece.encode() for piece in pieces),
        media_type=_TYPES[form],
        headers=_named(f"{stem}.{form}"),
    )


def _named(name: str) -> dict[str, str]:
    """What gives a file its name."""
    told = quote(safe_name(name), safe="")
    return {"content-disposition": f"attachment; filename*=UTF-8''{told}"}
