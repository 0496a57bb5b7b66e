"""What has changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

import rjieba
from pydantic import BaseModel, ConfigDict

from knowledge.han import HAN, HAN_RANGE

_TOKEN = re.compile(rf"[{HAN_RANGE}]+|\d+(?:[.,:/-]\d+)*|\w+|\s+|[^\w\s]")
_MOST = 1_500
"""Words of a changed middle that are compared one by one; a longer one is shown whole."""


class Words(BaseModel):
    """A run of words of a changed sentence."""

    model_config = ConfigDict(frozen=True)

    op: Literal["same", "removed", "added"]
    """In both versions, only in the old one, only in the new one."""
    text: str
    """The words, with their spaces."""


def words(old: str, new: str) -> tuple[Words, ...]:
    """Two texts as one row of words, with what is gone and what is new marked."""
    one, other = _tokens(old), _tokens(new)
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    left, right = one[head : len(one) - tail], other[head : len(other) - tail]
    rows: list[tuple[Literal["same", "removed", "added"], list[str]]] = [("same", one[:head])]
    if max(len(left), len(right)) > _MOST:
        rows += [("removed", left), ("added", right)]
    else:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        for op, a, b, c, d in matcher.get_opcodes():
            if op == "equal":
                rows.append(("same", left[a:b]))
            else:
                rows += [("removed", left[a:b]), ("added", right[c:d])]
    rows.append(("same", one[len(one) - tail :]))
    return tuple(Words(op=op, text="".join(run)) for op, run in rows if run)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for run in _TOKEN.findall(text):
        found += rjieba.cut(run) if HAN.match(run) else [run]
    return found
