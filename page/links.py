"""Links inside the page: they open a passage, a document, a trace or a tool's result."""

from typing import Literal
from urllib.parse import quote

from page.markup import Child, Html, el

Opens = Literal["passage", "document", "trace", "step", "annotate", "source", "prd", "prd_diff"]


def address(opens: Opens, target: str) -> str:
    """The address that the script catches, as the agent writes it into answers."""
    return f"#{opens}:{quote(target, safe='')}"


def link(
    opens: Opens, target: str, *children: Child, cls: str | None = None, label: str | None = None
) -> Html:
    """A link that opens `target` beside the chat; `label` says what its few letters do not."""
    return el("a", *children, href=address(opens, target), cls=cls, title=label, aria_label=label)
