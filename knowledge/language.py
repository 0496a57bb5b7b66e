"""Which of the two languages a text is in."""

import re
from typing import Literal, get_args

from knowledge.han import HAN

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_ENOUGH = 20_000
"""Characters that are looked at; the rest of a long document would not change the verdict."""
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』|`[^`]*`")
_KEY = re.compile(r"\"[^\"\n]{1,60}\"\s*:")
_LITERAL = re.compile(r"(?<=[:\[,\s])(?:true|false|null)\b")
"""What JSON says in a language of its own."""
_WISHED = re.compile(
    r"(?P<zh>请?(?:用|以|换成?|翻成|说)(?:中文|汉语|普通话)(?:来)?"
    r"(?:回答|回复|答复?|告诉我|说明?|写|解释|一下)*"
    r"|(?:翻译?成|译成|换成|要|来个?)中文(?:版)?的?|中文版的?(?=[\s。.！!吧呢]*$)"
    r"|\btranslate (?:it|this|that) (?:in)?to (?:simplified )?chinese"
    r"|\(?\b(?:please\s+)?(?:(?:answer|reply|respond|say it|tell me)\s+)?"
    r"in (?:simplified )?chinese(?:,?\s*please)?\b\)?)"
    r"|(?P<en>请?(?:用|以|换成?|翻成|说)英(?:文|语)(?:来)?"
    r"(?:回答|回复|答复?|告诉我|说明?|写|解释|一下)*"
    r"|(?:翻译?成|译成|换成|要|来个?)英[文语](?:版)?的?|英[文语]版的?(?=[\s。.！!吧呢]*$)"
    r"|\btranslate (?:it|this|that) (?:in)?to english"
    # "in English" alone may be about the English edition.
    r"|\(?\b(?:please\s+(?:(?:answer|reply|respond)\s+)?in english"
    r"|(?:answer|reply|respond|say it|tell me) in english(?:,?\s*please)?"
    r"|in english,?\s*please)\b\)?)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\b(?:ok(?:ay)?|and|can you|could you|please|now|the same|again|it)\b"
    r"|请|麻烦|帮我|给我|把它|能|再|可以|一遍|吧|呢|吗",
    re.IGNORECASE,
)
_RUN = re.compile(r"[!-~’]+")
_PLACE = re.compile(r"[/\\_]|\.[A-Za-z]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_COMMON = re.compile(r"[A-Z]?[a-z'’-]+|[AI]")


def language_of(text: str, default: Lang = "en") -> Lang:
    """Tell Chinese from English: two Han characters weigh about as much as an English word.

    Mixed speech such as "这个 trace 为什么 fail" is Chinese. What stands in quotes, and names of
    any kind (paths, ids, SLA, ScriptMate), count only where nothing else does: a question about
    a Chinese script stays English. JSON's keys count nowhere. `default` is for texts with letters
    of neither.
    """
    if default == "en" and text.isascii():
        return "en"
    text = text[:_ENOUGH]
    if _KEY.search(text):
        text = _LITERAL.sub(" ", _KEY.sub(" ", text))
    for part, names in ((_QUOTED.sub(" ", text), False), (text, False), (text, True)):
        han, latin = len(HAN.findall(part)), _words(part, names=names)
        if han or latin:
            return "zh" if han / 2 >= latin * 0.6 else "en"
    return default


def answer_language(question: str, default: Lang = "en") -> Lang:
    """The language to answer in: the one that the question asks for, else its own.

    >>> answer_language("What does Pro cost? 用中文回答"), answer_language("定价 in English please")
    ('zh', 'en')
    """
    wished = [match.lastgroup for match in _WISHED.finditer(question)]
    if wished:
        return "zh" if wished[-1] == "zh" else "en"
    return language_of(question, default)


def is_wish_alone(text: str) -> bool:
    """Whether a text says nothing but in which language to say it.

    >>> is_wish_alone("用英文说一下"), is_wish_alone("in English please"), is_wish_alone("英文定价")
    (True, True, False)
    """
    rest = _POLITE.sub(" ", _WISHED.sub(" ", text))
    return rest != text and not any(map(str.isalnum, rest)) and bool(_WISHED.search(text))


def without_wish(question: str) -> str:
    """A question without the wish for a language; itself where nothing else is in it."""
    rest = _WISHED.sub(" ", question).strip(" ,，。.;；")
    return rest if any(map(str.isalnum, rest)) else question


def _words(text: str, *, names: bool) -> int:
    """English words in `text`; those in capitals, of mixed case or in paths only with `names`."""
    count = 0
    for run in _RUN.findall(text):
        if names or not _PLACE.search(run):
            count += sum(
                not any(map(str.isdigit, word)) and (names or bool(_COMMON.fullmatch(word)))
                for word in _WORD.findall(run)
            )
    return count
