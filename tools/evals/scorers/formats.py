"""Is the answer written in a given form?"""

import re
from collections.abc import Callable
from itertools import pairwise

from tools.evals.scorers.schema import NoJson, read_json

_ITEM = re.compile(
    r"^\s*(?:[-*+•·]\s+|[（(]?\d{1,3}\s*[.、)）:：]|[一二三四五六七八九十]+、|①|②|③|④|⑤|⑥|⑦|⑧|⑨)"
)
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_LONGEST_TITLE = 60
"""Characters of a line that can be a title."""
_LEAST_ITEMS = 2


def is_json(answer: str) -> bool:
    """Whether it is JSON, bare or in a fence."""
    try:
        read_json(answer)
    except NoJson:
        return False
    return True


def is_list(answer: str) -> bool:
    """Whether at least two of its lines, and at least half of them, are items."""
    lines = _lines(answer)
    items = sum(bool(_ITEM.match(line)) for line in lines)
    return items >= _LEAST_ITEMS and items * 2 >= len(lines)


def is_table(answer: str) -> bool:
    """Whether it has a Markdown table: a row of cells, and a rule beneath it."""
    lines = _lines(answer)
    return any(
        "|" in head and "|" in rule and bool(_RULE.match(rule)) for head, rule in pairwise(lines)
    )


def is_title(answer: str) -> bool:
    """Whether it is one line, short enough for a title and without a full stop."""
    lines = _lines(answer)
    return len(lines) == 1 and len(lines[0]) <= _LONGEST_TITLE and lines[0][-1] not in "。."


def _lines(answer: str) -> list[str]:
    return [line.strip() for line in answer.splitlines() if line.strip()]


FORMATS: dict[str, Callable[[str], bool]] = {
    "json": is_json,
    "list": is_list,
    "table": is_table,
    "title": is_title,
}
