"""Reads how many cases were pasted, and each of them: rows, JSON lines, or one under another."""

import re
from collections.abc import Sequence

from knowledge.errors import BadInput
from knowledge.records import Trace
from tools.diagnosis.paste import case_from_json, parse_case
from tools.diagnosis.pasted_json import pasted_traces
from tools.diagnosis.pasted_labels import relabelled
from tools.diagnosis.pasted_passages import has_passages
from tools.diagnosis.pasted_table import pasted_rows

_HEADING = re.compile(
    r"^\s*(?:#{1,4}\s*)?(?:案例|例子?|case|example|bad ?case)\s*[#第]?\s*(?:\d{1,3}"
    r"|[一二三四五六七八九十])\s*(?:条|个)?"
    r"\s*[:：.、)）]?\s*|^\s*\d{1,3}\s*[.、)）]\s*",
    re.IGNORECASE | re.MULTILINE,
)

_RULE = re.compile(r"^[ \t]*(?:[-=_*][ \t]*){3,}$", re.MULTILINE)
_ENDED = re.compile(r"\n[ \t]*\n\s*$")
_ASKED = re.compile(
    r"^(?:[\[(【][\d:./ T-]{4,24}[\])】]\s*)?"
    r"(?:用户|客户|顾客|问|提问|user|customer|human|q|question)\s*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
"""Where a user begins to speak."""


def parse_cases(text: str) -> list[Trace]:
    """Every case that a text holds, in order, each once; empty where it holds none.

    Raises BadInput as `parse_case` does for what is half a case.
    """
    found = [case_from_json(one) for one in pasted_rows(text) or pasted_traces(text)]
    if not found:
        found = _listed(text) or _parted(text)
    if not found:
        one = parse_case(text)
        found = [one] if one else []
    return list({one.id: one for one in found}.values())


def _listed(text: str) -> list[Trace]:
    """Cases under headings or numbers, when all of two or more can be read."""
    parts = _cut(text, _HEADING)
    return _all_read([_RULE.sub("", _HEADING.sub("", part, count=1)) for part in parts])


def _parted(text: str) -> list[Trace]:
    """Cases with a rule between each two, or each with passages and an empty line behind it.

    What stands before the first and behind the last may be no case: a question to us.
    """
    blocks = _cut(relabelled(text), _ASKED)
    # Without the empty line they are the turns of one conversation.
    apart = all(map(has_passages, blocks)) and all(_ENDED.search(one) for one in blocks[:-1])
    for parts in (_RULE.split(text), blocks if apart else []):
        if found := _all_read(parts) or _all_read(parts[1:]) or _all_read(parts[:-1]):
            return found
    return []


def _cut(text: str, beginning: re.Pattern[str]) -> list[str]:
    """The parts of a text that begin so; what stands before the first is left out."""
    starts = [one.start() for one in beginning.finditer(text)]
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=False)]


def _all_read(parts: Sequence[str]) -> list[Trace]:
    """The cases of two parts or more; empty where one of them holds none."""
    if len(parts) < 2:
        return []
    try:
        cases = [parse_case(part) for part in parts]
    except BadInput:
        return []
    return [one for one in cases if one] if all(cases) else []
