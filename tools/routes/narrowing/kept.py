"""A confinement that goes on: of "and the team plan?" after "In the pricing deck, …"."""

import re
from collections.abc import Mapping
from typing import Any

from tools.routes.narrowing.words import LONGEST

_CONFINEMENTS = ("doc", "kind", "after", "before", "current_only")
_GOES_ON = re.compile(
    r"^\s*(?:and|also|what about|how about|then|so|but)\b"
    r"|^\s*(?:那|还有|另外|然后|再)|呢\s*[？?]?\s*$"
    r"|[这那](?:份|篇|个)?(?:文档|文件|资料|里)|同一份|其中|里面"
    r"|\b(?:same|that|this)\s+(?:one|doc|document|file|deck|page|sheet)\b"
    r"|\b(?:it|its)\b|\bin there\b|\bthere\s*\?*\s*$",
    re.IGNORECASE,
)
_WIDENS = re.compile(
    r"(?:在)?(?:所有|全部|其他|其它|别的|任何)的?(?:文档|文件|资料|地方)(?:里面?|中)?的?"
    r"|不(?:限于?|只看|要只看)(?:这份|那份|这个|这些|文档|文件|资料|PDF)*"
    r"|不限(?:范围|时间|文档)?|(?:整个|全)(?:知识)?库(?:里|中)?"
    r"|\b(?:in|from|search|across)\s+(?:all|any|every|the other|other)\s+(?:of\s+)?"
    r"(?:the\s+|our\s+)?(?:docs?|documents?|files?|sources?)\b"
    r"|\b(?:anywhere|elsewhere|everywhere)(?:\s+else)?\b"
    r"|\bnot (?:only|just) (?:in )?(?:that|this|the|there)\b(?:\s+(?:one|doc|document|file|deck))?",
    re.IGNORECASE,
)


def widened(question: str, last: Mapping[str, Any]) -> str | None:
    """The question without the wish to look everywhere again; None where it has no such wish.

    Where the `last` search was not confined, "anywhere" is a word like any other.
    """
    confined = len(question) <= LONGEST and any(last.get(name) for name in _CONFINEMENTS)
    found = _WIDENS.search(question) if confined else None
    return f"{question[: found.start()]} {question[found.end() :]}".strip() if found else None


def kept(question: str, last: Mapping[str, Any]) -> dict[str, Any]:
    """What the `last` search was confined to, where the question goes on from its answer.

    Few words alone do not: "SLA uptime?" may well be another subject.
    """
    if len(question) > LONGEST or not _GOES_ON.search(question):
        return {}
    return {name: last[name] for name in _CONFINEMENTS if last.get(name)}
