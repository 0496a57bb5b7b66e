"""Does a reply ask what is meant, instead of answering? Told by how it is built.

It asks which one the other person means (您指的是哪一项, which one are you asking about), or begs
for more (请再具体一些, please be more specific).
"""

import re

from tools.claims.replies import says_yes
from tools.claims.small_talk import talk_share
from tools.claims.splitting import claims

_LONGEST = 160
"""Characters from which on a reply does more than ask."""
_TALK = 0.6
"""Share of a sentence in words of talk from which it tells nothing: "Happy to help!"."""
_CLAUSE, _DIGIT = re.compile(r"[，,；;](?!\d)"), re.compile(r"\d")
_WILLING = re.compile(r"^\W*(?:sure|of course|certainly|好的?|当然)\W+", re.IGNORECASE)
"""How a reply begins that agrees to help, and says no yes."""
_BUILDS = re.compile(
    r"(?:[您你][^。！？?\n]{0,12}(?:指|问|说|想|要|需要|关心|关注)[^。！？?\n]{0,12}(?:哪|什么|谁|何)"
    r"|(?:请|麻烦|劳烦|能否|可否|能不能|可以)[^。！？?\n]{0,14}(?:具体|详细|明确|补充|说清|说明一下|先说明"
    r"|提供更多|更多信息|告诉我|描述一下|换个说法)"
    r"|(?:哪(?:一个|一项|一款|个|项|款|方面|部分)|什么方面)[^。！\n]{0,6}[？?]\s*$"
    r"|\b(?:which|what|who|where|when)\b[^.?!\n]{0,56}\byou\b[^.?!\n]{0,40}"
    r"\b(?:mean|refer\w*|ask\w*|look\w*|interest\w*|want|need|have in mind|talk\w*|after)\b"
    r"|\b(?:could|can|would|will) you\b[^.?!\n]{0,30}\b(?:specif\w*|clarif\w*|elaborate|rephrase"
    r"|say which|narrow|(?:more|further|additional) (?:details?|information|context)"
    r"|tell me (?:which|what|more))"
    r"|\bplease\b[^.?!\n]{0,24}\b(?:more specific|specify|clarify|elaborate|rephrase|narrow"
    r"|(?:more|further|additional) (?:details?|information|context)|tell me (?:which|what|more))"
    r"|\b(?:not sure|unclear|unsure) (?:what|which|who) (?:you|exactly|this|that)\b"
    r"|\bwhat (?:exactly|specifically)\b[^.!\n]{0,40}\?)",
    re.IGNORECASE,
)


_CHOICE = re.compile(
    r"还是|哪|什么|几|\b(?:or|which|what|who|whose|where|when)\b[^.!\n]*[?？]", re.IGNORECASE
)
"""What a question has that asks which of several is meant."""
_BEGS = re.compile(
    r"(?:麻烦|劳烦|请|辛苦)您?(?:再|先)?(?:发|提供|给|告诉|报|说|补充)[^，。！？?\n]{0,16}"
    r"(?:号码?|信息|型号|名称?|截图|日期|时间|城市|地址)"
    r"|\b(?:(?:could|can|would|will) you|please) (?:please )?(?:send|give|tell|share|provide|let)\b"
    r"[^.?!\n]{0,40}\b(?:number|id|name|details?|model|size|date|city|address|know which)\b",
    re.IGNORECASE,
)
"""How a reply begs for what it needs to go on."""
_ASKS = re.compile(r"[?？]\W*$|[吗呢]\W*$")
"""How a sentence ends that asks."""
_GOES_ON = re.compile(
    r"^\W*(?:告诉|说明|这样|以便|好让|我(?:来|就|好|这就|帮|马上)|so (?:that )?i|then i"
    r"|i(?:['’]ll| will| can))",
    re.IGNORECASE,
)
"""How a sentence begins that tells what follows once it is known."""


def asks_back(reply: str) -> bool:
    """Whether a reply, as a whole, asks what is meant.

    >>> asks_back("您指的是哪一项？请再说具体一些。"), asks_back("Which of them do you mean?")
    (True, True)
    >>> asks_back("您办的是年卡还是次卡？"), asks_back("Is it a day pass or a monthly one?")
    (True, True)
    >>> asks_back("请先打开设置。"), asks_back("It depends on which plan you have.")
    (False, False)
    >>> asks_back("年卡1200元，您想办哪种？"), asks_back("It's 30 a month. Which branch is it for?")
    (False, False)
    """
    if not 0 < len(reply) <= _LONGEST or says_yes(_WILLING.sub("", reply)) is not None:
        return False
    said = claims(reply)
    told = [one for one in said if not _ASKS.search(one)]
    if any(map(_DIGIT.search, [*told, _CLAUSE.split(reply, maxsplit=1)[0]])):
        return False
    if _BUILDS.search(reply) or _BEGS.search(reply):
        return True
    beside = [one for one in told if not (_GOES_ON.match(one) or talk_share(one) >= _TALK)]
    asked = [one for one in said if _ASKS.search(one)]
    return not beside and any(map(_CHOICE.search, asked))


def asks_somewhere(reply: str) -> bool:
    """Whether a reply asks which one is meant, whatever else it tells.

    >>> asks_somewhere("It's 30 a month at most branches. Which one do you mean?")
    True
    >>> asks_somewhere("It's 30 a month. Shall I sign you up?")
    False
    """
    return asks_back(reply) or any(
        _ASKS.search(one) and (_CHOICE.search(one) or _BUILDS.search(one)) for one in claims(reply)
    )
