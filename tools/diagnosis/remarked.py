"""A reference that is a remark: what went wrong, in the words of whoever looked at the answer.

"Mixed up with the evening rate", 前一句说免费后一句说收费, "the page was found but not used": such
a note speaks of the answer, of the search, of the user's meaning or of the conversation, as no
answer does. What it says goes before what words tell.
"""

import re
from typing import Literal

from tools.diagnosis.directed import is_a_note

Remark = Literal[
    "fine", "lost_history", "at_odds", "breaks_off", "not_as_asked", "made_up", "mixed_up",
    "was_there", "unused", "missed", "stale", "meant_otherwise",
]  # fmt: skip

_BUILDS: dict[Remark, str] = {
    "fine": (
        r"(?:这[样么](?:答|说|回)|如实(?:说|答)|不编|答得|回答得?)[^。]{0,14}(?:可以|对|没问题|没错|行)"
        r"|\b(?:answer|reply|response|saying so) (?:is |was )?(?:ok(?:ay)?|fine|right|correct)\b"
        r"|\b(?:correct|right|fine|ok(?:ay)?) to (?:say|ask|decline)\b|(?:→|,) ?ok(?:ay)?$"
    ),
    "lost_history": (
        r"(?:上[文次回]|前(?:面|几轮|文)|之前|记录|会话|对话)[^。]{0,24}"
        r"(?:没(?:带|接|传|保留)|断了|丢了|缺失)"
        r"|\b(?:earlier|previous|prior)\b[^.;]{0,10}\b(?:conversation|turns?|messages?|chat)\b"
        r"|\b(?:messages?|turns?|conversation) (?:before|earlier)\b"
    ),
    "at_odds": (
        r"前(?:面|半|头|一?句)[^。]{0,14}后(?:面|半|头|一?句)|自相矛盾|前后(?:矛盾|不一|不符)|自己打架"
        r"|\bcontradict(?:s|ed|ing|ory)?(?: itself)?\b|\bself-contradict|\bin the same breath\b"
        r"|\b(?:says?|gives?|claims?) [^.;]{1,30}\b(?:and|but|then)\b(?: then)? [^.;]{0,20}"
        r"(?:yes|no|\d)"
        r"|\binconsistent\b"
    ),
    "breaks_off": (
        r"(?:没|未)(?:写|说|讲|答|列)完|(?:话|句|答案|回答)[^，。]{0,4}断|断(?:掉了|在)|截断|半截|戛然"
        r"|\b(?:breaks?|broke|cuts?|trails?) (?:off|short)\b|\b(?:stops?|ends?) (?:in )?mid\b"
        r"|\bmid-?(?:sentence|step|word)\b|\btruncated\b|\bunfinished\b"
    ),
    "not_as_asked": (
        r"(?:内容|意思|步骤|数字?|事实|信息|答案)[^，。；]{0,6}(?:没(?:问题|错)|对|正确)[^。]{0,12}但"
        r"|(?:要求|指定|说了|让)[^，。；]{1,14}[，,]?(?:却|结果|没(?:照|按|用|做))"
        r"|\b(?:content|steps?|facts?|figures?|info\w*)\b (?:is |are |was |were )?"
        r"(?:all )?(?:fine|right|correct|ok(?:ay)?|true)\b[^.]{0,6}\bbut\b"
    ),
    "made_up": (
        r"(?:没有?|无|查无|未见|不见)(?:任何)?(?:出处|依据|来源|根据)|(?:瞎|胡|乱)编|编(?:的|造|出来)"
        r"|杜撰|捏造|凭空|(?:没有?|无)(?:这|此)(?:个|种|项|回)?\w{0,3}(?:功能|服务|说法|规定|事)"
        r"|不知(?:道)?哪来"
        r"|\bmade[- ]up\b|\binvented\b|\bfabricat|\bhallucinat|\bno such\b|\bunsupported\b"
        r"|\b(?:nowhere|not|n['’]t) in (?:the|our|any)(?: \w+)? "
        r"(?:text|pages?|docs?|sources?|passages?)\b"
    ),
    "mixed_up": (
        r"(?:拿|说|写|弄|搞|看|报|安)(?:成了?|混了?|串了?)|给安上|张冠李戴|串(?:行|档|了)"
        r"|\bmixed? up\b|\bmix-up\b|\bswapped\b|\bconfus(?:ed|es)\b"
    ),
    "was_there": (
        r"明明(?:有|写)|写着(?:呢|的)|(?:资料|文档|页面)里?(?:其实)?(?:有写|写了|写明)|^有写"
        r"|\b(?:it['’]?s|is|are) right there\b"
        r"|\b(?:passage|docs?|page|source|text)s? (?:had|has|have|gave|gives) it\b"
    ),
    "unused": (
        r"(?:检索|召回|搜|找)到了?[^。]{0,12}(?:没|未)(?:用|给|喂|进|传|读|采)|没用上"
        r"|没进(?:上下文|提示)"
        r"|\b(?:found|fetched|retrieved|there)\b[^.;]{0,20}\b(?:never|not|n['’]t)\b[^.;]{0,12}"
        r"\b(?:used|handed|passed|given|read)\b"
    ),
    "missed": (
        r"没(?:能)?(?:搜|召回|检索|捞)(?:到|出来|回来|上来)?|未(?:召回|检索)|漏召"
        r"|\b(?:not|never|n['’]t)\b(?: \w+)? "
        r"(?:fetched|retrieved|returned|surfaced|in the (?:results|hits))\b"
    ),
    "stale": (
        r"(?:旧|老)(?:的)?(?:制度|版本?|标准|政策|价|规定|资料|页|文件|办法)"
        r"|(?:已经?|早就?)(?:改|更新|调整|废止|作废)"
        r"|\b(?:old|outdated|obsolete|superseded|20\d\d)\b (?:\w+ )?"
        r"(?:page|list|policy|figures?|rates?|prices?|version|rules?|doc|docs|tariff)\b"
        r"|\bno longer (?:true|valid|in force|current)\b|\bout of date\b"
    ),
    "meant_otherwise": (
        r"(?:问|要|想|说|指|讲)的(?:是|不是)|(?:人家|用户|客户|他|她)(?:要|问|想)"
        r"|(?:当|理解|听|看|认)成了?"
        r"|[”」』](?:是|指)|(?:跑|扯)到|不相干|不是[^，。]{1,10}的意思"
        r"|\b(?:was|were|got|been) (?:mis)?(?:read|taken|understood|interpreted)\b"
        r"|\bmisread\b|\bmisunderst|\b(?:asked|asking) about\b|\bwants (?:the|to)\b|\bmeant\b"
        r"|\bit['’]s about\b|\bgot lost\b|^[\w ]{2,24} = [a-z]"
    ),
}  # fmt: skip
"""What each kind says, those first that leave least open."""
_PATTERNS = {kind: re.compile(build, re.IGNORECASE) for kind, build in _BUILDS.items()}


def remark(reference: str) -> Remark | None:
    """What a remark says went wrong, or that nothing did; None where a reference is none.

    >>> remark("前一句说免费后一句说收费"), remark("from an outdated page, it is 12 now")
    ('at_odds', 'stale')
    >>> remark("Three minutes, then five of rest") is None
    True
    """
    said = reference.strip()
    if not is_a_note(said):
        return None
    return next((kind for kind, one in _PATTERNS.items() if one.search(said)), None)
