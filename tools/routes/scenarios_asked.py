"""Tells whether a question is about which scenario comes first, and about nothing else."""

import re
from collections.abc import Mapping
from typing import Any

_I = re.IGNORECASE
_ASKS = re.compile(
    r"(?:先做|先落地|先上|优先做|排序|排个序|该做|值得做|暂不做|不做什么|打分|四象限).{0,16}(?:哪|什么|场景|功能|[吗么？?]|$)"
    r"|(?:哪个|哪些|什么|几个)(?:场景|功能|需求|方向|AI)?.{0,8}(?:先做|先落地|先上|优先|该做)"
    r"|场景.{0,10}(?:排|优先|打分|选择|怎么选)|(?:用|按).{0,4}(?:RICE|WSJF|ICE|KANO|卡诺|加权|权重)"
    r"|\b(?:what|which)\b.{0,30}\b(?:build|do|ship|tackle|launch|come|start)\b.{0,12}\b(?:first"
    r"|next|now)\b"
    r"|\bwhat(?:'s| is| comes| goes)? first\b|\bwhat (?:should|do) we (?:not )?(?:do|build)\b"
    r"|\bworth doing\b|prioriti[sz]"
    r"|优先级怎么|排.{0,6}优先级|优先级.{0,4}排"
    r"|\buse cases?\b|quadrant"
    r"|(?<![a-z])(?:RICE|WSJF|KANO)(?![a-z])|卡诺|\bscenarios?\b.{0,20}\b(?:first|rank|score|order)"
    r"|(?:rank|score|order|sort) .{0,80}\b(?:scenarios?|(?:pain|difficulty)\b)"
    r"|按痛点|痛点和难度.{0,4}排",
    _I,
)
_FIX = re.compile(
    r"修|失败|bad ?case|坏例|\bfix\b|failure|模型|评委|裁判|\bjudges?\b|\bmodels?\b|LLM", _I
)
_ORDERS = re.compile(
    r"先|优先|值不?值?得|排|打分|怎么选|\b(?:first|next|worth|rank|order|prioriti[sz]\w*|score|sort)\b",
    _I,
)
"""What is done with several scenarios that are named."""
_NEW = re.compile(
    r"(?:[新增添再]?加|新增|添加).{0,4}场景|\badd\b.{0,20}\b(?:scenarios?|use cases?|ideas?)\b", _I
)
_FIGURE = re.compile(r"\d|[零一二两三四五六七八九十★⭐]")
_VERSIONS = re.compile(r"(?<![a-z\d])v\s?\d+(?:\.\d+)*(?![\d.])", _I)
_CHANGES = re.compile(
    r"改成|改为|设为|设成|调到|降到|提到|变成|如果"
    r"|(?<![a-z])(?:set|change|make|raise|lower|what if)(?![a-z])",
    _I,
)


def is_for_scenarios(text: str, entries: Mapping[str, dict[str, Any]]) -> bool:
    """Whether a question can be for nothing else."""
    if len(_VERSIONS.findall(text)) > 1 and not entries:
        return False
    scored = [one for one in entries.values() if one.keys() - {"name"}]
    is_scored = len(scored) > 1 or any(map(_is_plainly_scored, scored))
    if is_about_fixing(text):
        return is_scored
    is_list = len(entries) > 1 and bool(_ORDERS.search(text))
    changes = bool(scored) and bool(_CHANGES.search(text))
    return is_scored or is_list or changes or bool(_ASKS.search(text) or _NEW.search(text))


def is_about_fixing(text: str) -> bool:
    """Whether it is failures that come first, or models: words that scenarios share with them."""
    return bool(_FIX.search(text))


def _is_plainly_scored(one: Mapping[str, Any]) -> bool:
    """Whether a scenario has a score in figures, two numbers, or depends on another one."""
    scores = [str(one[key]) for key in ("pain", "difficulty") if key in one]
    numbers = [*scores, *one.get("numbers", {}).values()]
    return len(numbers) > 1 or "after" in one or any(map(_FIGURE.search, scores))
