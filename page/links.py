"""Links inside the page: they open a passage, a trace or a tool's result in the evidence panel."""

from typing import Literal
from urllib.parse import quote

from page.markup import Child, Html, el

Opens = Literal["passage", "trace", "step"]


def address(opens: Opens, target: str) -> str:
    """The address that page.js catches, as the agent writes it into answers."""
    return f"#{opens}:{quote(target, safe='')}"


def link(opens: Opens, target: str, *children: Child, cls: str | None = None) -> Html:
    """A link that opens `target` beside the chat."""
    return el("a", *children, href=address(opens, target), cls=cls)
