"""An answer's Markdown outside the page: what it cites, and how it reads in a terminal."""

import html
import re
from urllib.parse import unquote

_LINK = re.compile(r"\]\(#(?:passage|trace):([^)\s]+)\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def cited(answer: str) -> list[str]:
    """Ids of the passages and traces that an answer links to, in order, each once.

    A link is `#passage:<chunk id>` or `#trace:<trace id>`, percent-encoded.
    """
    return list(dict.fromkeys(unquote(match) for match in _LINK.findall(answer)))


def plain(answer: str) -> str:
    """The answer without the escapes that keep data from becoming markup in the page."""
    return html.unescape(_ESCAPED.sub(r"\1", answer))
