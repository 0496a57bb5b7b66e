"""Reads out of a question what it is confined to: "只看 2025 年以后的", "in the PDFs".

One file a kind of confinement; each takes out of the question what it has read.
"""

import re
from typing import Any

from knowledge.tokens import says_something
from tools.routes.narrowing import current, dates, documents, kinds
from tools.routes.narrowing.words import LONGEST

_READERS = (dates.read, current.read, kinds.read, documents.read)
"""Dates first: "只看 2026 年的文档" names no document called 2026 年的."""
_LOOSE = re.compile(r"[,，;；\s]+([?？!！。.])|\s+([,，;；]|\s)")
_NOTHING_ELSE = re.compile(
    r"(?:那么?|and|then|please|请|呢|吧|\s)*(?:(?:是|都)?(?:怎么|如何)(?:说|写|讲|规定)的?|说了?什么"
    r"|what (?:does|do) (?:it|they|the)?\s*say)?(?:呢|吗|about (?:it|this|that)|there|\W)*",
    re.IGNORECASE,
)
"""What may stand beside a confinement that asks the last question again."""


def narrowed(question: str) -> tuple[str, dict[str, Any]]:
    """The question without its confinements, and those as arguments of `search_docs`.

    The first is empty where a question is nothing else.
    """
    if len(question) > LONGEST:
        return question, {}
    rest = question
    args: dict[str, Any] = {}
    for read in _READERS:
        rest, found = read(rest)
        args |= found
    rest = _LOOSE.sub(r"\1\2", rest).strip(" ,，。.;；:：")
    if args and _NOTHING_ELSE.fullmatch(rest):
        return "", args
    if any(map(str.isalnum, rest)) and not says_something(rest):
        return question, args  # "What's in the newest deck?"
    return (rest if any(map(str.isalnum, rest)) else ""), args
