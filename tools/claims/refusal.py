"""Is an answer, as a whole, no answer? Told by how refusals are built, not by fixed phrases.

Three builds, in both languages: there is nothing on it (资料里没有提到, the context does not
mention), the speaker cannot (未能找到, I was unable to find), or it is out of scope (超出服务范围).
A negation about the matter itself is an answer: "the warranty does not cover water".
"""

import re

from tools.claims.sources import sources_called
from tools.claims.splitting import claims

_LONGEST = 240
"""Characters from which on an answer says more than that it cannot answer."""
_SOURCES_ZH = rf"(?:{sources_called('zh', 'spoken', 'refused')})"
_SAYS_ZH = (
    r"(?:提到|提及|说明|说到|写|规定|涉及|记载|包含|包括|给出|介绍|覆盖|收录|交代|指出|列出|描述|相关|这方面|对应"
    r"|答案|依据|信息|数据)"
)
_SOURCES_EN = rf"(?:{sources_called('en', 'spoken', 'refused')})"
_SAYS_EN = (
    r"(?:mention|contain|include|provide|say|state|specify|cover|describe|discuss|address|tell"
    r"|explain|indicate|give|offer|have|list|answer|detail)"
)
_SPEAKER_ZH = r"(?:^|[。！？，,；;、\s]|我们?|本人|因此|所以|暂时|目前|仍然?|还|均|都|中|料|息|容)"
_NOT_EN = r"(?:not|n't|n’t|never|neither)"
_NOTHING = (
    # The source says nothing of it.
    rf"{_SOURCES_ZH}[^。！？\n]{{0,12}}(?:没有|未能?|并未|没|不|无)[^。！？\n]{{0,8}}{_SAYS_ZH}",
    rf"{_SOURCES_ZH}[^。！？\n]{{0,12}}(?:没有|未|没)(?:有?关于?|对|就)[^。！？\n]{{0,24}}{_SAYS_ZH}",
    # There is nothing on it there.
    rf"{_SOURCES_ZH}[^。！？，\n]{{0,8}}(?:没有|没|无)[^。！？，\n]{{1,16}}的?(?:信息|内容|规定|介绍|资料|条款)",
    rf"\bnothing (?:at all )?(?:about|on|regarding)\b[^.!?\n]{{0,40}}\b(?:in|on) (?:the|my|our)\b"
    rf"[^.!?\n]{{0,20}}\b(?:{_SOURCES_EN}|pages?|data|files?)\b",
    rf"\b(?:{_SOURCES_EN}|pages?|they|it)\b[^.!?\n]{{0,24}}\bsays? nothing\b",
    r"(?:没有|未|没)(?:被)?(?:提到|提及|说明|记载|写明|收录|涉及)",
    rf"\b{_SOURCES_EN}\b[^.!?\n]{{0,60}}?\b(?:do|does|did|is|are|was|were|has|have|can|could)?"
    rf"\s*{_NOT_EN}\b[^.!?\n]{{0,30}}?\b{_SAYS_EN}",
    rf"\b{_SOURCES_EN}\b[^.!?\n]{{0,40}}?\b(?:contains?|provides?|has|have|gives?|makes?|offers?)"
    r"\s+no\b",
    rf"\b{_NOT_EN}\s+(?:\w+ly\s+)?(?:mentioned|specified|stated|described|discussed|addressed)\b",
    rf"\b{_NOT_EN}\s+(?:\w+ly\s+)?(?:provided|covered|included|available|found|given|listed)"
    rf"\s+(?:in|by|within|anywhere in)\s+(?:the|my|our|this|these)[^.!?\n]{{0,20}}\b{_SOURCES_EN}",
    rf"\b(?:nothing|none|nowhere)\b[^.!?\n]{{0,20}}\b{_SOURCES_EN}\b[^.!?\n]{{0,24}}?\b{_SAYS_EN}s?",
    # There is too little.
    r"(?:不足以|不够|尚?不能支持)[^。，！？\n]{0,6}(?:回答|判断|确定|解答|得出|作答)",
    r"(?:\bnot|n't|n’t|\bwithout|\black(?:s|ing)?|\binsufficient)\b[^.!?\n]{0,16}"
    r"\b(?:information|details?|context|data|evidence)\b[^.!?\n]{0,12}"
    r"\bto (?:answer|say|tell|determine|respond)",
    r"\b(?:i|we) (?:have|can offer|can give)(?: got)? no (?:answer|information|idea|record|data)\b",
    # There is nothing.
    r"(?:暂无|查无|无|没有)(?:任何|可用的?|足够的?|直接的?)?(?:相关|有关|此|该|这方面)?的?"
    r"(?:信息|资料|内容|记录|答案|数据|说明|结果|素材)",
    r"\bno\s+(?:\w+\s+){0,2}(?:information|mention|answer|details?|results?|record|reference|evidence"
    r"|data|material|match(?:es)?)\b[^.!?\n]{0,30}\b(?:about|on|of|for|regarding|found|available|in"
    r"|that)\b",
)
_CANNOT = (
    rf"{_SPEAKER_ZH}(?:没能|未能|无法|没法|不能|难以|没有办法|没有|未)(?:够|从[^，。]{{0,12}}中)?"
    r"(?:[给为向][您你])?(?:一个)?(?:(?:准确|明确|确切|肯定|具体)的?)?"
    r"(?:找到|查到|搜到|检索到|查询到|获取|回答|解答|答复|作答|确定|判断|得知|得出|给出|提供|协助)",
    rf"{_SPEAKER_ZH}没(?:找|查|搜|检索|查询)到",
    # Not what a thing cannot find: 因为找不到充电座.
    r"(?<![是为会它])(?:找|查|搜|检索|答)不(?:到|了|出|上来)",
    rf"{_SPEAKER_ZH}(?:不|并不|不太)(?:知道|清楚|了解|掌握|确定|方便)",
    r"\b(?:i|we)(?:'m|’m| am| are|'re|’re| was| were| have been| could| can| ca(?=n['’]t)| do| did"
    r"| would|'ve)?"
    rf"\s*(?:{_NOT_EN}|unable)\b[^.!?\n]{{0,24}}?\b"
    r"(?:find|locate|answer|determine|provide|help|tell|know|confirm|see|say|sure|able|have|assist)\b",
    r"\b(?:can|ca(?=n['’]t)|could|do|did|was|were|am|are)(?:not|n't|n’t)\b[^.!?\n]{0,16}?\b"
    r"(?:find|locate|answer|determine|help you|know|be (?:found|answered|determined)|able to)\b",
    r"(?:帮|答|回答|解答)不(?:到|了|上)|爱莫能助|恕难",
    r"\b(?:not|n['’]t) (?:something|anything|a thing) (?:that )?(?:i|we)(?: can|['’](?:m|re))?\b"
    r"[^.!?\n]{0,16}\b(?:help|answer|assist|cover|handle|deal|do)\b",
    r"\b(?:i|we) (?:can['’]t|cannot|can not|am not able to|are not able to|do not|don['’]t)"
    r" (?:give|offer)\b[^.!?\n]{0,24}\b(?:advice|opinions?|recommendations?|predictions?)\b",
    r"\b(?:unable|not able|failed) to\b[^.!?\n]{0,10}\b(?:find|locate|answer|determine|provide|help"
    r"|create|generate|write)",
)
_SCOPE = (
    r"不(?:归|在|属于)[^。，]{0,12}(?:管|办|处理|职责|(?:我|产品|服务|业务|支持|能力|职责|回答|知识)[^。，]{0,6}范围)",
    r"超出[^。，]{0,4}(?:我|产品|服务|业务|支持|能力|职责|回答|知识)[^。，]{0,8}",
    r"超出[^。，]{0,2}(?:范围|能力)(?=$|\W)",
    r"\b(?:only|just) (?:able to |here to )?(?:help|assist|answer)\b[^.!?\n]{0,40}"
    r"\b(?:about|with|questions?)\b",
    r"只(?:能|负责|会|可以)?(?:帮[您你忙]?)?(?:回答|解答|答复|处理|协助|受理)[^。！？\n]{0,24}"
    r"(?:问题|相关|方面|事宜|咨询|查询|业务|的事)",
    r"\b(?:out of|outside(?: of)?|beyond) (?:the |my |our |its |what |this )?"
    r"(?:scope|what|knowledge|remit)",
)


