"""Tells a statement about the case at hand from a question or a request: "the time is wrong".

Right after a diagnosis, what neither asks nor wants anything holds something against it.
"""

import re

from knowledge.han import HAN_RANGE

_I = re.IGNORECASE
_LONGEST = 200
"""Characters of what is said in passing; longer texts bring something of their own."""
_ASKS = re.compile(
    r"[?？]|[吗么呢](?:[。.!！\s]|$)|什么|怎么|如何|为(?:什么|啥|何)|哪|谁|多[少久长大高]|几[个条次天]"
    r"|是不是|有没有|能不能|会不会|要不要|是否"
    r"|^\W*(?:so |and |but |ok,? |no,? |well,? |then |actually,? )*"
    r"(?:what|which|who|whose|why|how|when|where|is|are|was|were|do|does|did|can|could|should|would"
    r"|will|may|have|has|had)\b",
    _I,
)
_WANTS = re.compile(
    r"^\W*(?:(?:不对|不是|不|好|那|其实|但是?|现在|接着|然后|再|还是|先)\W*)*"
    r"(?:我(?:们)?(?:想|要|需要|希望)|请|麻烦|帮|给|把|让|写|做|建|看|列|查|算|跑|改|加|删|换|用(?!户)|导|画|显示|展示"
    r"|打开|比|总结|解释|翻译|继续|回到|说|只看|存|生成|起草|诊断|分析)"
    r"|^\W*(?:(?:no|ok(?:ay)?|well|actually|but|then|now|and|so|instead|please|just|let['’]?s|yes)"
    r"\W+)*(?:i (?:want|need|wish|would like)|i['’]d like|let me|give|show|write|draft|make|build"
    r"|create|run|list|find|tell|explain|summari[sz]e|compare|open|add|remove|delete|keep|save"
    r"|export|download|use|try|take|put|go|do|look|check|fix|prove|replay|translate|answer|say|only"
    r"|more|again|next|back|stop|undo|redo|help|start|switch|change|set|diagnose|analy[sz]e)\b",
    _I,
)
_OBJECTS = re.compile(
    r"^\W*(?:不对|不是|错了?|不同意|我不(?:同意|认为|觉得)|你(?:们)?(?:搞|弄|判|看|理解)?错|误判|其实|实际上"
    r"|明明|但是?|可是|不过|真正的(?:问题|原因|根因)|问题(?:其实)?(?:是|在)|我(?:觉得|认为|看|感觉))"
    r"|^\W*(?:no|nope|wrong|not (?:true|right|so|quite)|but|actually|in fact"
    r"|that(?:['’]s| is) (?:wrong|not|incorrect)|you(?:['’]re| are) (?:wrong|mistaken)"
    r"|i (?:don['’]?t )?(?:think|believe|disagree|doubt)"
    r"|the (?:real|actual|true) (?:problem|cause|issue|reason))\b",
    _I,
)
"""How people begin who see it otherwise."""
_PREDICATE = re.compile(
    r"是|没|不|错|了|应该|已经|只有|都|\b(?:\w{3,}ed|meant|looks?|seems?|went|came|got|told|gave|made|is|are|was|were|isn['’]t|wasn['’]t|did(?:n['’]t)?"
    r"|does(?:n['’]t)?|never|should|has|had|wanted|asked|said|means?|needs?|says?|works?)\b",
    _I,
)
"""Without one it is no statement: "the price of the Pro plan"."""
_ELSE = re.compile(
    r"\bthank|\bgreat\b|\bnice\b|\bhelpful\b|\bgot it\b|谢|收到|明白|很?有帮助"
    r"|\bbudget\b|预算|[$¥€]\s?\d|每个?月",
    _I,
)
"""Thanks, and what is said of costs."""
_SAYS_SOMETHING = re.compile(rf"[A-Za-z'’]+(?:\W+[A-Za-z'’]+){{2}}|[{HAN_RANGE}]{{5}}")
_BRINGS = re.compile(r"\n|[“”\"「{<|].*[“”\"」}>|]|[:：]")


def states(text: str) -> bool:
    """Whether a text states something and neither asks nor wants anything.

    >>> states("The user never asked for a refund"), states("真正的问题是时间错了")
    (True, True)
    >>> states("What is the refund policy?"), states("write a ticket"), states("我想看评测集")
    (False, False, False)
    """
    is_short = len(text) <= _LONGEST and not _BRINGS.search(text)
    said = is_short and _SAYS_SOMETHING.search(text)
    said = said and _PREDICATE.search(text)
    return bool(said) and not (_ELSE.search(text) or _ASKS.search(text) or _WANTS.search(text))


def wants(text: str) -> bool:
    """Whether a text wants something, whatever it says before.

    >>> wants("不对，我想看评测集"), wants("No, the user wanted adults")
    (True, False)
    """
    return _WANTS.search(text) is not None


def objects(text: str) -> bool:
    """Whether a text states something against what was said before.

    >>> objects("No, the user wanted adults"), objects("其实是文档过期了"), objects("thanks a lot")
    (True, True, False)
    """
    return states(text) and _OBJECTS.search(text) is not None
