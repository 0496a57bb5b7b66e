"""Reads what of a case's kind is asked: "is that the same cause?", "how many more like this?"."""

import re
from typing import Any

from tools.routes.case_heard import heard
from tools.routes.causes import OTHERS
from tools.routes.ids_said import as_ids, named_ids
from tools.routes.mentions import ordinal, plain, versions
from tools.routes.paging import asks_more
from tools.routes.route import Asked

_I = re.IGNORECASE
_LONGEST = 100
_LISTS = {"find_bad_cases", "diagnose_case", "run_eval", "compare_runs"}
"""Tools whose lists are of cases."""
_SAME = re.compile(
    r"(?:同(?:一?(?:个|种|类|样)|一)的?|(?<=是)一个|一样的?|相同的?|也是(?:因为)?(?:这|那)(?:一)?个)"
    r"(?:根因|原因|问题|毛病|错误?|环节|病因|类型|故障|一类|情况)"
    r"|(?:根因|原因|问题|错误|毛病|错的地方|病根).{0,5}(?:一样|相同|一致|同一个)"
    r"|(?:是|不是).{0,4}(?:一回事|同一回事|一码事|同类|同因)"
    r"|\b(?:same|identical|common) (?:root )?(?:cause|reason|problem|issue|fault|failure|bug"
    r"|mistake|stage|thing|kind)\b"
    r"|\b(?:cause|reason|problem|fault)s?\b.{0,16}\b(?:the same|identical)\b"
    r"|\bfail(?:ed|s)? for the same\b|\bsame as (?:the )?(?:last|previous|first|other|one before)",
    _I,
)
_MANY = re.compile(
    r"多少|几[条个类]|哪些|还有|别的|其他|所有|全部|都有|\bhow many\b|\bwhich\b|\bothers?\b(?! one)"
    r"|\bmore\b|\ball\b|\bany\b",
    _I,
)
"""Asks for others of a kind, or for all of a list."""
_IS_ASKED = re.compile(r"[吗么嘛?？]|是不是|会不会|是否|\b(?:is|are|was|were|does|do|did)\b", _I)
_FIRST_TWO = re.compile(
    r"(?:前|头)(?:面)?(?:两|2)(?:个|条|类)|\b(?:the )?(?:first|top) (?:two|2)\b", _I
)
_JOINED = re.compile(r"[和跟与同、,，]|\b(?:and|as|with|to|vs|versus)\b", _I)


def asks_same(text: str) -> bool:
    """Whether a text asks if two cases have one cause.

    >>> asks_same("这个和上一个是同一个原因吗"), asks_same("is t-000123 the same cause?")
    (True, True)
    >>> asks_same("还有多少同样的问题"), asks_same("how many have the same cause")
    (False, False)
    """
    short = len(text) <= _LONGEST and not versions(text)
    is_asked = bool(_SAME.search(text) and _IS_ASKED.search(text))
    return short and is_asked and not _MANY.search(text)


_WORSE = re.compile(
    r"\W*(?:那|这|所以|两|俩|2|个|条|里面?|中|之中|相比|[，,\s])*(?:哪|谁)(?:一)?(?:个|条)?(?:失败|案例)?"
    r"(?:是|会|算)?(?:更|比较|要)(?:严重|急|紧急|要紧|糟糕?|差|重要|该先修)(?:一?些|一?点)?(?:呢|啊)?\W*"
    r"|\W*(?:先修|先改|该先修)哪(?:一)?(?:个|条)\W*"
    r"|\W*(?:(?:and|so|ok)\b[\s,]*)*(?:which|what)(?:(?:['’]s| is) the)?"
    r"(?: (?:one|case|of (?:them|these|the two|those)))*(?: is| was|['’]s)?(?: the)?"
    r" (?:worse|more (?:serious|severe|urgent|important))(?: (?:one|case|of (?:the )?two))*\W*"
    r"|\W*which (?:one|case|of (?:them|these|the two)) (?:should|do) (?:we|i) fix first\W*",
    _I,
)
"""Asks which of two cases is the worse one."""


