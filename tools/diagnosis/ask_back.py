"""Does a reply ask what is meant, instead of answering? Told by how it is built.

It asks which one the other person means (您指的是哪一项, which one are you asking about), or begs
for more (请再具体一些, please be more specific).
"""

import re

_LONGEST = 160
"""Characters from which on a reply does more than ask."""
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


def asks_back(reply: str) -> bool:
    """Whether a reply, as a whole, asks what is meant.

    >>> asks_back("您指的是哪一项？请再说具体一些。"), asks_back("Which of them do you mean?")
    (True, True)
    >>> asks_back("请先打开设置。"), asks_back("It depends on which plan you have.")
    (False, False)
    """
    return 0 < len(reply) <= _LONGEST and bool(_BUILDS.search(reply))
