"""Reads the rows of a spreadsheet that was pasted: tabs, commas or bars, under a line of names."""

import csv
import re
from collections.abc import Sequence

_NAMES: dict[str, re.Pattern[str]] = {
    "query": re.compile(
        r"(?:用户)?(?:的)?(?:提问|问题|问|输入|query|question"
        r"|user(?:[_ ]?(?:input|query|question))?"
        r"|prompt|input)",
        re.IGNORECASE,
    ),
    "answer": re.compile(
        r"(?:AI|机器人|产品|模型|系统|实际)?(?:的)?(?:回答|回复|答复|输出|答|answer|response|output"
        r"|(?:model|bot|ai)[_ ]?(?:answer|response|output)|completion)",
        re.IGNORECASE,
    ),
    "retrieved": re.compile(
        r"检索(?:内容|结果|到的内容)?|召回(?:内容)?|资料|上下文|素材|retrieved(?:_contexts?)?"
        r"|contexts?"
        r"|passages?|sources?",
        re.IGNORECASE,
    ),
    "reference": re.compile(
        r"(?:参考|标准|正确|期望)(?:的)?(?:答案|回答|输出)?|reference|expected(?:[_ ]\w+)?"
        r"|ground[_ ]\w+"
        r"|gold(?:en)?",
        re.IGNORECASE,
    ),
    "id": re.compile(r"id|编号|序号|trace_?id|case_?id", re.IGNORECASE),
}
_SHORTEST_ID = 4
"""Shorter ones number the rows of one sheet; another sheet's are the same."""
_RULE = re.compile(r"^[\s|:\-]+$")


def pasted_rows(text: str) -> list[dict[str, str]]:
    """The rows as fields of traces; empty where no line names a query and an answer."""
    lines = [line for line in text.splitlines() if line.strip()]
    for at, line in enumerate(lines[:3]):
        for cut in (_barred, _tabbed, _comma):
            named = _named(cut(line))
            if {"query", "answer"} <= set(named):
                rows = (cut(one) for one in lines[at + 1 :] if not _RULE.match(one))
                found = [_fields(named, row) for row in rows]
                return [one for one in found if one.get("query") and one.get("answer")]
    return []


def _named(cells: Sequence[str]) -> list[str]:
    """What each column holds; an empty name for one that is not known."""
    if len(cells) < 2:
        return []
    return [
        next((name for name, words in _NAMES.items() if words.fullmatch(cell.strip(" *"))), "")
        for cell in cells
    ]


def _fields(named: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    pairs = zip(named, row, strict=False)
    found = {name: cell.strip() for name, cell in pairs if name and cell.strip()}
    if len(found.get("id", "")) < _SHORTEST_ID:
        found.pop("id", None)
    return found


def _barred(line: str) -> list[str]:
    return line.strip().strip("|").split("|") if "|" in line else []


def _tabbed(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else []


def _comma(line: str) -> list[str]:
    return next(csv.reader([line]), []) if "," in line else []
