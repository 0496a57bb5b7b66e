"""Reads how many cases were pasted, and each of them: rows, JSON lines, or one under another."""

import re

from knowledge.errors import BadInput
from knowledge.records import Trace
from tools.diagnosis.paste import case_from_json, parse_case
from tools.diagnosis.pasted_json import pasted_traces
from tools.diagnosis.pasted_table import pasted_rows

_HEADING = re.compile(
    r"^\s*(?:#{1,4}\s*)?(?:案例|例子?|case|example|bad ?case)\s*[#第]?\s*(?:\d{1,3}"
    r"|[一二三四五六七八九十])\s*(?:条|个)?"
    r"\s*[:：.、)）]?\s*|^\s*\d{1,3}\s*[.、)）]\s*",
    re.IGNORECASE | re.MULTILINE,
)


def parse_cases(text: str) -> list[Trace]:
    """Every case that a text holds, in order, each once; empty where it holds none.

    Raises BadInput as `parse_case` does for what is half a case.
    """
    found = [case_from_json(one) for one in pasted_rows(text) or pasted_traces(text)]
    if not found:
        found = _listed(text)
    if not found:
        one = parse_case(text)
        found = [one] if one else []
    return list({one.id: one for one in found}.values())


def _listed(text: str) -> list[Trace]:
    """Cases under headings or numbers, when all of two or more can be read."""
    starts = [one.start() for one in _HEADING.finditer(text)]
    if len(starts) < 2:
        return []
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    try:
        cases = [parse_case(_HEADING.sub("", part, count=1)) for part in parts]
    except BadInput:
        return []
    return [one for one in cases if one] if all(cases) else []
