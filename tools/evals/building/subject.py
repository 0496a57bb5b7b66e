"""Whether a text asks for a set at all, and what that set is to be about."""

import re

from knowledge.han import HAN_RANGE
from tools.evals.building.quantities import quantities
from tools.evals.building.vocabulary import Vocabulary

SET = "§"
"""What stands for "eval set" in a plan, so that 评测 in 评测集 is no style."""
_I = re.IGNORECASE
_ASKS = re.compile(
    r"建|做|构建|搭|生成|整理|抽|导入|准备|要|来|给|弄|搞|出|凑|选"
    r"|\b(?:build|make|create|generate|draw|assemble|set up|import|need|want|prepare|give|get"
    r"|compile|start|put together|another|new|redo|again|collect|pick|sample|use)\b",
    _I,
)
_SUBJECT = re.compile(
    r"\b(?:for|about|on|covering)\s+(?:the |our |my |an? )*(?P<en>[a-z][\w'-]*(?: [\w'-]+){0,3}?)"
    r"(?=\s+(?:with|of|from|and|at|in|on|called|named|then|please|§)\b|\s*§|\s*$)"
    r"|(?:关于|针对|围绕)(?P<zh>[^\s§的，。]{2,16}?)(?=[的建做抽出\s§]|准备|来|$)"
    r"|为(?P<zh2>[^\s§的，。]{2,16}?)(?:建|做|出|准备)",
    _I,
)
_NO_SUBJECT = re.compile(
    r"(?:product|app|team|us|me|everyone|launch|release|testing|tests?|evaluation|eval|regression"
    r"|everything|all|v\d[\w.]*|versions?|new|old|next|demo|review|now|today|tomorrow|this|that|it|them"
    r"|these|those|traffic|logs?|traces?|users?|customers?|model|assistant|comparison|comparing"
    r"|production|bad|cases?|docs?|documents?|faq|example|start|first|beginners?|week|month|sprint|\W"
    r"|我们?|产品|上线|发布|新版本?|旧版本?|测试|评测|回归|线上|流量|用户|它|这个|那个)+",
    _I,
)
"""What a set is said to be for without its being about that."""

_KIND = re.compile(
    rf"(?P<en>[a-z][\w'-]*(?: [a-z][\w'-]*)?)\s*{SET}|(?P<zh>[{HAN_RANGE}]{{2,12}})\s*{SET}", _I
)
"""The words right before a set: a word or two, or a run of Chinese."""
_NO_KIND_EN = re.compile(
    r"(?:an?|the|our|my|your|this|that|these|one|some|any|another|new|next|first|second|last|newest"
    r"|latest|old|same|own|other|more|good|better|best|small|smaller|big|bigger|large|larger|tiny"
    r"|short|long|quick|nice|simple|solid|proper|decent|full|whole|complete|final|real|fresh|extra"
    r"|mini|random|mixed|representative|diverse|balanced|product|app|model|traffic|trace|log|case"
    r"|golden|smoke|build|make|create|generate|draw|get|give|need|want|prepare|assemble|import"
    r"|compile|collect|start|redo|use|up|me|us|we|i|it|to|of|for|from|into|in|as|with|on|about|and"
    r"|please|by|sized?|example|question|row|sample|v\d[\w.]*|bad|doc|document|faq|file|table|csv"
    r"|excel|english|chinese|what|which|how|does|do|is|are|has|show|list|eval|test|qa|q|data)s?",
    _I,
)
_NO_KIND_ZH = re.compile(
    r"帮|我们?|请|麻烦|再|也|就|先|来|给|建立?|构建|搭建?|生成|整理|抽取?|导入|准备|做|弄|搞|出|凑|选|要|想"
    r"|一[个份套下些]?|[两三四五六七八九十百千万]+|[个份套条]|新|旧|小|大|好|快|简单|完整|最|这|那|同样|另外?|下|的|用"
    r"|从|把|按|为|和|与|上|里|中|成|到|线上?|产品|流量|轨迹|日志|用户|真实|随机|均衡|混合|资料|文档|文件|表格?"
    r"|问答|回答|样本|问题|数据|版本|所有|全部|坏例|看|有|哪些|什么|缺|多少|几"
)


def kind_unknown(text: str, vocabulary: Vocabulary) -> str:
    """What kind of set is said right before it, where the data has nothing of that kind.

    A set of that kind is not refused, for the words may be mere praise; it is said that they
    went unused.
    """
    found = _KIND.search(text)
    if found is None:
        return ""
    said = found["en"] or found["zh"]
    if vocabulary.find(said) or quantities(said):
        return ""
    if found["zh"]:
        kept = [one for one in _NO_KIND_ZH.split(said) if len(one) > 1]
    else:
        kept = [one for one in said.split() if not _NO_KIND_EN.fullmatch(one)]
    return " ".join(kept)


def asks_for_a_set(text: str) -> bool:
    """Whether a text asks for something to be made, beside naming it."""
    return bool(_ASKS.search(text))


def subject_of(text: str, vocabulary: Vocabulary) -> str:
    """What a set is for, where that is neither a slice of the data nor said of any set."""
    found = _SUBJECT.search(text)
    said = next((one for one in found.groups() if one), "").strip() if found else ""
    if not said or _NO_SUBJECT.fullmatch(said) or vocabulary.find(said) or quantities(said):
        return ""
    return said
