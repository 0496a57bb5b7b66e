"""Reads what is said of a case at hand: doubts, and whom it is to be told to."""

import re
from dataclasses import dataclass

from tools.retelling.sides import sides
from tools.routes.case_heard import heard

_I = re.IGNORECASE
_LONGEST = 120
"""Characters of what is said in passing; longer texts bring something of their own."""
_BACK = re.compile(
    r"(?:回到|说回|继续看|再看看?|接着看)(?:刚才|之前|上面|原来|前面)?的?(?:那|这)?(?:条|个|一条)?"
    r"(?:案例|轨迹|case|脚本)?(?:吧|呢)?[\s。.！!?？]*"
    r"|(?:go |coming |come |ok,? )*back to (?:the|that|our|my|this) (?:case|trace|one"
    r"|script)[\s.!?]*",
    _I,
)
"""Goes back to the case and says no more than that."""
NAMES_CASE = re.compile(
    r"刚才(?:的)?(?:那|这)(?:一)?条|(?:那|这|该)(?:一)?条(?:轨迹|案例|脚本|回答)?"
    r"|(?:这|那)个\s?(?:case|案例)"
    r"|\b(?:(?:the|that|this|our) (?:case|trace)|(?:that|this) script)\b|\bback to\b",
    _I,
)
"""Says that it is the case that is meant, whatever was spoken of since."""
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
_CONFIDENCE = re.compile(r"把握|\bconfiden\w*", _I)
_OF_LAST = {"passages", "doubt", "evidence"}
_DONE = {"ticket", "owner", "prove", "rerun", "example", "fix", "undo"}
"""What is done about a case, also after a look elsewhere."""
_OF_OTHERS = {"same", "like", "users", "recap"}
"""What is heard but asks nothing of the one case."""
_EVIDENCE = re.compile(
    r"证据|依据|凭什么|怎么看出来|怎么(?:知道|判断)的"
    r"|^\W*(?:为什么|为啥|为何|why|why so|how come|how so)\W*$"
    r"|\bevidence\b|\bhow (?:do|can|did) you (?:know|tell)|\bwhat makes you\b|\bproof of that",
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
    r"(?:移|删|拿|取|剔)(?:除|掉|出|走)?.{0,8}评测集|从评测集(?:里|中)?(?:移|删|拿|取|剔)"
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
_EXPORTS = re.compile(
    r"(?:帮我|请)?(?:导出|下载|存下来|保存)(?:一下|吧|这个|这条|它)?[\s。.!！]*"
    r"|(?:please )?(?:export|download|save)(?: (?:it|this|that))?[\s.!]*",
    _I,
)
_PHRASES = (
    ("plain", _PLAIN),
    ("undo", _TAKES_OUT),
    ("prove", _IF),
    ("passages", _PASSAGES),
    ("doubt", _DOUBTS),
    ("evidence", _EVIDENCE),
)


@dataclass(frozen=True)
class CaseTalk:
    """What a text says of a case at hand."""

    part: str
    """What is wanted, as `tools.diagnosis.markdown.Part` has it."""
    says: str = ""
    """What the reader holds against the verdict, where it names a stage."""
    names_case: bool = False
    """Whether the text itself says that the case is meant."""
    is_of_last: bool = False
    """Whether it can only be about what was said last: "are you sure?"."""
    likeness: float = 0.5
    """How like it is to what is asked of a case; what a phrase tells is at least half so."""

    @property
    def args(self) -> dict[str, str]:
        """The arguments of the tool beside the case."""
        part = {} if self.part == "all" else {"part": self.part}
        return part | ({"says": self.says} if self.says else {})


def case_talk(text: str) -> CaseTalk | None:
    """What a text says of the case at hand; None where it is about something else.

    >>> case_talk("no, the retrieval was fine").args
    {'part': 'doubt', 'says': 'no, the retrieval was fine'}
    >>> case_talk("给工程师写个工单").args, case_talk("退款要多久")
    ({'part': 'ticket'}, None)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    names_case = bool(NAMES_CASE.search(text))
    if _BACK.fullmatch(text):
        return CaseTalk("all", names_case=True)
    part, likeness = heard(text)
    told = max(CaseTalk.likeness, likeness)
    if any(sides(text)) and part != "prove" and not _IF.search(text):
        return CaseTalk("doubt", text, names_case, likeness=told)
    if phrase := next((one for one, words in _PHRASES if words.search(text)), None):
        last = phrase in _OF_LAST and not _CONFIDENCE.search(text)
        return CaseTalk(phrase, "", names_case, last, told)
    if _EXPORTS.fullmatch(text):
        return CaseTalk("ticket", is_of_last=True)
    asks = part is not None and part not in _OF_OTHERS
    return CaseTalk(str(part), "", names_case, part not in _DONE, likeness) if asks else None
