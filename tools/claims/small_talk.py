"""Is a piece of a text talk around the matter: greeting, thanking, offering, naming its source?

No list of phrases holds all that people and products say there, but it is made of few words. A
piece with nothing but these says nothing that a passage would have to carry. What shares such a
word with the question is kept: where support is asked of, an answer speaks of support.
"""

import re
from collections.abc import Iterable
from functools import cache

from knowledge.han import HAN, HAN_RANGE
from knowledge.packaged import packaged
from tools.claims.amounts import amounts
from tools.claims.measure import Text, content, weight

_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\[?\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?\]?"
    r"|\[?\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?\]?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:用时|第|\bsteps?|步|楼|满意|评价|评分|打分|工号|坐席|座席|客服|工单|单号|编号|星|页|\bpage|\brate|\brating|\bstars?|\bsurvey"
    r"|\bticket|\bcase|\breply|\bagent|\bref|\bid|\bno|#)",
    re.IGNORECASE,
)
"""What may be numbered in such talk: a ticket, an agent, the stars that are asked for."""
_SOURCED = re.compile(
    r"\W*(?:根据|依据|按照|依照|基于|参考|参照|参见|以上|上述|来自|出自|源自|摘自|引自|详见|据|按|依|从|见"
    r"|(?:资料|文档|文件|材料|文章|原文|知识库)[里中上内]?(?:也|还)?(?:显示|表明|提到|提及|指出|记载|介绍|说|写)"
    r"|(?:based|according|as|per|from|in|see|taken|drawn|our|the|this|these|cited|quoted|source)\b)",
    re.IGNORECASE,
)
_OF_SOURCES = re.compile(
    r"资料|文档|文件|材料|文章|原文|文中|正文|段落|片段|上下文|内容|信息|手册"
    r"|\b(?:documents?|documentation|docs?|materials?|texts?|articles?|excerpts?|passages?|context"
    r"|pages?|data|information|files?)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"\W*(?:[A-Za-z]+(?:[ _-][A-Za-z]+)?|[{HAN_RANGE}]{{2,6}})[ *]*[:：]\s*")
"""What is written before a text to say that it is one: "Answer:", 回复内容：."""
_TO_A_NAME = re.compile(
    r"\W*(?:(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[\s,]+"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?"
    r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?"
    rf"|[{HAN_RANGE}A-Za-z]{{1,4}}(?:先生|女士|小姐|老师|同学|经理|总|客服|助手)?[,，]?(?:您好|你好|好))\W*",
)
_FROM_A_NAME = re.compile(r"\W*[—–-]{1,2}\s*[A-Z][\w'’-]*(?:,? [A-Z][\w'’-]*){0,5}\W*")


_MOSTLY = 0.6
"""Share of a sentence in words of talk from which it is such for the most part."""
_TELLS = 1.2
"""Weight from which a word tells what a sentence is about."""


@cache
def _words(*, in_question: bool) -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """All English words, those of serving in both languages, and all Chinese as an expression."""
    told: dict[str, dict[str, list[str]]] = packaged(__package__, "small_talk.yaml")
    kinds = ("service", "asking") if in_question else ("service",)
    serving = frozenset(word for kind in kinds for said in told[kind].values() for word in said)
    english = frozenset(word for said in told.values() for word in said["en"])
    longest_first = sorted({word for said in told.values() for word in said["zh"]}, key=len)[::-1]
    return english, serving, re.compile("|".join(longest_first))


def talk_share(piece: str) -> float:
    """The share of the words of `piece`, in Chinese of its characters, of which such talk is made.

    >>> talk_share("Happy shopping!"), talk_share("The warranty lasts five years.")
    (1.0, 0.2)
    """
    known, _, han = _words(in_question=False)
    english = [word.lower().replace("’", "'") for word in _WORD.findall(piece)]
    chinese, left = len(HAN.findall(piece)), len(HAN.findall(han.sub("", piece)))
    whole = len(english) + chinese
    return (sum(word in known for word in english) + chinese - left) / whole if whole else 0.0


def is_small_talk(piece: str, asked: str | None = None) -> bool:
    """Whether `piece` speaks of nothing but serving, asking and answering.

    `asked` is the question that it belongs to an answer of; None where it belongs to a question.

    >>> is_small_talk("Thanks for your patience."), is_small_talk("It takes two days.")
    (True, False)
    >>> is_small_talk("以上内容仅供您参考"), is_small_talk("可以。"), is_small_talk("客服九点上班")
    (True, False, False)
    """
    if _TO_A_NAME.fullmatch(piece) or _FROM_A_NAME.fullmatch(piece):
        return True
    plain = _CLOCK.sub(" ", piece)
    if _DIGIT.search(plain) and not _COUNTED.search(plain):
        return False
    known, serving, han = _words(in_question=asked is None)
    english = [word.lower().replace("’", "'") for word in _WORD.findall(plain)]
    chinese = han.findall(plain)
    if HAN.search(han.sub("", plain)) or not known.issuperset(english):
        return False
    if _LABEL.fullmatch(plain):
        return True
    strong = [word for word in (*english, *chinese) if word in serving]
    if asked and any(word in asked for word in strong):
        return False
    return bool(strong) or bool(_SOURCED.match(plain) and _OF_SOURCES.search(plain))


def without_talk(text: str) -> str:
    """`text` without the words of serving, asking and answering, wherever they stand.

    >>> without_talk("Nothing in our documents covers a dress code, sorry to say.").split()
    ['Nothing', 'in', 'our', 'covers', 'a', 'dress', 'code,', 'sorry', 'to', 'say.']
    """
    _, serving, han = _words(in_question=False)
    plain = _WORD.sub(lambda one: "" if one[0].lower() in serving else one[0], text)
    return _OF_SOURCES.sub(" ", han.sub(lambda one: " " if one[0] in serving else one[0], plain))


def claims_nothing(claim: str, asked: str, known: Iterable[Text]) -> bool:
    """Whether a sentence is talk around the matter, or such for the most part and has no figure and
    nothing else of the question `asked` nor of the texts that are `known`.
    """
    folded = asked.casefold()
    if talk_share(claim) < _MOSTLY or amounts(claim):
        return is_small_talk(claim, folded)
    telling = [one for one in content(claim) if weight(one) >= _TELLS and talk_share(one) < 1]
    there = [Text(asked), *known]
    return not any(text.carries(term) for term in telling for text in there)
