"""A turn that asks nothing of the documents: a greeting, thanks, a call for a person, who answers.

Nobody has to guess what is meant, and what answers it in kind needs no passage.
"""

import re

from tools.claims.amounts import amounts
from tools.claims.small_talk import talk_share
from tools.claims.splitting import claims
from tools.diagnosis.asked import Asked
from tools.diagnosis.courtesy import is_courtesy
from tools.diagnosis.said import Said

_LONGEST = 60
"""Characters from which on a turn asks for something besides."""
_CLOSES = re.compile(
    r"^\W*(?:(?:perfect|great|cool|awesome|nice|lovely|brilliant|cheers|ok(?:ay)?|alright|got it"
    r"|understood|thanks?|thank you|(?:that )?makes sense|(?:that|it) (?:worked|works|helped)"
    r"|no(?: more)? (?:problem|questions?|worries)|never ?mind|all good|that['’]?s (?:all|it)|bye"
    r"|good ?bye|good night)\W*)+$"
    r"|^\W*(?:(?:太|非常)?(?:感谢|谢谢|多谢|谢)[您你了啦]*|明白[了啦]*|知道[了啦]+|懂[了啦]+|了解[了啦]*"
    r"|好[的了啦吧]*|行[的了吧]*|嗯+|哦+|没事[了啦]*|不用[了啦]*|解决[了啦]+|搞定[了啦]+|哈{2,}|太好了"
    r"|晚安|再见|拜拜|收到|可以了)(?:\W*(?:谢谢|多谢|感谢|好的|嗯+|明白了|知道了|解决了|再见|拜拜"
    r"|[您你了啦啊呀哈]))*\W*$",
    re.IGNORECASE,
)
"""How people close a conversation, or say that they heard."""
_HOW = re.compile(
    r"^\W*(?:how|where|what|when|is|are)\b|怎么|如何|哪|几点|多少|有没有|什么|啥"
    r"|\b(?:phone|number|hours)\b|电话|热线|号码",
    re.IGNORECASE,
)
"""What one has who asks what documents tell: how to reach a person, and when one is there."""
_PERSON = re.compile(
    r"\b(?:talk|speak|chat|connect|transfer|switch|pass|put)\w*\b[^.?!\n]{0,24}"
    r"\b(?:human|person|agent|representative|rep|operator|someone real|somebody real|real people)\b"
    r"|(?:^|\b(?:get|give|need|want)\b(?: me| us)?)\W*"
    r"(?:(?:a|an|the|some|real|live|actual|human)\s)*"
    r"(?:human|person|agent|representative|operator)\W*(?:(?:please|pls|now)\W*)?$"
    r"|(?:转|找|接|要|换|叫|请|呼叫|联系)[^，。？！?!\n]{0,4}"
    r"(?:人工(?=\W|客服|服务|坐席|座席|[吧啊呀]|$)|真人|客服|坐席|座席)"
    r"|^\W*(?:人工|真人)(?:客服|服务)?\W*$",
    re.IGNORECASE,
)
"""How one calls for a person instead of the product."""
_WHO = re.compile(
    r"^\W*(?:(?:hi|hello|hey)\W+)?(?:so )?(?:who|what) (?:are|r) (?:you|u)\W*$"
    r"|\bwhat (?:can|do) (?:you|u) (?:do|help(?: me)?(?: with)?)\W*$|\bwhat['’]?s your name\W*$"
    r"|\bare you (?:a |an )?(?:real|human|bot|robot|ai|machine|person)\b[^.?!\n]{0,16}\W*$"
    r"|^\W*(?:你好\W*)?(?:请问)?[你您](?:是谁|叫什么(?:名字)?|是什么|(?:都|又)?(?:能|会|可以)(?:做|干|帮我?(?:做|干)?)"
    r"(?:什么|啥|些什么|点啥)|有(?:什么|哪些)(?:功能|用|本领)|是(?:不是)?(?:机器人|真人|人工|ai)吗?)"
    r"(?:[啊呀呢吗])?\W*$",
    re.IGNORECASE,
)
"""How one asks who answers, and what for."""
_HANDS_OVER = re.compile(
    r"\b(?:transfer|connect|pass|put|hand)\w*\b[^.?!\n]{0,30}"
    r"\b(?:agent|colleague|human|person|team|representative|support|staff|through|over)\b"
    r"|(?:转接|转到|转给|接通|连接|转)[^，。？！?!\n]{0,8}(?:人工|客服|同事|专员|坐席)|人工[^，。\n]{0,8}(?:接入|排队|上线)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:i['’]?m|i am|this is|my name is)\b[^.!?\n]{0,50}\b(?:assistant|bot|agent|helper|ai)\b"
    r"|\b(?:i (?:can|could|['’]?m here to)|happy to|glad to|here to|let me)"
    r" (?:help|assist|answer|explain)\b"
    r"|\b(?:ask me|feel free)\b"
    r"|(?:我|这里)(?:是|叫)[^，。！？\n]{0,20}(?:助手|助理|客服|机器人|小\w|顾问|管家)"
    r"|(?:我|小\w{1,2})(?:主要)?(?:可以|能够?|会|来|负责)[^，。！？\n]{0,4}(?:帮|为|协助|解答|回答|查)|(?:随时|可以)问我",
    re.IGNORECASE,
)
_YOU_ARE_WELCOME = re.compile(
    r"\W*(?:不客气|别客气|不用谢|不谢|没关系|应该的|没事|祝[您你][^。！\n]{0,12}|welcome\b)\W*",
    re.IGNORECASE,
)


def is_talk_turn(asked: Asked) -> bool:
    """Whether the query, as a whole, asks nothing that a document could tell.

    >>> [is_a_turn(one) for one in ("谢谢", "转人工", "What can you do?", "I want a human")]
    [True, True, True, True]
    >>> [is_a_turn(one) for one in ("Refunds", "怎么联系人工客服", "Who are you insured with?")]
    [False, False, False]
    """
    return not asked.creative and is_a_turn(asked.trace.query)


def is_a_turn(query: str) -> bool:
    """The same of the words alone."""
    said = query.strip()
    if not said or len(said) > _LONGEST:
        return False
    if _WHO.search(said) or _CLOSES.match(said):
        return True
    return not _HOW.search(said) and bool(_PERSON.search(said) or is_courtesy(said))


def is_answered_in_kind(asked: Asked, said: Said) -> bool:
    """Whether such a turn gets talk for an answer: a greeting, thanks, an offer, who answers, or
    that a person will.
    """
    stated = claims(said.plain) if is_talk_turn(asked) else []
    return bool(stated) and not amounts(said.plain) and all(map(_is_in_kind, stated))


def _is_in_kind(claim: str) -> bool:
    if _HANDS_OVER.search(claim) or _INTRODUCES.search(claim):
        return True
    said = _YOU_ARE_WELCOME.sub("", claim)
    return not said or talk_share(said) == 1
