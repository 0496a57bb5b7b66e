"""What of a text commands, and what it only carries: “add a risk about undo” undoes nothing."""

import re
from typing import Literal

_I = re.IGNORECASE
Leading = Literal["add", "delete", "decide"]
QUOTE = re.compile(r"[“\"「『](.{1,300}?)[”\"」』]", re.S)
_POLITE = (
    r"^(?:\W|请|麻烦|帮我?|你|再|还要|另外|然后|那就?|顺便|可以|能不能|能否"
    r"|please|can you|could you|also|and|then|now|let's|ok(?:ay)?|we should|i want to)*"
)
_LEADING: dict[Leading, re.Pattern[str]] = {
    "add": re.compile(
        rf"{_POLITE}(?:(?:加|补充?|增加|添加|新增|补上)(?!起来)|(?:add|include|mention)\b)", _I
    ),
    "delete": re.compile(
        rf"{_POLITE}(?:删(?:除|掉|去)?|去掉|移除|拿掉|(?:delete|remove|drop|get rid of)\b)", _I
    ),
    "decide": re.compile(
        rf"{_POLITE}(?:(?:我们?)?(?:已经?)?决定|定了[:：，,]"
        r"|(?:we(?:'ve| have)? )?deci(?:ded?|sion)\b)",
        _I,
    ),
}
_CARRIES = re.compile(
    r"(?<!\d)[:：]|[:：](?!\d)|关于|有关|针对|\b(?:about|regarding|concerning|saying|that|which|so)\b",
    _I,
)
_ASKS = re.compile(
    r"[?？]\s*$|[吗呢么]\s*[。.]?\s*$|^\s*(?:为什么|怎么|谁|哪|什么|多少|是否)"
    r"|^\s*(?:what|why|how|who|when|where|which|is|are|does|do|did|was|were)\b",
    _I,
)
_REQUESTS = re.compile(
    r"能不能|能否|可不可以|可以.{0,30}吗|好吗|行吗|可以吗"
    r"|^\s*(?:can|could|would|will) (?:you|we|i)\b|^\s*(?:how|what) about\b|\bplease\b|请",
    _I,
)


def without_quotes(text: str) -> str:
    """The text with a sign in the place of each quotation."""
    return QUOTE.sub("〔〕", text)


def head_of(text: str) -> str:
    """What stands before a colon, or before the words that say what something is about."""
    bare = without_quotes(text)
    found = _CARRIES.search(bare)
    return bare[: found.start()] if found else bare


def leading_verb(text: str) -> Leading | None:
    """The verb that a text begins with, politeness aside, where what follows is its object."""
    bare = without_quotes(text)
    return next((kind for kind, says in _LEADING.items() if says.match(bare)), None)


def is_question(text: str) -> bool:
    """Whether a text asks to be told something, and not to have something done.

    >>> is_question("为什么要加水印？"), is_question("背景能不能短一点？")
    (True, False)
    """
    return bool(_ASKS.search(text)) and not _REQUESTS.search(text)
