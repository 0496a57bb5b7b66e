"""Reads which cases of a file are asked about: one that is named, or was dropped on the page."""

import re

from tools.routes.importing import imported
from tools.routes.mentions import (
    certain_ids,
    files,
    ids_in_a_file,
    ordinal,
    possible_ids,
    short_ids,
    tables,
)
from tools.routes.route import Asked, Filled

BARE_WHY = re.compile(
    r"\W*(?:为啥|为什么|咋回事|怎么回事|why|how come|what happened)\W*", re.IGNORECASE
)
"""Asks why, and says nothing else."""
CAUSE = re.compile(r"为什么|原因|诊断|失败|why|cause|diagnos|wrong|fail", re.IGNORECASE)
"""Asks for a cause."""
_BAD = re.compile(
    rf"{CAUSE.pattern}|答错|答得?不|不好|不对|(?:有|什么|啥)(?:问题|毛病)|\bbad\b", re.IGNORECASE
)
"""Asks what is wrong with the answers of a table."""
_MADE_OF_A_TABLE = re.compile(
    r"评测|测试集|训练|微调|导入|评分|打分|\b(?:eval|test|train|fine|import|score|load|build)\w*",
    re.IGNORECASE,
)
"""What else is done with a table."""
SEVERAL = re.compile(
    r"[这那](?:些|几|批|份)|它们|他们|文件|表格?(?:里|中)|上传|拖进|传的"
    r"|\b(?:these|those|they|them|file|table|sheet|rows|uploaded|dropped)\b",
    re.IGNORECASE,
)
"""Points to all that is in a file."""
_POINTS = re.compile(
    r"[这那它]|^\W*(?:为(?:什么|啥)|怎么|咋|诊断|原因)|\b(?:it|this|that)\b"
    r"|^\W*(?:列出|给我看|找出|有几|有多少|有没有|哪)|\bhere\b"
    r"|^\W*(?:please |so )?(?:list|show|find|which|any|how many|diagnose|why|how come"
    r"|what(?:'s| is| was| went| happened))\b",
    re.IGNORECASE,
)
"""Points to something, or to nothing else than what was just handed over."""
_TRAFFIC = re.compile(
    r"最近|最多|先|今天|昨天|[上本这]周|月|版|线上|用户|\bv\d|\b(?:recent\w*|lately|today|yesterday|weeks?|months?"
    r"|version|users?|traffic|production|most|often|first|should)\b",
    re.IGNORECASE,
)
"""Speaks of the product's traffic."""
_BRINGS = re.compile(r"\S\s*\n\s*\S|[:：“”\"「{<|]")
_LONGEST = 60
"""Characters of a question that only points to what was handed over."""


def of_a_file(asked: Asked) -> Filled | None:
    """The cases of the file that a question names, or else of the one that was just dropped."""
    return _named(asked.text) or _just_handed_over(asked)


def _named(text: str) -> Filled | None:
    """A case in a file that is named."""
    ids, named = certain_ids(text), files(text)
    if not named and (of_rows := tables(text)):
        text = text.replace(of_rows[0], " ")
        is_asked = _BAD.search(text) and not _MADE_OF_A_TABLE.search(text)
        named = of_rows if is_asked else []
    if not named or imported(text):
        return None
    inside = ids or ids_in_a_file(text)
    return Filled({"file": named[0]} | ({"case_id": inside[0]} if inside else {}), sure=True)


def _just_handed_over(asked: Asked) -> Filled | None:
    """The cases of the file that was dropped on the page, where it is asked why "these" failed."""
    text = asked.text
    is_asked = _BAD.search(text) or BARE_WHY.fullmatch(text)
    if not asked.handed_over or not is_asked or len(text) > _LONGEST:
        return None
    # What has lines, quotations or labels brings a case of its own.
    if _BRINGS.search(text) or _MADE_OF_A_TABLE.search(text) or ordinal(text):
        return None
    if certain_ids(text) or possible_ids(text) or short_ids(text):
        return None
    # What points to one case means the one that is open, if any.
    is_near = not asked.focus and _POINTS.search(text) and not _TRAFFIC.search(text)
    is_meant = SEVERAL.search(text) or is_near
    return Filled({"file": asked.handed_over}, sure=True, likeness=1.0) if is_meant else None
