"""A reference that stands in no passage: does it answer, or tell what a good product does?

Teams put it in any words: 先问是哪张卡, "streetlights aren't ours, point them to the council",
资料没讲. What it speaks of gives it away: of the user's meaning, of whose business it is, or of
what the sources say. So may an answer, which then stands in some passage; that is for the caller
to know.
"""

import re

from knowledge.language import language_of
from tools.claims.sources import sources_called
from tools.claims.splitting import claims
from tools.diagnosis.expected import Expected

_LONGEST = {"zh": 60, "en": 140}
"""Characters up to which a reference is a note; what is longer tells."""
_OF_THE_MEANING = re.compile(
    r"[?？]\W*$|(?<![提学疑访])问(?![题世答诊候号])|澄清|哪(?![里儿怕])|指(?:的|什么|代)|不明确|有歧义"
    r"|(?:没有?|未|不)(?:说|讲|写|知|清)(?:道|清|明|楚)?(?:是|指)?(?:清楚|明白|什么|哪|谁|具体)"
    r"|取决于|要看|(?:因|视)[^，。]{1,10}而(?:定|异)|(?:缺|没有?|无)(?:少)?(?:上文|前文|上下文)"
    r"|\bask(?:s|ing)?\b|\bhave asked\b|\bquestion back\b|\bwhich\b"
    r"|\bwhat (?:they|he|she|the (?:user|customer)) (?:mean|want)"
    r"|\bclarif|\bambigu|\bunclear|\bnot clear\b|\bvague\b|\bunspecified|\bdepends\b"
    r"|\bno (?:context|earlier|previous)",
    re.IGNORECASE,
)
"""What is said of a question that may mean several things."""
_OF_BUSINESS = re.compile(
    r"范围|职责|不归|归[^，。]{1,10}管|不(?:由|负责)|无关|婉拒|拒答|拒绝回答"
    r"|不(?:是|属于)(?:我们|我司|本|咱|这|该)|与(?:我们|本)|[本我]\w{0,8}只"
    r"|不(?:回答|解答|涉及|处理|受理|代办|推荐)|(?:只|仅)(?:能|解答|回答|负责|处理|提供|管|做)"
    r"|(?:找|问|联系|咨询|转)[^，。；]{0,10}"
    r"(?:部门|局|公司|厂家|医[生院]|律师|运营商|物业|学校|[警银]\w)"
    r"|\b(?:is|are|it['’]?s) (?:not|nothing)\b[^.;]{0,24}\b(?:us|ours?|we)\b"
    r"|n['’]t ours\b|\bnot ours?\b|\bwe (?:only|just|do not|don['’]t|can['’]t|cannot)\b"
    r"|\bonly (?:help|handle|deal|answer|support)|\b(?:scope|remit)\b"
    r"|\bdeclin|\bturn(?:ed)? (?:\w+ )?down\b|\brefus|\bunrelated\b|\birrelevant\b|\boff[- ]topic\b"
    r"|\bnothing to do with\b|\boutside (?:of )?(?:the|our|its|what)\b|\bnot about\b"
    r"|\b(?:refer|redirect|point|direct|send|signpost)\b[^.;,]{0,24}\b(?:to|towards)\b",
    re.IGNORECASE,
)
"""What is said of a matter that is somebody else's."""
_PLACES_ZH = (
    rf"(?:{sources_called('zh', 'spoken', 'refused')}|页面|网页|网站|官网|条款|公告|手册|指南)"
)
_OF_SOURCES = re.compile(
    rf"{_PLACES_ZH}[^，。；]{{0,12}}(?:没|未|无|不)"
    r"|(?:没有?|未|无)[^，。；]{0,12}(?:信息|内容|说明|资料|记载|规定)"
    r"|(?:没有?|未)(?:(?:写|提|说|讲)(?!清)|列|注明|标明|给出|介绍)|查不到|查无|不得而知|无从|无法确[认定]"
    r"|\b(?:not|never|nowhere|isn['’]t|aren['’]t|n['’]t) (?:\w+ )?(?:stated|mentioned|covered"
    r"|listed|documented|specified|described|given|known|found|say|mention|cover|state|list)\b"
    r"|\bno (?:[\w-]+ ){0,3}(?:information|info|mention|details?|data)\b"
    r"|\bno (?:[\w-]+ ){1,4}(?:listed|mentioned|stated|documented|found)\b"
    r"|\bunknown\b|\bundocumented\b|\bnothing (?:on|about|in)\b"
    r"|\b(?:docs?|pages?|sources?) (?:are |is )?silent\b",
    re.IGNORECASE,
)
"""What is said of sources that are silent."""
_CANNOT = re.compile(
    r"^\W*(?:(?:sorry|unfortunately|i['’]m (?:sorry|afraid))\b[,. ]*(?:but )?)?(?:i|we)"
    r" (?:really |simply |just )?(?:can['’]?t|cannot|can not|won['’]t|am not able|are not able)\b"
    r"|^\W*(?:抱歉|不好意思|对不起)?[，,]?"
    r"(?:我|我们|这边|这里)(?:这边|这里)?(?:没法|无法|不能|不便|不好)",
    re.IGNORECASE,
)
"""How an answer begins that says what the speaker cannot do."""
_FIRST = 2
"""Sentences of an answer of which one says so."""


def is_a_note(reference: str) -> bool:
    """Whether a reference is as short as people note down what should have been."""
    return 0 < len(reference) <= _LONGEST[language_of(reference)]


def directed(reference: str) -> Expected | None:
    """What a reference that stands nowhere tells a product to do; None where it seems to answer.

    >>> directed("Streetlights aren't ours; point to the council"), directed("先问是哪张卡")
    ('decline', 'ask')
    >>> directed("Garage B, $40 per semester") is None
    True
    """
    if not is_a_note(reference):
        return None
    kinds: dict[Expected, re.Pattern[str]] = {
        "unknown": _OF_SOURCES,
        "decline": _OF_BUSINESS,
        "ask": _OF_THE_MEANING,
    }
    found = {kind: there.start() for kind, one in kinds.items() if (there := one.search(reference))}
    return min(found, key=lambda kind: found[kind], default=None)


def says_so(answer: str, expected: Expected) -> bool:
    """Whether one of the first sentences of an answer says that it is not the product's business,
    or that the sources are silent.

    >>> says_so("Parking isn't mentioned on our pages. The hall seats 90.", "unknown")
    True
    """
    said = claims(answer)[:_FIRST]
    if expected == "decline":
        return any(_OF_BUSINESS.search(one) or _CANNOT.search(one) for one in said)
    return expected == "unknown" and any(map(_OF_SOURCES.search, said))
