"""Markdown of a model, a tool or a document, made harmless before the chat renders it.

The chat renders Markdown in the browser, where raw HTML would become markup and an image would
be fetched. So outside code every `<` is written as an entity, and an image becomes a link to
itself: what a text wants to load or to be is shown to the reader instead.
"""

import re

_PARTS = re.compile(
    r"""
    (?P<escaped>\\.)
    | (?P<code>^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)
             | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | (?P<image>!(?=\[))
    | (?P<tag><)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def guarded(markdown: str) -> str:
    """The same text without raw HTML and without anything that loads by itself."""
    return _PARTS.sub(_harmless, markdown)


def _harmless(match: re.Match[str]) -> str:
    if match["image"]:
        return ""
    if match["tag"]:
        return "&lt;"
    return "&lt;" if match["escaped"] == "\\<" else match[0]
