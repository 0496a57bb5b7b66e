"""The links by which an answer cites: `#passage:<chunk id>` and `#trace:<trace id>`."""

import re
from urllib.parse import unquote

_LINK = re.compile(r"\]\(#(?:passage|trace):([^)\s]+)\)")


def cited(answer: str) -> list[str]:
    """Ids of the passages and traces that an answer links to, in order, each once."""
    return list(dict.fromkeys(unquote(match) for match in _LINK.findall(answer)))
