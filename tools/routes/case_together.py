"""Reads what is to be done with several listed cases at once: "add them all", 给前三个各写工单."""

import re
from typing import Any

from knowledge.numerals import CARDINALS, counted
from tools.routes.case_heard import heard
from tools.routes.case_parts import parts_asked_for
from tools.routes.ids_said import named_ids
from tools.routes.mentions import plain
from tools.routes.paging import listed_on
from tools.routes.route import Asked

_I = re.IGNORECASE
_LONGEST = 80
"""Characters of a question that does something with a list."""
_SHOWN = 10
"""Kinds of failure that a list shows at a time, which "all of them" means."""
_NUMBERS = "|".join(CARDINALS)
_FIRST = re.compile(
    r"前\s*(?P<zh>\d{1,2}|[两二三四五六七八九十])\s*(?:个|条|类|种|项|名|大)?(?!天|周|月|年|次)"
    rf"|\b(?:top|first|worst) (?P<en>\d{{1,2}}|{_NUMBERS})\b"
    rf"|\b(?P<worst>\d{{1,2}}|{_NUMBERS}) (?:worst|most (?:serious|urgent|important))\b"
    r"|最(?:严重|紧急|要紧|重要|该修|差|糟)的?\s*(?P<most>\d{1,2}|[两二三四五六七八九十])\s*[个条类种项]"
    r"|\b(?P<both>both)\b|(?P<two>[这那]?(?:俩|两[个条]))",
    _I,
)
"""Says how many of a list, from its first."""
_ALL = re.compile(
    r"全部|全都|所有|它们|他们|[这那](?:些|几[个条])|每一?[个条类]|^\W*(?:把|请|帮我)*都(?=加|存|收|放|写|建|提)"
    r"|\b(?:all|them|these|those|each|every(?: one)?)\b",
    _I,
)
_KEEPS_ALL = re.compile(
    r"\W*(?:please )?(?:add|keep|save) (?:them |these |those )?(?:all|both)"
    r"(?: of (?:them|these))?\W*"
    r"|\W*(?:请|把|帮我)*(?:它们|这些)?(?:全部|全|都)+(?:加|存|收)(?:进去?|入|上|起来)?吧?\W*",
    _I,
)
"""Keeps all of them and does not say where: there is but one place to keep cases in."""
_TICKETS = re.compile(r"工单|缺陷单|提单|\b(?:tickets?|bugs? for|issues? for|jiras?)\b", _I)
_ASKS_HOW = re.compile(r"怎么|如何|为什么|哪|\b(?:how|what|which|where|who|when|why)\b", _I)
_FAILED = (
    r"(?:失败|出错|答错|有问题|没答对)(?:了)?的"
    r"|\b(?:fail(?:ed|ing)|bad|wrong|broken) (?:ones|cases|answers)\b|\bthe failures\b"
)
"""Those of a list in which something is wrong."""
_FAILED_ONLY = re.compile(_FAILED, _I)
_COMES_TO = re.compile(
    r"(?:那|所以|请|只|就|再|给我|帮我|[\s,，])*(?:(?:列出?|看看?|显示)(?:一下)?)?"
    r"(?:(?:失败|出错|答错|有问题|没答对)(?:了)?的?(?:有)?(?:哪些|那些|几[条个]|多少[条个]?)?"
    r"|(?:有)?(?:几|多少)[条个](?:失败|出错|答错|有问题)了?的?"
    r"|哪[类种](?:问题|失败|错误|原因)?最多|(?:把它们|把这些)?(?:按原因)?(?:分组|分类|归类|聚类|分一?下?类)"
    r"|先[修改](?:哪|什么)[条个类]?|主要(?:是)?什么问题)(?:吧|呢|看看|一下|[\s.。!！?？])*"
    r"|(?:so |and |ok,? |just |only |show |list |me |what about )*"
    rf"(?:(?:the )?(?:{_FAILED})"
    r"|(?:group|cluster|sort) (?:them|these|those)(?: by (?:cause|kind|reason))?"
    r"|how many (?:of (?:them|these|those) )?(?:have )?(?:failed|fail|are (?:bad|wrong|broken))"
    r"|which (?:ones |of (?:them|these|those) )?(?:failed|are (?:bad|wrong|broken))"
    r"|what (?:should|do|to) (?:we |i )?fix first(?: here)?"
    r"|what(?:'s| is) the most common (?:problem|failure|cause|error))(?: please|[\s.!?])*",
    _I,
)
"""Asks what the cases of a list come to."""
_TOLD = {"ticket", "brief"}
"""What can be told of several cases one after another."""


def listed_again(asked: Asked) -> dict[str, Any] | None:
    """The cases that came at once, all or those that failed, where it is asked what they come to.

    Right after them "how many failed?" and "group them" are about these and not the traffic.
    """
    text = plain(asked.text).strip()
    if asked.last_tool != asked.listed_by or asked.listed_by != "diagnose_case":
        return None
    if len(text) > _LONGEST or not _COMES_TO.fullmatch(text):
        return None
    ids = asked.failed if _FAILED_ONLY.search(text) else asked.together
    return {"case_id": ", ".join(ids)} if len(ids) > 1 else None


def several_of_list(asked: Asked) -> dict[str, Any] | None:
    """The cases of the last list that are meant together, and what is to be done with each.

    None where the text means one case, or asks a question.
    """
    text = plain(asked.text).strip()
    if len(text) > _LONGEST or named_ids(asked) or not asked.listed:
        return None
    if asked.listed_by not in {"find_bad_cases", "diagnose_case"} or listed_on(asked) is not None:
        return None
    part = _done(text)
    ids = _meant(asked, text) if part else ()
    return {"case_id": ", ".join(ids), "part": part} if len(ids) > 1 else None


def _done(text: str) -> str | None:
    """`example`, `ticket` or `brief`; None where a text does none of them."""
    if _KEEPS_ALL.fullmatch(text):
        return "example"
    if _ASKS_HOW.search(text):
        return None
    if "example" in parts_asked_for(text):
        return "example"
    if _TICKETS.search(text):
        return "ticket"
    part = heard(text).part
    if part == "plain":
        return "brief"
    return part if part in _TOLD else None


def _meant(asked: Asked, text: str) -> tuple[str, ...]:
    """The first so many of the list, those that failed, or all that it showed."""
    if asked.failed and _FAILED_ONLY.search(text):
        return asked.failed
    if first := _FIRST.search(text):
        said = next(filter(None, first.group("zh", "en", "worst", "most")), None)
        return asked.listed[: (counted(said) or 0) if said else 2]
    if not (_ALL.search(text) or _KEEPS_ALL.fullmatch(text)):
        return ()
    return asked.together if asked.listed_by == "diagnose_case" else asked.listed[:_SHOWN]
