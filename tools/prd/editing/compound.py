"""Several edits in one sentence: shorten the background and add a risk about copyright."""

import re

from knowledge.records.prd import Prd
from tools.prd.editing.command import QUOTE
from tools.prd.editing.wish import Kind, read_wish

_PARTS = re.compile(
    r"\s*[，,；;。]\s*(?:然后|并且?|同时|再|and then|and also|and|then|also)?\s*"
    r"|\s*(?:然后|并且|同时)\s*|\s+(?:and then|and also|and|then)\s+",
    re.IGNORECASE,
)
_ALONE: frozenset[Kind] = frozenset({
    "lock", "unlock", "delete", "quantify", "shorten", "rewrite", "add",
    "move_before", "move_after", "move_first", "move_last", "move_up", "move_down",
})  # fmt: skip
"""Edits that may stand beside others in a sentence."""


def edits_in(text: str, prd: Prd) -> list[str]:
    """The edits that a text asks for, one each; the text itself where it holds but one.

    Each must be a whole edit that names its section: what is parted by a comma else goes together.
    Words in quotes, or after a colon, are not parted.
    """
    if QUOTE.search(text) or re.search(r"[:：]", text):
        return [text]
    parts: list[str] = []
    start = 0
    for mark in [*_PARTS.finditer(text), None]:
        part = text[start : mark.start() if mark else len(text)].strip()
        end = mark.start() if mark else len(text)
        if parts and not _is_whole(part, prd):
            begun = text.rindex(parts[-1], 0, start)
            parts[-1] = text[begun:end].strip()
        elif part:
            parts.append(part)
        start = mark.end() if mark else end
    return parts if len(parts) > 1 and all(_is_whole(one, prd) for one in parts) else [text]


def _is_whole(text: str, prd: Prd) -> bool:
    wish = read_wish(text, prd)
    return wish is not None and wish.kind in _ALONE and wish.section is not None
