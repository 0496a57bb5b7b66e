"""Reads which cases a question names, whatever their ids look like.

What looks like a trace of ours is one; any other word is an id where the stores know it, or where
it stands in the place of a case: "why did n42 fail?".
"""

import re
from collections.abc import Sequence

from knowledge.han import HAN_RANGE
from tools.routes.mentions import certain_ids, plain
from tools.routes.route import Asked

_I = re.IGNORECASE
_MOST = 12
"""Words of a question that are looked up."""
_LONGEST = 200
"""Characters of a question that names a case; longer texts bring one."""
_WORD = re.compile(r"[A-Za-z0-9][\w.:/#-]*", re.ASCII)
_HAN_BEFORE = re.compile(rf"[{HAN_RANGE}]{{1,6}}[-_#]?$")
_VERSION = re.compile(r"v\d+(?:\.\d+)*", _I)
_MARKED = re.compile(r"(?:\b(?:trace|case|id|example)s?|轨迹|案例|编号|用例)\s*[#:：]?\s*$", _I)
"""Says that an id follows."""
_LEAST_FIGURES = 4
"""Figures of a number that is an id and no count, where nothing says that one follows."""

_ID = (
    r"(?P<id>(?![vV][-_]?\d)(?=[\w.:/#-]*\d)[A-Za-z0-9][\w.:/#-]*\w"
    r"|(?:run|trace|case|req|request|conv|session|order)[-_]\w[\w-]*|\w*_\w+"
    rf"|[{HAN_RANGE}]{{1,6}}[-_#]\d\w*)"
)
_CALLED = r"(?:(?:the |this )?(?:trace|case|example|request|run|id)s?(?![\w-])\s*[#:]?\s*)?"
_CALLED_ZH = r"(?:(?:这|那)?(?:条|个)?(?:轨迹|案例|用例|编号|会话|对话|请求)\s*[#:：]?\s*)?"
_FAILS = (
    r"(?:fail\w*|go wrong|gone wrong|break|broken|bad|wrong|off|do badly|come out \w+"
    r"|get (?:disliked|rated down|a thumbs down))"
)
_FAILS_ZH = (
    r"(?:这条|这个)?(?:会|又|也|都|就)?"
    r"(?:失败|出错|错|不对|不行|不好|答错|挂|崩|出问题|被点?踩|这么差|跑偏)"
)
_IN_PLACE = re.compile(
    rf"^\W*(?:(?:so|and|ok|now|please|then|but)\b[\s,]*)*(?:(?:can|could) you (?:please )?)?"
    rf"(?:why (?:did|does|do|has|is|was)|how come)\s+{_CALLED}{_ID}\s+{_FAILS}\W*$"
    rf"|^\W*(?:please |can you |could you )?"
    rf"(?:diagnose|debug|analy[sz]e|investigate|look (?:into|at)|(?:root )?cause of"
    rf"|what(?:['’]s| is| was)? (?:went )?(?:wrong|happened) (?:with|in|to))"
    rf"\s+{_CALLED}{_ID.replace('<id>', '<named>')}(?: for me| please)?\W*$"
    rf"|^\W*(?:那|请|帮我)*(?:为什么|为啥|为何)\s*{_CALLED_ZH}{_ID.replace('<id>', '<zh>')}\s*"
    rf"{_FAILS_ZH}(?:了|的)?\W*$"
    rf"|^\W*(?:那|请|帮我|麻烦)*(?:诊断|分析|排查|查|看)(?:一下|下|看)?\s*{_CALLED_ZH}"
    rf"{_ID.replace('<id>', '<looked>')}(?:的?(?:问题|原因|根因))?(?:吧)?\W*$"
    rf"|^\W*{_CALLED_ZH}{_ID.replace('<id>', '<first>')}\s*"
    rf"(?:为(?:什么|啥|何)\s*{_FAILS_ZH}(?:了|的)?|怎么(?:回事|了|错的)|咋回事|(?:是)?什么问题"
    rf"|(?:错|问题出)在哪(?:里|儿)?)\W*$",
    _I | re.ASCII,
)
"""A word in the place where a case is named, and nothing else said."""
_NUMBERED = re.compile(r"\d{1,2}(?:st|nd|rd|th)?", _I)
"""A place in a list."""


def may_be_ids(text: str) -> list[str]:
    """Words of a question that are worth looking up in the stores, in order.

    >>> may_be_ids("why did n42 fail in v2?"), may_be_ids("top 3 of 12345")
    (['n42'], ['12345'])
    """
    text = plain(text)
    if len(text) > _LONGEST or "\n" in text:
        return []
    found: list[str] = []
    for word in _WORD.finditer(text):
        said, before = word[0].rstrip(".:/#-"), text[: word.start()]
        if _MARKED.search(before) or _is_of_an_id(said):
            found.append(said)
        if said[0].isdigit() and (han := _HAN_BEFORE.search(before)):
            found += [han[0][at:] + said for at in range(len(han[0]))]
    return list(dict.fromkeys(found))[:_MOST]


def _is_of_an_id(word: str) -> bool:
    if word.isdecimal():
        return len(word) >= _LEAST_FIGURES
    has_figure = any(char.isdecimal() for char in word)
    return not _VERSION.fullmatch(word) and (has_figure or bool(re.search(r"\w[-_/]\w", word)))


def named_ids(asked: Asked) -> list[str]:
    """The cases that a question names by an id that is ours in form, or that the stores know."""
    text = plain(asked.text)
    known = {_folded(one) for one in asked.named}
    certain = [one for one in certain_ids(text) if _folded(one) not in known]
    return sorted([*asked.named, *certain], key=lambda one: _place(text, one))


def in_place_of_a_case(text: str) -> str | None:
    """The word in the place where a case is named, known or not; None where none stands there.

    >>> in_place_of_a_case("Why did n42 fail?"), in_place_of_a_case("为什么订单-001失败了")
    ('n42', '订单-001')
    >>> in_place_of_a_case("why did v2 fail?"), in_place_of_a_case("why did 3 fail?")
    (None, None)
    """
    found = _IN_PLACE.search(plain(text)) if len(text) <= _LONGEST else None
    named = next((one for one in found.groups() if one), None) if found else None
    return None if named is None or _NUMBERED.fullmatch(named) else named


def as_ids(text: str, named: Sequence[str]) -> str:
    """A text in which the ids that it names are told as 〔id〕, whatever they look like.

    >>> as_ids("compare n30 and n42", ["n30", "n42"])
    'compare 〔id〕 and 〔id〕'
    """
    if not named:
        return text
    ids = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{ids})(?![\w-])", "〔id〕", plain(text), flags=_I | re.ASCII)


def _folded(one: str) -> str:
    return one.casefold().replace("-", "")


def _place(text: str, one: str) -> int:
    """Where an id stands; t-001201 may be written t001201."""
    places = [text.casefold().find(form) for form in (one.casefold(), _folded(one))]
    return max(places)
