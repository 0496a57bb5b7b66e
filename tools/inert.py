"""Text of documents, traces and models as Markdown that shows it and does nothing else."""

import re

# The parenthesis after a bracket too, for readers who look for links without parsing Markdown.
_SPECIAL = re.compile(r"([\\`\[\]|*~]|(?<!\w)_|_(?!\w)|(?<=\])\()")
# What makes a link of a bare address; written as an entity, which shows alike.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|(?<=mailto):|@(?=\w)", re.IGNORECASE)


def inert(text: str) -> str:
    """Text as one line of Markdown that shows it and does nothing else.

    It cannot leave its line, and so its block quote; nor link, not even by a bare address; nor
    cite, embed, emphasise, or open a tag.
    """
    line = " ".join(text.split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(r"\\\1", line)
    line = _ADDRESS.sub(lambda mark: f"&#{ord(mark[0])};", line)
    return f"\\{line}" if line[:1] in tuple("#-+=") else line
