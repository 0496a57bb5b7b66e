"""What a log or a channel writes around a text: JSON, who speaks, a letter's head and signature.

It is told by how it is built, and stands at the very beginning or end.
"""

import json
import re

_FIELDS = ("answer", "response", "text", "content", "message", "output", "query", "question")
"""The fields of an object in which a text may be wrapped, the likelier first."""
_DEEPEST = 20
"""Objects inside one another that are looked into."""
_BRACKETED = r"[\[【(（][^\]】)）\n]{1,40}[\]】)）]"
"""A time, or a channel, in brackets."""
_NAME = r"[\w·.\- ]{1,20}?(?:[(（][\w: ]{4,20}[)）])?\s*[:：]"
"""A name with a colon, and perhaps a time between: "Agent 7 (10:42):"."""
_WHO = (
    rf"(?:{_BRACKETED}\s*{_NAME}|[\[(][\d:./年月日 T-]{{4,24}}[\])]"
    r"|(?:virtual |live |human )?(?:agent|user|customer|assistant|bot|support|operator"
    r"|坐席|客服|用户|客户|访客|助手|机器人)[\w·# -]{0,12}(?:[(（][\w: ]{4,20}[)）])?\s*[:：]"
    r"|[＠@][\w·.-]{1,20}[:：]?(?=\s))\s*"
)
"""Who speaks: "[10:42] Agent 7:", 用户_7731：, ＠helpbot."""
_SPEAKER = re.compile(rf"\s*+{_WHO}", re.IGNORECASE)
_SPEAKS_LAST = re.compile(rf"\n{_WHO}$", re.IGNORECASE)
"""A speaker of whom nothing follows."""
_HEADER = re.compile(
    r"\s*+(?:[*#_\w.\-` ]{0,60}?\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?[*_` ]*"
    r"|(?:subject|from|to|date|sent|cc|主题|发件人|收件人|日期)\s*[:：][^\n]*"
    r"|(?:fwd?|re)\s*:[^\n]*|[-=_*]{3,}+[^\n]{0,60}?[-=_*]{2,}+|[-=_*]{3,}+)\s*\n",
    re.IGNORECASE,
)
"""A line above the text: a time, a field of a mail, a rule."""
_SIGNED = re.compile(
    r"\n[ \t]*+(?:(?:(?:kind|best|warm(?:est)?|many)\s{0,9})?(?:regards|wishes|thanks)"
    r"|sincerely(?: yours)?"
    r"|yours (?:sincerely|truly|faithfully)|cheers|best|thanks|此致|敬礼|祝好|顺祝商祺"
    r"|盼复[^\n]{0,8}"
    r"|谢谢[^\n]{0,4})[,，。.!！]?\s*\n[^\n]{1,40}(?:\n[^\n]{1,60}){0,3}\s*$",
    re.IGNORECASE,
)
"""The end of a letter: the greeting and who wrote it."""


def unwrapped(text: str) -> str:
    """The text that an object in JSON was logged around; `text` where it is none.

    >>> unwrapped('{"status": "ok", "data": {"answer": "At nine."}}'), unwrapped("At nine.")
    ('At nine.', 'At nine.')
    """
    if not text.lstrip().startswith("{"):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # no JSON, or objects too deep inside one another
        return text
    return _enclosed(found, _DEEPEST) or text


def _enclosed(found: object, depth: int) -> str | None:
    if not isinstance(found, dict) or not depth:
        return None
    said = [found.get(name) for name in _FIELDS]
    whole = next((one for one in said if isinstance(one, str) and one.strip()), None)
    inner = (_enclosed(each, depth - 1) for each in found.values())
    return whole or next((one for one in inner if one), None)


def mark_before(text: str) -> re.Match[str] | None:
    """The line above a text, or who speaks it; None where it begins with neither.

    >>> mark_before("[10:42] Agent 7: At nine.").end(), mark_before("At nine.")
    (17, None)
    """
    return _HEADER.match(text) or _SPEAKER.match(text)


def without_ending(text: str) -> str:
    r"""`text` without a letter's signature, and without a speaker of whom nothing follows.

    >>> without_ending("At nine.\n\nKind regards,\nCasey"), without_ending("At nine.\nUser:")
    ('At nine.\n', 'At nine.')
    """
    return _SIGNED.sub("", _SPEAKS_LAST.sub("", text))
