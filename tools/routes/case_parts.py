"""What is said when one part of a case is wanted: its evidence, a fix, a proof, a ticket."""

import re

_I = re.IGNORECASE
_EVIDENCE = (
    r"证据|依据|凭什么|怎么看出来|怎么(?:知道|判断)的"
    r"|^\W*(?:为什么|为啥|为何|why|why so|how come|how so)\W*$"
    r"|\bevidence\b|\bhow (?:do|can|did) you (?:know|tell)|\bwhat makes you\b|\bproof of that"
)
_DOUBTS = re.compile(
    r"(?:要|需要|还缺|还要|得)(?:再|补)?(?:记录|知道|提供|补充?)(?:些|哪些)?(?:什么|啥|哪些)"
    r"|\bwhat (?:else )?(?:would|do|should) (?:you|we|i) (?:need|have) to (?:know|log|see)|"
    r"还(?:有|会)?(?:没有|有没有)?(?:别的|其他|其它|另外的?)(?:可能|原因|解释)"
    r"|(?:有没有|会不会有?)(?:别的|其他|其它)"
    r"|还(?:可能|会|能)是(?:什么|哪)|除此(?:之外|以外)"
    r"|(?:你|真的?|这)?(?:能)?(?:确定|肯定|确信)(?:吗|么|嘛)|会不会(?:判|搞|弄)?错"
    r"|(?:有)?多大把握|(?:你)?(?:有)?把握(?:吗|多大)|靠谱吗|可信吗|可靠吗"
    r"|不(?:太)?(?:对|同意|认可|相信|信)吧?[。.！!\s]*$|我不(?:同意|认可|信)"
    r"|\bwhat else (?:could|might|can)\b"
    r"|\b(?:other|another|alternative) (?:possible )?(?:causes?|explanations?|reasons?)"
    r"|\banything else (?:that )?it (?:could|might)|\b(?:are )?you sure\b"
    r"|\bhow (?:sure|confident|certain)\b"
    r"|\b(?:i )?(?:don['’]?t|do not) (?:agree|believe|buy|think so)|\bi disagree\b"
    r"|\b(?:could|might) (?:you|this|it) be wrong"
    r"|\bthat['’]?s (?:wrong|not right)\b|^\W*(?:no|nope|wrong)[\s.!,]*$",
    _I,
)
_PASSAGES = re.compile(
    r"哪(?:几|些)?(?:句|句话|些话|部分).{0,4}(?:没有?|有|缺)(?:依据|出处|根据|支持)"
    r"|\bwh(?:at|ich) (?:sentences?|claims?|parts?|statements?)\b.{0,20}\b(?:un)?(?:supported"
    r"|grounded|backed)\b|"
    r"(?:哪|什么)(?:一)?(?:段|条|篇|份|个|些)?(?:资料|素材|文档|原文|段落|内容"
    r"|passage).{0,4}(?:这么说|这样说|说的|支持|写的|里说)"
    r"|(?:检索|召回|搜)(?:到|出|回)(?:来)?了?(?:哪些|什么|啥|几)"
    r"|(?:它|这条|那条)?(?:用|引用|参考|依据)(?:了|的是)?(?:哪些|什么|哪)(?:条|段|些|篇)?(?:资料"
    r"|素材|文档)"
    r"|(?:它|这条|那条)(?:的)?(?:素材|资料|检索结果)(?:是|有)(?:什么|哪些)"
    r"|(?:看看?|给我看)(?:一下)?(?:它的|这条的)?(?:检索结果|检索到的|素材|召回)"
    r"|\bwh(?:at|ich) (?:\w+ )?(?:passages?|chunks?|sources?|documents?"
    r"|material)\b.{0,20}\b(?:says?|said|supports?|carr\w+|use[ds]?|retrieved|rests?)\b"
    r"|\bwhat (?:did|was) (?:it |that )?(?:retrieved?|f(?:i|ou)nd)\b"
    r"|\bwhat (?:does it|did it) rest on"
    r"|\bshow (?:me )?(?:the |its )?(?:retrieved|passages|retrieval results?|sources)\b",
    _I,
)
_ASKER = re.compile(
    r"(?:用户|客户|顾客|[他她])(?:当时|到底|原来|究竟|后来|之后|接着|之前|先前|都)*(?:是)?(?:怎么)?"
    r"(?:说|问|做|输入|写|要)(?:了|的)?(?:是|些)?(?:什么|啥)?(?:话|来着)?[\s?？。吗呢]*$"
    r"|(?:用户|客户)的?(?:原话|原文|原始提问)|^\W*(?:看看?|给我看)?原话(?:是|怎么)?"
    r"|(?:这|那|该)(?:个|位|名)?(?:用户|客户|人)(?:到底)?是(?:谁|什么人|干什么|做什么)"
    r"|(?:是)?谁(?:问|提|说)的|(?:是)?哪(?:个|位)用户(?:问|提|说|的)?"
    r"|(?:完整|之前|前面)的?(?:对话|聊天)|(?:对话|聊天)(?:记录|原文|历史)"
    r"|\bwhat (?:exactly )?(?:did|had|does) (?:the|this|that) (?:user|customer|person|creator)"
    r" (?:exactly |actually |originally |then )*(?:say|ask|type|write|want|do)\b(?! about)"
    r"|\bwho(?: is|['’]s| was) (?:this|that|the) (?:user|customer|person|creator)\b"
    r"|\bwho (?:asked|said|typed|wrote) (?:this|that|it)\b"
    r"|\b(?:user|customer)['’]s (?:exact |own |actual )?(?:words|message)\b"
    r"|\b(?:full|whole|earlier) conversation\b",
    _I,
)
_PLAIN = re.compile(
    r"(?:简单|通俗|大白话|白话|人话|一句话|非技术|听得懂)(?:的|地|点)?.{0,8}(?:说|讲|解释|总结|话"
    r"|概括)|(?:给|跟|向|对)(?:我)?(?:的)?(?:老板|领导|上级|业务|客户|运营)"
    r"|说人话|讲人话|看不懂|听不懂"
    r"|\b(?:in )?(?:simple|plain|simpler|layman['’]?s|everyday)(?:er)? (?:words|terms|english"
    r"|language)|\beli5\b"
    r"|\b(?:explain|tell|say|summari[sz]e)\b.{0,30}\b(?:boss|manager|ceo|exec\w*|non-?technical"
    r"|simply)\b"
    r"|\bi don['’]?t (?:understand|get it)\b|\bdumb it down\b",
    _I,
)
_TAKES_OUT = re.compile(
    r"(?:移|删|拿|取|剔|去)(?:除|掉|出|走)?.{0,8}评测集|从评测集(?:里|中)?(?:移|删|拿|取|剔|去|撤)"
    r"|\b(?:remove|take|delete)\b.{0,30}\b(?:eval|test) set",
    _I,
)
_IF = re.compile(
    r"(?:如果|假如|要是|假设).{0,12}(?:检索|召回|素材|资料|给(?:它)?).{0,24}"
    r"|(?:如果|假如|要是|假设).{0,16}(?:意图|改写|提问|生成).{0,16}"
    r"|\b(?:what )?if\b.{0,40}\b(?:retriev\w+|passages?|intent|query|asked|understood|generat\w+"
    r"|found|material|documents?)",
    _I,
)
_KEEP = re.compile(
    r"(?:加入|加到|加进|放进|存进|存为|做成|变成|收(?:进|入)).{0,6}(?:评测|测试|回归|样本|用例)"
    r"|\b(?:add|keep|save|turn|make)\b.{0,30}\b(?:eval|test|example|regression)",
    _I,
)
_RERUN = re.compile(
    r"修好了[吗没么？?]|好了吗|解决了[吗没么]|(?:再|重新?)(?:跑|问|试)一?[遍次下]|重跑"
    r"|did (?:it|that|the fix) work|\b(?:run|try|ask) (?:it |that )?again|\brerun"
    r"|is it (?:fixed|better|mended)|does it work now",
    _I,
)
_REPLAY = re.compile(
    r"证明|重放|反事实|干预|能不能证实|\bprove\b|\bproof\b|\breplay|\bintervene"
    r"|counterfactual",
    _I,
)
_FIX = re.compile(
    r"怎么修|怎么改|如何修|修一下|修掉|修复|解决|改进|\bfix|should we change|\bsolve",
    _I,
)
_VERIFY = re.compile(r"验证|修好|verif|confirm|(?:is|was|it's) fixed", _I)
_PRIORITY = re.compile(r"优先级|急|影响|priority|urgen|impact", _I)
_SURE = re.compile(_EVIDENCE + r"|确定|把握|\bsure\b|confiden", _I)

