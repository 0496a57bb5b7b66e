"""A passage together with what it cannot be read without: "These are:" and what follows it."""

import re
from collections.abc import Sequence

from knowledge.records import Chunk

_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)、])\s+|^\s*\|")
_LEADS_IN = re.compile(r"[:：]\s*(?:\*\*)?\s*$")
_RULE = re.compile(r"^\s*\|[\s|:-]*-[\s|:-]*$")


def joined(chunk: Chunk, around: Sequence[Chunk]) -> str:
    """The passage's text; `around` are its neighbours in the document, itself among them.

    A list or a table that was cut from the line that leads in to it, or from its header, gets
    those lines back; a line that leads in to the next passage gets that passage.
    """
    at = next((i for i, other in enumerate(around) if other.id == chunk.id), None)
    if at is None:
        return chunk.text
    before = around[at - 1] if at else None
    after = around[at + 1] if at + 1 < len(around) else None
    parts = [chunk.text]
    if before and before.doc_id == chunk.doc_id and before.section == chunk.section:
        parts[:0] = _lead(before.text, chunk.text)
    if (
        after
        and after.doc_id == chunk.doc_id
        and after.section == chunk.section
        and _LEADS_IN.search(chunk.text)
    ):
        parts.append(after.text)
    return "\n".join(parts)


def _lead(before: str, text: str) -> list[str]:
    """The lines of the passage before that belong to the first line of this one."""
    lines = [line for line in before.splitlines() if line.strip()]
    first, *rest = text.lstrip("\n").split("\n", 2)
    if not lines or not _ITEM.match(first):
        return []
    if first.lstrip().startswith("|"):
        if rest and _RULE.match(rest[0]):
            return []
        header = next((i for i, line in enumerate(lines) if _RULE.match(line)), None)
        cut = header is not None and header > 0 and lines[-1].lstrip().startswith("|")
        return lines[header - 1 : header + 1] if cut and header else []
    items = [line for line in lines if not _ITEM.match(line)]
    return items[-1:] if items and _LEADS_IN.search(items[-1]) else []
