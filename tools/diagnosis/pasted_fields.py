"""Reads a case written as labelled fields, and the one line of a log that holds one."""

import re
from typing import Any

_LABELS: tuple[tuple[str, str], ...] = (
    (
        "query",
        r"用户(?:的)?(?:输入|提问|问题|原话)|提问|问题|(?:user )?(?:query|input|question)|user",
    ),
    ("rewritten_query", r"改写(?:后)?(?:的)?(?:查询|query)?|rewrit(?:e|ten)(?:[_ ]query)?"),
    ("intent", r"(?:识别(?:的|到的)?)?意图|intent"),
    (
        "retrieved",
        r"检索(?:结果|内容|到的(?:内容|资料|素材)?)?|召回(?:结果)?|retriev(?:ed|al)|contexts?",
    ),
    (
        "answer",
        r"(?:AI|产品|模型|最终)?(?:的)?(?:输出|回答|回复|答案)"
        r"|(?:model )?(?:output|answer|response)",
    ),
    (
        "reference",
        r"(?:参考|标准|正确)(?:答案|回答)|期望(?:输出|回答)?|reference|expected(?: answer)?",
    ),
    ("error", r"报错|错误|异常|error|exception"),
)
_FIELD = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:\*\*)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS)
    + r")(?:\*\*)?\s*[:：]\s*(?:\*\*)?(?P<text>.*)$",
    re.IGNORECASE,
)
_LOGGED = re.compile(
    r"\b(?:query|question|input)\s*[=:]\s*(?P<query>\"[^\"\n]+\"|[^\n]{1,2000}?)[\s,;]+"
    r"(?:answer|response|output)\s*[=:]\s*(?P<answer>\"[^\"\n]+\"|[^\n]{1,4000})",
    re.IGNORECASE,
)
_SLOT = re.compile(r"([A-Za-z_]\w*)\s*[=:：]\s*([^,，;；\s]+)")
_RAISED = re.compile(
    r"^(?:[\w.]+\.)?(?P<error>\w*(?:Error|Exception|Timeout|Fault)\b[^\n]{0,300})$", re.MULTILINE
)
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\s+at [\w.$<>]+\(", re.MULTILINE)


def pasted_fields(text: str) -> dict[str, Any] | None:
    """The fields of a trace where at least three are named, a query and what came of it; else None.

    Two labels are a dialogue, which is read elsewhere.
    """
    found: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in text.splitlines():
        if named := _FIELD.match(line):
            name = next(name for name, _ in _LABELS if named[name])
            last = found.setdefault(name, [])
            last.append(named["text"])
        elif last is not None:
            last.append(line)
    said = {name: "\n".join(lines).strip() for name, lines in found.items()}
    said = {name: words for name, words in said.items() if words}
    if len(said) < 3 or "query" not in said or not {"answer", "error"} & said.keys():
        return None
    fields: dict[str, Any] = {"answer": "", **said}
    if "intent" in said:
        fields["intent"] = _intent(said["intent"])
    if "retrieved" in said:
        fields["retrieved"] = [one for one in said["retrieved"].split("\n") if one.strip()]
    return fields


def logged_line(text: str) -> dict[str, str] | None:
    """The last line of a log that holds a query and its answer."""
    found = None
    for one in _LOGGED.finditer(text):
        found = one
    return (
        {name: said.strip().strip('"') for name, said in found.groupdict().items()}
        if found
        else None
    )


def stack_trace(text: str) -> str | None:
    """The error that a stack trace ends in; None where there is no stack trace."""
    if not _TRACEBACK.search(text):
        return None
    raised = _RAISED.findall(text)
    return str(raised[-1]).strip() if raised else None


def _intent(said: str) -> dict[str, Any]:
    slots = dict(_SLOT.findall(said))
    name = re.match(r"[A-Za-z_]\w*(?!\s*[=:：\w])", said)
    return {"name": name[0] if name else None, "slots": slots}
