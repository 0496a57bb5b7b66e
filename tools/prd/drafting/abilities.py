"""What a documented ability lets somebody do, as the words of a user story."""

import re
from dataclasses import dataclass

from knowledge.language import Lang

_CAN: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?P<who>you|users?|(?:members|owners|admins|administrators|editors|managers|employees"
        r"|staff|doctors|clinicians|nurses|patients|shoppers|customers|creators|teachers|students"
        r"|developers|reviewers)) can (?:also |then |now )?"
        r"(?P<what>(?!(?:be|only|not|still|no)\b)[a-z].+)$"
        r"|^[^,;:]{3,80}?\b(?:lets?|allows?|enables?) (?P<whom>you|users) (?:to )?(?P<do>[a-z].+)$",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"^(?P<who>你|您|用户|成员|管理员|所有者|员工|主管|客户|医生|医师|护士|患者|顾客|店员|创作者|老师|学生"
        r"|运营|客服|开发者)们?(?:还|也|都)?"
        r"(?:可以|可|能够|能)(?P<what>(?!能|以|惜|见|靠|用)[^，。；：]+(?:，[^，。；：]+)?)[^，]*$"
    ),
}
_MY: dict[Lang, tuple[re.Pattern[str], str]] = {
    "en": (re.compile(r"\b(?:your|their)\b"), "my"),
    "zh": (re.compile(r"[你您](?:们)?(?:自己)?的|自己的"), "自己的"),
}
_SECOND = {"you", "users", "user", "你", "您", "用户"}
_TO_YOU = re.compile(
    r"\b(for|to|with|by|from|of|lets?|gives?|helps?|shows?|tells?|asks?) you\b", re.IGNORECASE
)
_YOU = re.compile(r"\byou\b", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:we|they)\b|[你您]", re.IGNORECASE)
_LONGEST: dict[Lang, int] = {"zh": 60, "en": 150}


@dataclass(frozen=True)
class Ability:
    """Who can do what."""

    who: str | None
    """The role that the sentence names; None for any user."""
    what: str
    """The words after "can", without the stop."""


def ability(words: str, lang: Lang) -> Ability | None:
    """The ability that a sentence states; None for a sentence that states none plainly.

    >>> ability("You can filter documents by your own tags.", "en")
    Ability(who=None, what='filter documents by my own tags')
    >>> ability("管理员可以批量编辑文档的元数据。", "zh")
    Ability(who='管理员', what='批量编辑文档的元数据')
    """
    found = _CAN[lang].match(words.strip())
    if found is None:
        return None
    parts = found.groupdict()
    who = (parts.get("who") or parts.get("whom") or "").strip()
    what = (parts.get("what") or parts.get("do") or "").strip().rstrip(".。;；")
    pattern, mine = _MY[lang]
    what = _YOU.sub("I", _TO_YOU.sub(r"\1 me", pattern.sub(mine, what)))
    if not what or len(what) > _LONGEST[lang] or _LEFT.search(what):
        return None
    return Ability(None if who.casefold() in _SECOND else who, what)
