"""An answer without what is said around it: greetings, the question repeated, hopes to have helped.

None of it is about the matter, so no passage carries it; it is told by how it is built and where
it stands, at the beginning or at the end. What is left is what must rest on something.
"""

import re
from collections.abc import Iterable

from knowledge.han import HAN_RANGE
from tools.diagnosis.polite import courtesies

_QUOTES = "\"'“”‘’「」『』《》"
_BEFORE_THE_QUESTION = re.compile(
    r"(?:(?:the )?answer to |(?:for|about|regarding|concerning|as (?:for|to)|re:?) "
    r"|(?:regarding |about |on |as for )?(?:you(?:['’]re| are)? (?:asked|asking)(?: about)?"
    r"|you want(?:ed)? to know|your question(?: (?:is|was))?)\s*[:,]? ?"
    rf"|(?:关于|对于|至于|针对)?(?:[您你](?:问|提|咨询|提问|想知道)的?(?:问题)?(?:是|：|:)?)?)?[{_QUOTES}]?$",
    re.IGNORECASE,
)
_AFTER_THE_QUESTION = re.compile(
    rf"[?？。.!！]?[{_QUOTES}]?\s*(?:的话|这个问题|的?(?:答案|结果))?\s*(?:[：:，,。]\s*)?"
    r"(?:是|为|\bis\b|:)?\s*",
    re.IGNORECASE,
)
_END = rf"[。.！!？?～~\s{_QUOTES}]*"
_FAR = 80
"""Characters of an answer before the question that it repeats, at most."""
_OPENINGS = re.compile(rf"\s*(?:{courtesies('openings')})\s*", re.IGNORECASE)
_CLOSINGS = re.compile(rf"(?:{courtesies('closings')}){_END}$", re.IGNORECASE)
_MOST = 4
"""Courtesies at either end, at most."""

_LAST = tuple(
    re.compile(rf"{piece}{_END}$")
    for piece in (
        r"[（(][^（()）]{2,40}[)）]",
        r"[，,；;][^，,；;。.！!？?\n]{2,40}",
        r"(?<![^。.！!？?\n])[^。.！!？?\n]{2,60}",
    )
)
"""What may be said last: in brackets, after a comma, or as a sentence of its own."""
_FIRST = (
    re.compile(r"[^：:，,。\n]{2,60}?[：:，,]\s*"),
    re.compile(r"[^。.!！：:\n]{2,90}?(?:答案|结果)(?:是|为|：|:)\s*"),
    re.compile(r"[^.!?:,\n]{2,60}?\bthat\s+"),
)
"""What may be said first: up to a colon or a comma, or to where the answer is announced."""
_ON_ANSWERING_EN = frozenset(
    "according all answer answers article articles base based below brief briefly cite cited cites "
    "comes context data details doc docs document documentation documents draw drawn excerpt "
    "excerpts find following found from full further given here info information knowledge known "
    "look looking looked material materials more note pages passage passages per please provided "
    "question quick quote quoted reference references regarding relevant retrieved result results "
    "said says search searching see short shown shows simply source sources stated states summary "
    "taken text texts told came concerning query queried your you i we as for re above supplied "
    "the of to in is are be was were it its this that these those by on and with have has at "
    "derived indexed library contents content materials' us our my say shows showing mention "
    "mentions indicate indicates note notes explain explains tell tells suggest suggests".split()
)
_ON_ANSWERING_ZH = re.compile(
    r"根据|依据|按照|依照|基于|参考|参见|参照|来自|来源|出自|摘自|源自|出处|以上|上述|以下|如下|所给|所述|提供|给出|给定|检索|查询|查阅"
    r"|查到|查找|找到|搜索|搜到|得到|得出|资料|文档|文件|内容|信息|文章|材料|原文|文中|正文|知识库|数据库|段落|片段|上下文|结果|答案|回答"
    r"|答复|解答|问题|询问|问|提问|显示|表明|表示|提到|提及|可知|得知|可见|获知|说明|记载|介绍|回复|仅供|供您|现有|已有|相关|有关|关于|对于|您的"
    r"|您好|你好|结论|总结|简单|简要|具体|详见|请看|请见|依|据|按|查|见|供|给|您|你|我|们|到|的|所|为|是|由|中|里|上|从|在|与|及|和|了|这|该|此|如|说|来|对|就|有|能|可以"
)
_WORD_EN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HAN_OR_DIGIT = re.compile(rf"[{HAN_RANGE}\d]")


def _is_on_answering(piece: str) -> bool:
    """Whether a piece of an answer speaks of nothing but the answering, such as where it is from.

    >>> _is_on_answering("(per the documents)"), _is_on_answering("（依据所给资料）")
    (True, True)
    >>> _is_on_answering("in the Warrant design"), _is_on_answering("资料库位于北京")
    (False, False)
    """
    words = [word.lower() for word in _WORD_EN.findall(piece)]
    left = _ON_ANSWERING_ZH.sub("", piece)
    if _HAN_OR_DIGIT.search(left) or not set(words) <= _ON_ANSWERING_EN:
        return False
    return len(left) < len(piece) or bool(words)


def without_courtesy(answer: str, query: str) -> str:
    """What of `answer` is about the matter; the whole, where nothing else would be left.

    >>> without_courtesy("Sure! It opens at nine. Hope that helps!", "When does it open?")
    'It opens at nine.'
    >>> without_courtesy("您好，“几点开门？”的话，是九点。", "几点开门？")
    '九点。'
    """
    text = _without_question(answer, query)
    for _ in range(_MOST):
        found = _OPENINGS.match(text) or _lead(text)
        if found is None or not text[found.end() :].strip():
            break
        text = text[found.end() :]
    for _ in range(_MOST):
        tail = text[-200:]
        found = _last(tail) or _CLOSINGS.search(tail)
        if found is None:
            break
        text = text[: max(0, len(text) - 200) + found.start()].rstrip()
    return text.strip() if re.search(r"\w", text) else answer


def _lead(text: str) -> re.Match[str] | None:
    return _on_answering(found for pattern in _FIRST if (found := pattern.match(text)))


def _last(text: str) -> re.Match[str] | None:
    return _on_answering(found for pattern in _LAST if (found := pattern.search(text)))


def _on_answering(pieces: Iterable[re.Match[str]]) -> re.Match[str] | None:
    return next((found for found in pieces if _is_on_answering(found[0])), None)


def _without_question(answer: str, query: str) -> str:
    asked = query.strip().rstrip("?？。.!！")
    at = answer.find(asked)
    if len(asked) < 4 or not 0 <= at <= _FAR:
        return answer
    before = _BEFORE_THE_QUESTION.search(answer, 0, at)
    after = _AFTER_THE_QUESTION.match(answer, at + len(asked))
    start = before.start() if before else at
    return answer[:start] + answer[after.end() if after else at + len(asked) :]