def asks_worse(text: str) -> bool:
    """Whether a text asks which of two cases is worse.

    >>> asks_worse("which is worse?"), asks_worse("哪个更严重？"), asks_worse("who should fix it?")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _WORSE.fullmatch(text.strip()) is not None


def is_about_case(asked: Asked) -> bool:
    """Whether the last answer was about one case, or about others of its kind."""
    return asked.last_tool == "diagnose_case" or _liked(asked) is not None


def case_at_hand(asked: Asked) -> str | None:
    """The case that the reader has open, or else the one that was spoken of last."""
    return asked.focus or _liked(asked) or asked.case


def _liked(asked: Asked) -> str | None:
    """The case whose kind the last answer counted, or said that it could not count."""
    return asked.standing.get("like") if asked.last_tool == "find_bad_cases" else None


def two_cases(asked: Asked) -> dict[str, Any] | None:
    """The case that is meant and, in `says`, the one beside it; None where none is meant.

    Cases are named by id or by their place in the last list; what is not named is the one at
    hand and the one before it.
    """
    text = plain(asked.text)
    named = [*named_ids(asked), *_placed(asked, text)]
    is_pair = len(named) == 2 or (bool(named) and is_about_case(asked))
    likened = is_pair and heard(as_ids(text, asked.named)).part == "same"
    likened = likened or (is_about_case(asked) and len(asked.cases) > 1 and asks_worse(text))
    if not (asks_same(text) or likened):
        return None
    at_hand = case_at_hand(asked)
    looked_at = [at_hand, *reversed(asked.cases)] if at_hand else []
    # "Is it the same as 〔id〕?" is asked of the case at hand, which stays that.
    ordered = [*named, *looked_at] if len(named) > 1 else [*looked_at[:1], *named, *looked_at]
    meant = list(dict.fromkeys(ordered))[:2]
    if not meant:
        return None
    return {"case_id": meant[0], "part": "same"} | ({"says": meant[1]} if meant[1:] else {})


def _placed(asked: Asked, text: str) -> list[str]:
    """The cases that stand for "the first one" of the last list, where that was of cases."""
    if asked.listed_by not in _LISTS:
        return []
    if _FIRST_TWO.search(text) and asked.last_tool in {asked.listed_by, "diagnose_case"}:
        return list(asked.listed[:2])
    places = (ordinal(part) for part in _JOINED.split(text))
    return [asked.listed[at - 1] for at in places if at and 0 < at <= len(asked.listed)]


_LIKE = re.compile(
    r"(?:多少|哪些|几[条个]|有没有(?:别的|其他|更多)?).{0,8}(?:一样|类似|相同|同样|同类|这样|这种|这类)"
    r"|(?:类似|同类|同样|这样|这种|这类|相似)的?.{0,6}(?:多少|哪些|几[条个]|还有[吗没])"
    r"|还有(?:没有)?(?:别的|其他)?(?:类似|同类|同样|相似|一样)的|(?:找|看|列)(?:一?下|出)?(?:类似|同类|相似)的"
    r"|\bhow many (?:more|others?|cases|failures)?\b.{0,12}\blike (?:this|it|that|t-\d|the)"
    r"|\bhow many (?:are )?(?:more |others )?(?:of )?(?:this|that|the same|its) kind"
    r"|\bhow many (?:have|share|failed|fail)\b.{0,20}\bsame\b"
    r"|\b(?:more|others?|any(?:thing)? else|anything) (?:\w+ )?"
    r"(?:like (?:this|it|that)|of (?:this|that|the same|its) kind)\b"
    r"|\bsimilar (?:cases|failures|ones)\b"
    r"|\bhow (?:common|frequent|widespread) is (?:this|it|that)\b"
    r"|\bhow often does (?:this|it|that) happen\b",
    _I,
)
_EXAMPLES = re.compile(
    r"(?:几|些|更多|所有|全部)\S{0,2}(?:例子|案例|样本)|(?:例子|案例)(?:有哪些|看看|给我)|有哪些(?:例子|案例)"
    r"|\b(?:examples|cases|more)\b.{0,12}\b(?:of|from|in|for)\b",
    _I,
)
"""Asks for cases of a kind that is listed."""
_WHY = re.compile(r"为(?:什么|啥|何)|怎么会|\bwhy\b|\bhow come\b", _I)
_USERS = re.compile(
    r"(?:少|减少|消除|消灭|解决|避免)(?:掉|了)?(?:多少|几)(?:条|个|成)?(?:失败|问题|案例|bad ?case)"
    r"|\bhow many (?:failures|cases|of (?:them|these|those)|bad cases)\b.{0,16}"
    r"\b(?:remove|fix|solve|prevent|save|avoid|eliminate|address|help)\w*|"
    r"影响(?:了|到了?)?(?:多少|几个?)(?:位|个|名)?(?:用户|人|客户)|影响(?:面|范围)(?:有)?(?:多大|多广|多少)?"
    r"|(?:多少|几个?)(?:位|个|名)?(?:用户|人|客户).{0,6}(?:受影响|受到影响|遇到|碰到|碰上|中招|踩到)"
    r"|(?:受影响|遇到|碰到)的?(?:用户|人)(?:有|占)?(?:多少|几)|占(?:多少|几成)?(?:流量|用户)"
    r"|\bhow many (?:of (?:our|the) )?(?:users?|people|customers?)\b"
    r"(?!.{0,20}\b(?:do|want|pay|need|said)\b)"
    r"|\b(?:users?|people|customers?) (?:are |were )?(?:affected|impacted|hit)\b"
    r"|\b(?:what|which) (?:share|percentage|percent|fraction) of (?:the |our )?(?:users?|traffic)\b"
    r"|\b(?:share|percentage) of (?:the )?traffic\b",
    _I,
)


def asks_like(text: str) -> bool:
    """Whether a text asks for others of a case's kind.

    >>> asks_like("还有多少类似的"), asks_like("how many more like this?"), asks_like("多少类型")
    (True, True, False)
    """
    return len(text) <= _LONGEST and bool(_LIKE.search(text))


def asks_users(text: str) -> bool:
    """Whether a text asks whom a failure hits.

    >>> asks_users("影响多少用户"), asks_users("how many users are affected?")
    (True, True)
    """
    return len(text) <= _LONGEST and bool(_USERS.search(text))


def kind_of_case(asked: Asked) -> dict[str, Any] | None:
    """The case whose kind is asked for, and what of it; None where it is about something else."""
    text = plain(asked.text)
    if len(asked.cases) > 1 and asks_worse(text):
        return None
    part = heard(text).part if is_about_case(asked) and not _WHY.search(text) else None
    users, like = asks_users(text) or part == "users", asks_like(text) or part == "like"
    like = like or (asked.last_tool == "diagnose_case" and asks_more(text))
    named = [*named_ids(asked), *_placed(asked, text)]
    is_kind = asked.listed_by == "find_bad_cases" and bool(named)
    like = like or bool(is_kind and _EXAMPLES.search(text))
    if not (users or like) or asked.subject in OTHERS:
        return None
    of_case = asked.subject in {"diagnose_case", None} or is_about_case(asked)
    at_hand = case_at_hand(asked) if like or of_case else None
    case = named[0] if named else at_hand
    if case is None:
        return None
    return {"like": case} | ({"part": "users"} if users else {})
