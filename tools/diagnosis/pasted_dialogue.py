"""Reads a conversation that was pasted as it stood on a screen or in a log.

Lines begin with a speaker ("[10:02] bot: …"), or a speaker stands on a line of its own above what
was said, as chat windows are copied. The last answer is the case; what came before is its history.
"""

import re

from knowledge.han import HAN_RANGE
from knowledge.records import Turn

_USER = (
    r"(?:用户|客户|顾客|访客|买家|会员|提问者|我|user|customer|client|visitor|human|guest|me)"
    r"[\w\-.#@]{0,24}"
)
_BOT = (
    r"(?:AI|智能|在线|小)?(?:机器人|客服|助手|助理|系统|产品|模型|回答|小剧本)\w{0,6}|AI"
    r"|(?:chat)?bot"
    r"|assistant|agent|ScriptMate|model|system|(?:support|help) ?bot|ai assistant"
)
_STAMP = r"(?:[\[(（【]?[\d\-/.年月日T:Z+ ,]{4,32}(?:[AP]M)?[\])）】]?\s*(?:[|\-–]\s*)?)?"
_LEVEL = r"(?:\b(?:INFO|DEBUG|WARN(?:ING)?|ERROR)\b\s*)?"
_SAID = re.compile(
    rf"^\s*{_STAMP}{_LEVEL}(?:(?P<user>{_USER}|Q\d?|问)|(?P<bot>{_BOT}|A\d?|答))"
    rf"\s*(?:[(（\[][^)）\]\n]{{0,30}}[)）\]])?\s*[:：>]\s*(?P<text>.*)$",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’.\-]{0,23}"
_NAMED = re.compile(
    rf"^\s*{_STAMP}(?P<name>{_NAME}(?: {_NAME})?|[{HAN_RANGE}]{{2,6}})"
    r"\s*[:：>]\s*(?P<text>.*)$"
)
"""A line of somebody who is called by name."""
_FIELDS = re.compile(
    r"(?i:note|source|reference|expected|reason|error|answer|question|query|context|intent|time"
    r"|title|subject|from|to|date|version|model)s?|.*(?:答案|问题|原因|说明|备注|意图|时间|标题|版本|结果"
    r"|环节|资料|官网|规定|政策)"
)
"""What stands before a colon and is nobody's name."""
_ALONE = re.compile(
    rf"^\s*(?:(?P<user>{_USER})|(?P<bot>{_BOT}))(?:\s+APP)?\s*(?P<stamp>{_STAMP})$", re.IGNORECASE
)
_CHROME = re.compile(
    r"^\s*(?:[\d:：\-/. ]+(?:AM|PM)?|(?:昨天|今天|上午|下午|周.)\s*[\d:：]*|已读|未读|已送达"
    r"|复制|重新生成|点赞|点踩|分享"
    r"|read|delivered|seen|copy|regenerate|share|[\W\d]+)\s*$",
    re.IGNORECASE,
)
"""What a window shows around a conversation."""
_ICONS = re.compile(r"^\s*(?:已读\s*)?(?:[\U0001f44d\U0001f44e]\s*\d*\s*)+$")


def dialogue(text: str) -> list[Turn]:
    """The turns of a conversation, empty where the text is none or has but one side."""
    lines = [line for line in text.splitlines() if line.strip() and not _is_chrome(line)]
    turns = _labelled(lines) or _windowed(lines)
    roles = {one.role for one in turns}
    return turns if roles == {"user", "assistant"} else []


def _labelled(lines: list[str]) -> list[Turn]:
    """Turns of lines that begin with who speaks; lines without go on from the one before.

    Where one side is named as such and one other speaker by a name, that one is the other side.
    """
    turns: list[tuple[bool, list[str]]] = []
    other, is_user = _other_side(lines)
    for line in lines:
        found = _SAID.match(line)
        named = None if found else _NAMED.match(line)
        if found:
            turns.append((found["user"] is not None, [found["text"]]))
        elif named and named["name"] == other:
            turns.append((is_user, [named["text"]]))
        elif turns:
            turns[-1][1].append(line)
    return _joined(turns)


def _other_side(lines: list[str]) -> tuple[str | None, bool]:
    """The one speaker who is called by a name, and whether that is the user; else None."""
    said = [found for line in lines if (found := _SAID.match(line))]
    sides = {found["user"] is not None for found in said}
    rest = [
        named["name"] for line in lines if not _SAID.match(line) and (named := _NAMED.match(line))
    ]
    names = {name for name in rest if not _FIELDS.fullmatch(name)}
    if len(sides) != 1 or len(names) != 1:
        return None, False
    return names.pop(), not sides.pop()


def _windowed(lines: list[str]) -> list[Turn]:
    """Turns of a copied window, where names stand above what was said."""
    turns: list[tuple[bool, list[str]]] = []
    before: list[str] = []
    for line in lines:
        found = _ALONE.match(line)
        if found:
            if found["bot"] is not None and not turns:
                if not before:
                    continue  # the window's title
                turns.append((True, before[-1:]))
            turns.append((found["user"] is not None, []))
        elif turns:
            turns[-1][1].append(line)
        else:
            before.append(line)
    return _joined(turns)


def _joined(turns: list[tuple[bool, list[str]]]) -> list[Turn]:
    said = [(by_user, "\n".join(lines).strip()) for by_user, lines in turns]
    return [
        Turn(role="user" if by_user else "assistant", text=text) for by_user, text in said if text
    ]


def _is_chrome(line: str) -> bool:
    return bool(_CHROME.match(line) or _ICONS.match(line))