_PURPOSE = (
    r"帮不[到了上](?:您|你|忙)",
    r"(?:我|助手|机器人)[^。！？\n]{0,12}(?:只|仅)(?:负责|能|可以)?(?:回答|解答|处理|协助)[^。，！？\n]{2,24}"
    r"(?:问题|咨询|事宜)",
    r"\b(?:not|n['’]t) (?:something|a thing|anything) (?:that )?(?:i|we) can"
    r" (?:help|assist|answer|advise)\b",
    r"\b(?:i['’]m|i am|we['’]re|we are) (?:only |just )?here"
    r" (?:for|to (?:help|answer|assist)[^.!?\n]{0,12}) (?:questions?|with|about)\b",
)
"""How one says what one is for."""


def _any(*builds: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{build})" for build in builds), re.IGNORECASE)


_PATTERN = _any(*_NOTHING, *_CANNOT, *_SCOPE, *_PURPOSE)
_ROLE = (
    r"(?:我|我们|本人)(?:是|只是)[^。，！？\n]{1,12}(?:客服|助手|助理|机器人|顾问)",
    r"\b(?:i['’]m|i am) (?:only |just )?(?:an? |the |your )(?:\w+ ){0,3}"
    r"(?:assistant|bot|chatbot|agent)\b",
)
"""How one says what one is, as the reason of a refusal."""
_OF_SOURCES, _OF_SCOPE = _any(*_NOTHING), _any(*_SCOPE, *_PURPOSE, *_ROLE)
_OF_ITSELF = _any(*_NOTHING, *_CANNOT, r"(?:没有?|未)(?:找|查|搜|检索)到")