_TALKED_OF: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("user", _ASKER),
    ("plain", _PLAIN),
    ("undo", _TAKES_OUT),
    ("prove", _IF),
    ("passages", _PASSAGES),
    ("doubt", _DOUBTS),
    ("evidence", re.compile(_EVIDENCE, _I)),
)
"""What is said in passing while a case is at hand; where several fit it is the first."""
_ASKED_FOR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("example", _KEEP),
    ("rerun", _RERUN),
    ("prove", _REPLAY),
    ("verify", _VERIFY),
    ("fix", _FIX),
    ("evidence", _SURE),
    ("priority", _PRIORITY),
)
"""What is asked of a case that is named, or was just diagnosed."""


def part_talked_of(text: str) -> str | None:
    """The part that a text speaks of in passing; None where it speaks of none.

    >>> part_talked_of("凭什么"), part_talked_of("说人话"), part_talked_of("怎么修")
    ('evidence', 'plain', None)
    """
    return next((part for part, words in _TALKED_OF if words.search(text)), None)


def supposes(text: str) -> bool:
    """Whether a text asks what would be if a stage had done otherwise."""
    return bool(_IF.search(text))


def parts_asked_for(text: str) -> list[str]:
    """The parts that a text asks for of a case that it names, those to be done first."""
    return [part for part, words in _ASKED_FOR if words.search(text)]
