"""Reads a case and what is wanted of it out of a question."""

import re
from typing import Any

from knowledge.errors import BadInput
from tools.diagnosis.paste import parse_case
from tools.routes.route import Asked, Filled

_ID = re.compile(
    r"(?<![\w-])(?:(?:t|case)-\w+|[A-Za-z]{1,12}(?:[-_][A-Za-z0-9]+)*[-_]\d{3,}\w*)", re.ASCII
)
_PATH = re.compile(r"\S+\.jsonl?\b", re.ASCII)
_CAUSE = re.compile(r"为什么|原因|诊断|失败|why|cause|diagnos|wrong|fail", re.IGNORECASE)
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("verify", re.compile(r"验证|修好|verif|confirm|(?:is|was|it's) fixed", re.IGNORECASE)),
    (
        "fix",
        re.compile(
            r"怎么修|怎么改|如何修|修复|解决|改进|\bfix|should we change|solve", re.IGNORECASE
        ),
    ),
    (
        "evidence",
        re.compile(
            r"证据|依据|凭什么|确定|把握|evidence|proof|how do you know|sure|confiden",
            re.IGNORECASE,
        ),
    ),
    ("priority", re.compile(r"优先级|急|影响|priority|urgen|impact", re.IGNORECASE)),
)


def fill(asked: Asked) -> Filled:
    """Read the case (id, path, pasted text, or none for the one in focus) and what is wanted."""
    case_id, path = _ID.search(asked.text), _PATH.search(asked.text)
    if path:
        args: dict[str, Any] = {"file": path[0]} | ({"case_id": case_id[0]} if case_id else {})
        return Filled(args, sure=True)
    if _is_pasted(asked.text):
        return Filled({"case": asked.text}, sure=True)
    follows = asked.last_tool == "diagnose_case"
    args = {}
    if case_id:
        args["case_id"] = case_id[0]
    elif follows and "case_id" in asked.last_args:
        args["case_id"] = asked.last_args["case_id"]
    if (case_id or follows) and not _CAUSE.search(asked.text):
        parts = [part for part, words in _PARTS if words.search(asked.text)]
        args |= {"part": parts[0]} if parts else {}
    return Filled(args, sure=case_id is not None)


def _is_pasted(text: str) -> bool:
    """Whether the question holds a case, be it half of one: the tool will say what is missing."""
    try:
        return parse_case(text) is not None
    except BadInput:
        return True
