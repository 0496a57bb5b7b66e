"""The page, put together."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr

from page.annotating import Annotating
from page.cataloguing import Cataloguing
from page.components import Components, place
from page.conversing import Conversing
from page.prd_versioning import PrdVersioning
from page.shelving import Shelving

if TYPE_CHECKING:
    from agent.assistant import Assistant
    from knowledge.docs import DocStore
    from knowledge.intake.uploads import Uploads

READERS = 16
"""How many of one kind of event run at once over all open tabs; a turn waits on its model."""


def build_page(assistant: "Assistant", docs: "DocStore", uploads: "Uploads") -> gr.Blocks:
    """The page over one assistant and its documents; theme, style and script come at launch."""
    page: gr.Blocks
    with gr.Blocks(title="Casebook", analytics_enabled=False, fill_width=True) as page:
        parts = place()
        conversing = Conversing(assistant, parts)
        shelving = Shelving(assistant, parts)
        cataloguing = Cataloguing(docs, uploads, parts)

        annotating = Annotating(assistant, parts)

        listening = [
            _wire(parts, "ask", conversing.ask),
            _wire(parts, "hand_over", conversing.hand_over),
            _wire(parts, "follow", conversing.follow),
        ]
        _wire(parts, "show", conversing.show, cancels=listening)
        _wire(parts, "stop", conversing.stop, draws=False)
        _wire(parts, "undo", conversing.undo)
        _wire(parts, "rate", conversing.rate, draws=False)

        _wire(parts, "open", shelving.open)
        _wire(parts, "rename", shelving.rename)
        _wire(parts, "delete", shelving.delete)
        _wire(parts, "restore", shelving.restore)

        _wire(parts, "annotate", annotating.annotate)

        versioning = PrdVersioning(assistant, parts)
        _wire(parts, "prd_refresh", versioning.refresh)
        _wire(parts, "prd_restore", versioning.restore)
        _wire(parts, "prd_undo", versioning.undo)

        _wire(parts, "knowledge", cataloguing.show)
        _wire(parts, "remove", cataloguing.remove)
        _wire(parts, "put_back", cataloguing.put_back)
    return page


def _wire(
    parts: Components,
    event: str,
    handler: Callable[..., Any],
    *,
    draws: bool = True,
    cancels: list[Any] | None = None,
) -> Any:
    """Let what the script asks for under that name be done by the handler."""
    return getattr(parts.bridge, event)(
        handler,
        outputs=parts.filled if draws else None,
        show_progress="hidden",
        api_visibility="private",
        trigger_mode="multiple",
        concurrency_limit=READERS,
        cancels=cancels,
    )
