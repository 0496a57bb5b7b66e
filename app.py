"""Start the page: `python app.py [--port N] [--home DIR]`."""

import argparse
import os
import socket
import sys
from contextlib import ExitStack
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before Gradio is imported, or it calls home
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

from agent.assistant import Assistant
from agent.threads import open_threads
from knowledge.demo.first_start import fill_if_new
from knowledge.errors import BadInput, CasebookError
from knowledge.intake.queue import open_intake
from knowledge.intake.uploads import FOLDER, Uploads
from knowledge.language import LANGS
from knowledge.settings import Settings
from knowledge.texts import say
from knowledge.workspace import open_workspace
from page.export_routes import export_routes
from page.intake_routes import intake_routes
from page.layout import build_page
from page.prd_routes import prd_routes
from page.theme import looks

HOST = "127.0.0.1"
DEFAULT_PORT = "7860"


def main(argv: list[str] | None = None) -> int:
    """Serve the page until interrupted; returns the exit code."""
    args = _arguments(argv)
    try:
        settings = Settings.load(home=args.home)
        _serve(settings, args.host, _port(args.port))
    except CasebookError as error:
        for lang in LANGS:
            print(error.text(lang), file=sys.stderr)
        return 2
    return 0


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python app.py", description=__doc__)
    parser.add_argument("--port", help="where to listen (default: CASEBOOK_PORT, or 7860)")
    parser.add_argument("--host", default=HOST, help="address to listen on (default: this machine)")
    parser.add_argument("--home", help="the workspace folder (default: CASEBOOK_HOME)")
    return parser.parse_args(argv)


def _port(given: str | None) -> int:
    """The port to listen on; raises BadInput when it is no port."""
    value = given or os.environ.get("CASEBOOK_PORT") or DEFAULT_PORT
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise BadInput("page.start.no_port", value=value)
    return int(value)


def _serve(settings: Settings, host: str, port: int) -> None:
    _check_free(host, port)
    with ExitStack() as opened:
        workspace = opened.enter_context(open_workspace(settings, f"page http://{host}:{port}"))
        threads = opened.enter_context(open_threads(workspace.checkpoints))
        if fill_if_new(workspace, settings):
            _tell("page.start.demo")
        uploads = Uploads(workspace.home / FOLDER)
        intake = opened.enter_context(open_intake(workspace.docs, uploads))
        assistant = Assistant(workspace, settings, threads)
        routes = [
            *intake_routes(intake, workspace.docs),
            *export_routes(workspace),
            *prd_routes(assistant),
        ]
        page = build_page(assistant, workspace.docs, uploads)
        page.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            show_error=True,
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            app_kwargs={"routes": routes},
            **looks(),
        )
        opened.enter_context(assistant.looking_ahead())
        _tell("page.start.ready", url=f"http://{host}:{port}", home=settings.home)
        page.block_thread()


def _check_free(host: str, port: int) -> None:
    """Say so at once, before the work of opening everything."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadInput("page.start.port_taken", port=port, reason=reason) from error


def _tell(key: str, **values: Any) -> None:
    print(" / ".join(say(key, lang, **values) for lang in LANGS), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