def is_refusal(answer: str) -> bool:
    """Whether `answer` says, as a whole, that it cannot or will not answer.

    >>> is_refusal("The context does not mention a price."), is_refusal("It does not cover water.")
    (True, False)
    """
    text = answer.strip()
    if not text or len(text) > _LONGEST or text.count("\n") > 1:
        return False
    return bool(_PATTERN.search(text))


def finds_nothing(refusal: str) -> bool:
    """Whether a refusal is for want of sources, and not because of what the product is for.

    >>> finds_nothing("资料中没有提到学生优惠。"), finds_nothing("抱歉，这超出了我的服务范围。")
    (True, False)
    """
    return bool(_OF_SOURCES.search(refusal)) and not _OF_SCOPE.search(refusal)


def speaks_of_itself(refusal: str) -> bool:
    """Whether a refusal says what the speaker or the sources lack, rather than that a thing is not
    so.

    >>> speaks_of_itself("I couldn't find that."), speaks_of_itself("抱歉，烧裂的不能退款。")
    (True, False)
    """
    return bool(_OF_ITSELF.search(refusal))


def is_of_scope(refusal: str) -> bool:
    """Whether a refusal says what the product is for, or that this is not for it.

    >>> is_of_scope("That's not something I can help with."), is_of_scope("资料中没有提到。")
    (True, False)
    """
    return bool(_OF_SCOPE.search(refusal))


_ADMITS = re.compile(
    r"(?:没有?|未|并未)(?:明确|具体)?(?:写|提|列|说明)(?:出|到|明|及|过|了)?(?=$|\W|[\w]{0,10}(?:$|\W))"
    r"|(?:没法|无法|不能|不敢|不好)(?:向您|给您|替\w{1,6})?(?:确认|确定|保证|答应|断定|说)"
    r"|(?:\b(?:not|nothing|no \w+|none)|n['’]t)\b[^.!?\n]{0,40}\b(?:mention\w*|listed|stated?|says?"
    r"|described|documented|covered?)\b"
    r"|\b(?:don['’]t|do not|can['’]t|cannot|couldn['’]t|could not)"
    r" (?:see|find|have|know|say|tell|confirm)\b",
    re.IGNORECASE,
)
"""How one says that nothing is known of something, which may as well be a statement of a rule."""


def admits_not_to_know(answer: str) -> bool:
    """Whether one of its statements says that nothing is known; to be asked where that is so.

    >>> admits_not_to_know("Skis aren't listed. Boots cost 9."), admits_not_to_know("Skis cost 9.")
    (True, False)
    """
    return any(is_refusal(one) or _ADMITS.search(one) for one in claims(answer))


_ASIDE = re.compile(r"(?:sorry|抱歉|对不起|unfortunately|please|请|if you|如果您?)", re.IGNORECASE)
"""How sentences begin that go with a refusal and state nothing."""


def only_declines(answer: str) -> bool:
    """Whether `answer` declines and states nothing besides.

    >>> only_declines("没有提到。请联系客服。"), only_declines("没有提到。定价 9 元。")
    (True, False)
    """
    told = claims(answer)
    return any(map(is_refusal, told)) and all(is_refusal(one) or _ASIDE.match(one) for one in told)
