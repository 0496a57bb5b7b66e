"""Whether a text asks for a set at all, and what that set is to be about."""

import re

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
