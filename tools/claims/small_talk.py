"""Is a piece of a text talk around the matter: greeting, thanking, offering, naming its source?

No list of phrases holds all that people and products say there, but it is made of few words. A
piece with nothing but these says nothing that a passage would have to carry. What shares such a
word with the question is kept: where support is asked of, an answer speaks of support.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from knowledge.han import HAN, HAN_RANGE
from knowledge.packaged import packaged
from tools.claims.amounts import amounts
from tools.claims.bound.states import states
from tools.claims.measure import TELLING, Text, content, weight
from tools.claims.replies import says_yes
from tools.claims.sources import sources_called

_LONGEST = 2_000
"""Characters from which on a piece of a text is no talk around it."""
_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
"""An English word as `small_talk.yaml` has it, in any case and with any apostrophe."""
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\[?\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?\]?"
    r"|\[?\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?\]?",
    re.IGNORECASE,
)
"""A date or a time of day: no figure that a passage would have to carry."""
_COUNTED = re.compile(
    r"(?:用时|第|\bsteps?|步|楼|满意|评价|评分|打分|工号|坐席|座席|客服|工单|单号|编号|星|页|\bpage|\brate|\brating|\bstars?|\bsurvey"
    r"|\bticket|\bcase|\breply|\bagent|\bref|\bid|\bno|#)",
    re.IGNORECASE,
)
"""What may be numbered in such talk: a ticket, an agent, the stars that are asked for."""
_SOURCED = re.compile(
    r"\W*(?:根据|依据|按照|依照|基于|参考|参照|参见|以上|上述|来自|出自|源自|摘自|引自|详见|据|按|依|从|见"
    rf"|(?:{sources_called('zh')}|文章|原文)[里中上内]?(?:也|还)?"
    r"(?:显示|表明|提到|提及|指出|记载|介绍|说|写)"
    r"|(?:based|according|as|per|from|in|see|taken|drawn|our|the|this|these|cited|quoted|source)\b)",
    re.IGNORECASE,
)
"""How a piece begins that names its source."""
_OF_SOURCES = re.compile(
    rf"{sources_called('zh', 'spoken', 'named')}|\b(?:{sources_called('en', 'spoken', 'named')})\b",
    re.IGNORECASE,
)
"""What sources are called."""
_LABEL = re.compile(rf"\W*(?:[A-Za-z]+(?:[ _-][A-Za-z]+)?|[{HAN_RANGE}]{{2,6}})[ *]*[:：]\s*")
"""What is written before a text to say that it is one: "Answer:", 回复内容：."""
_TO_A_NAME = re.compile(
    r"\W*(?:(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[\s,]+"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?"
    r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?"
    rf"|[{HAN_RANGE}A-Za-z]{{1,4}}(?:先生|女士|小姐|老师|同学|经理|总|客服|助手)?[,，]?(?:您好|你好|好))\W*",
)
"""A greeting to somebody by name: "Dear Mr. Lee,", 王女士您好."""
_FROM_A_NAME = re.compile(r"\W*[—–-]{1,2}\s*[A-Z][\w'’-]*(?:,? [A-Z][\w'’-]*){0,5}\W*")
"""Who signs: "— Casey, Support Team"."""
_MOSTLY = 0.6
"""Share of a sentence in words of talk from which it is such for the most part."""


@dataclass(frozen=True)
class _Words:
    """The words of which talk around the matter is made."""

    english: frozenset[str]
    """All English ones."""
    chinese: re.Pattern[str]
    """An expression of all Chinese ones, the longest of them where several begin alike."""
    serving: frozenset[str]
    """Those that tell such talk in an answer, in both languages."""
    asking: frozenset[str]
    """Those that tell it in a question: the same, and why somebody asks."""


@cache
def _words() -> _Words:
    told: dict[str, dict[str, list[str]]] = packaged(__package__, "small_talk.yaml")
    serving = frozenset(word for said in told["service"].values() for word in said)
    return _Words(
        frozenset(word for said in told.values() for word in said["en"]),
        re.compile(_any_of({word for said in told.values() for word in said["zh"]})),
        serving,
        serving.union(*told["asking"].values()),
    )


def _any_of(words: Iterable[str]) -> str:
    """The expression of any of `words`, by their first letter, which is tried once for them all."""
    return "|".join(
        f"{first}(?:{'|'.join(sorted((word[1:] for word in mine), key=len, reverse=True))})"
        for first, mine in groupby(sorted(words), key=lambda word: word[0])
    )


def _english(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def talk_share(piece: str) -> float:
    """The share of the words of `piece`, in Chinese of its characters, of which such talk is made.

    >>> talk_share("Happy shopping!"), talk_share("The warranty lasts five years.")
    (1.0, 0.2)
    """
    words, english = _words(), _english(piece)
    chinese, left = len(HAN.findall(piece)), len(HAN.findall(words.chinese.sub("", piece)))
    of_talk = sum(word in words.english for word in english) + chinese - left
    whole = len(english) + chinese
    return of_talk / whole if whole else 0.0


def is_small_talk(piece: str, asked: str | None = None) -> bool:
    """Whether `piece` speaks of nothing but serving, asking and answering.

    `asked` is the question, casefolded, that it belongs to an answer of; None where it belongs to a
    question.

    >>> is_small_talk("Thanks for your patience."), is_small_talk("It takes two days.")
    (True, False)
    >>> is_small_talk("以上内容仅供您参考"), is_small_talk("可以。"), is_small_talk("客服九点上班")
    (True, False, False)
    """
    if _TO_A_NAME.fullmatch(piece) or _FROM_A_NAME.fullmatch(piece):
        return True
    plain = _CLOCK.sub(" ", piece)
    if len(piece) > _LONGEST or (_DIGIT.search(plain) and not _COUNTED.search(plain)):
        return False
    words, english = _words(), _english(plain)
    if HAN.search(words.chinese.sub("", plain)) or not words.english.issuperset(english):
        return False
    if _LABEL.fullmatch(plain):
        return True
    telling = words.asking if asked is None else words.serving
    strong = telling.intersection([*english, *words.chinese.findall(plain)])
    if asked and any(word in asked for word in strong):
        return False
    return bool(strong) or bool(_SOURCED.match(plain) and _OF_SOURCES.search(plain))


def without_talk(text: str) -> str:
    """`text` without the words of serving, asking and answering, wherever they stand.

    >>> without_talk("Nothing in our documents covers a dress code, sorry to say.").split()
    ['Nothing', 'in', 'our', 'covers', 'a', 'dress', 'code,', 'sorry', 'to', 'say.']
    """
    words = _words()
    plain = _WORD.sub(lambda one: "" if one[0].lower() in words.serving else one[0], text)
    plain = words.chinese.sub(lambda one: " " if one[0] in words.serving else one[0], plain)
    return _OF_SOURCES.sub(" ", plain)


def claims_nothing(claim: str, asked: str, known: Iterable[Text]) -> bool:
    """Whether a sentence is talk around the matter, or such for the most part and has no figure, no
    state, no yes or no, and nothing else of the texts that are `known`, of which that of the
    question `asked` is one.
    """
    if len(claim) > _LONGEST:
        return False
    folded = asked.casefold()
    says_so = amounts(claim) or states(claim) or says_yes(claim) is not None
    if says_so or talk_share(claim) < _MOSTLY:
        return is_small_talk(claim, folded)
    telling = [one for one in content(claim) if weight(one) >= TELLING and talk_share(one) < 1]
    return not any(text.carries(term) for term in telling for text in known)
