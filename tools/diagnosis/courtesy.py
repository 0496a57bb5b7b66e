"""An answer without what is said around it: greetings, the question repeated, hopes to have helped.

None of it is about the matter, so no passage carries it; it is told by how it is built and where
it stands, at the beginning or at the end. What is left is what must rest on something.
"""

import re

from knowledge.han import HAN_RANGE

_QUOTES = "\"'“”‘’「」『』《》"
_BEFORE_THE_QUESTION = re.compile(
    r"(?:(?:the )?answer to |(?:for|about|regarding|concerning|as (?:for|to)|re:?) "
    rf"|关于|对于|至于)?[{_QUOTES}]?$",
    re.IGNORECASE,
)
_AFTER_THE_QUESTION = re.compile(
    rf"[?？。.!！]?[{_QUOTES}]?\s*(?:的话|这个问题|的?(?:答案|结果))?\s*(?:[：:，,。]\s*)?"
    r"(?:是|为|\bis\b|:)?\s*",
    re.IGNORECASE,
)
_FAR = 80
"""Characters of an answer before the question that it repeats, at most."""
_OPENINGS = re.compile(
    r"\s*(?:"
    # a greeting, a readiness
    r"(?:您好|你好|亲|哈喽|嗨|好的|好|嗯|当然(?:可以)?|没问题|收到|感谢[您你]?的?(?:提问|咨询|来信)?)"
    r"\s*[，,。！!～~：:]+"
    # where it comes from, how it will be put
    r"|(?:简单(?:来|地)?说|简而言之|一句话(?:概括)?|总之|总的来说|概括(?:来说|地说)|具体来说|一般来说"
    r"|(?:我|经|已)?(?:帮[您你])?(?:查|找|看)(?:了一下|询后?|到了?|阅)|据我?(?:所知|了解|查)"
    r"|(?:根据|依据|按照|参考|从)[^，,：:。\n]{1,20}|(?:答案|结论|结果|回答|答)(?:是|为|如下)?)"
    r"\s*[，,：:]+"
    r"|(?:sure|certainly|of course|absolutely|ok(?:ay)?|h(?:i|ello|ey)(?: there)?|thanks?(?: you)?"
    r"|(?:great|good) question|(?:happy|glad) to help|no problem|got it|well)\b"
    r"(?:[^.!?,:\n]{0,24}(?:asking|question|help))?\s*[.!,:—]+"
    r"|(?:in (?:short|brief|summary)|to (?:sum up|summari[sz]e|put it (?:simply|briefly))"
    r"|simply put|briefly|basically|long story short"
    r"|(?:as far as|from what) (?:i|we) [^.,:\n]{2,24}"
    r"|(?:based on|according to|looking at|per) [^.,:\n]{3,50}|the (?:short )?answer is|answer"
    r"|here(?:'s| is) (?:what|the)[^.,:\n]{0,40})\s*[,:]+"
    r")\s*",
    re.IGNORECASE,
)
_CLOSINGS = re.compile(
    r"(?:"
    r"希望[^。！!？?\n，,]{0,14}(?:帮|有用|参考|解答|解决)[^。！!？?\n]{0,8}"
    r"|祝[您你][^。！!\n]{0,12}|(?:仅)?供[您你]?参考"
    r"|(?:如果?|若|要是)[^。！!？?\n]{0,16}(?:疑问|问题|需要|不清楚)[^。！!？?\n]{0,24}"
    r"|(?:请|欢迎|可以?)?随时[^。！!？?\n]{0,8}(?:联系|问我|提问|告诉|咨询)[^。！!？?\n]{0,8}"
    r"|[，,；;]?\s*建议(?:[您你]|再|先|提前)?[^。！!？?，,\n]{0,10}(?:咨询|联系|询问|致电|拨打)[^。！!？?\n]{0,16}"
    r"|还有(?:其他|别的|什么)[^。！!？?\n]{0,14}[吗么]?"
    r"|以上(?:内容|信息|回答|答案)?[^。！!？?\n]{0,4}(?:来自|仅供|供您|摘自|源自|出自)[^。！!？?\n]{0,16}"
    r"|[,;]?\s*\b(?:based on|according to) [^.!?,\n]{0,24}(?:documents?|materials?|sources?|context"
    r"|passages?|docs)"
    r"|\b(?:i )?hope (?:this|that|it)[^.!?\n]{0,24}(?:helps?|useful|clear|answers)[^.!?\n]{0,24}"
    r"|\b(?:please )?(?:let me know|feel free|do not hesitate|don['’]t hesitate)[^.!?\n]{0,70}"
    r"|\bif you (?:have|need) (?:any|more|other|further)[^.!?\n]{0,70}"
    r"|\b(?:is there )?anything else[^.!?\n]{0,40}|\bhave a (?:great|nice|good)[^.!?\n]{0,16}"
    r"|\b(?:please|you (?:can|may|should)|(?:i|we)(?:['’]d)? (?:recommend|suggest)(?: that you)?)"
    r" (?:contact|reach out to|check with|ask|consult|contacting|asking)\b[^.!?\n]{0,60}"
    r"|\b(?:happy|glad) to help[^.!?\n]{0,30}"
    r")[。.！!？?～~\s]*$",
    re.IGNORECASE,
)
_MOST = 4
"""Courtesies at either end, at most."""

_LAST = tuple(
    re.compile(rf"{piece}[。.！!？?～~\s]*$")
    for piece in (
        r"[（(][^（()）]{2,40}[)）]",
        r"[，,；;][^，,；;。.！!？?\n]{2,40}",
        r"(?<![^。.！!？?\n])[^。.！!？?\n]{2,60}",
    )
)
"""What may be said last: in brackets, after a comma, or as a sentence of its own."""
_LEAD = re.compile(
    r"[^：:，,。\n]{2,60}?(?:[：:]|[，,])\s*|[^。.!！：:\n]{2,90}?(?:答案|结果)(?:是|为|：|:)\s*"
)
"""What may be said first, up to a colon or a comma."""
_ON_ANSWERING_EN = frozenset(
    "according all answer answers article articles base based below brief briefly cite cited cites "
    "comes context data details doc docs document documentation documents draw drawn excerpt "
    "excerpts find following found from full further given here info information knowledge known "
    "look looking looked material materials more note pages passage passages per please provided "
    "question quick quote quoted reference references regarding relevant retrieved result results "
    "said says search searching see short shown shows simply source sources stated states summary "
    "taken text texts told came concerning query queried your you i we as for re above supplied "
    "the of to in is are be was were it its this that these those by on and with have has at "
    "derived indexed library page pages contents content materials' us our my".split()
)
_ON_ANSWERING_ZH = re.compile(
    r"根据|依据|按照|依照|基于|参考|参见|参照|来自|来源|出自|摘自|源自|出处|以上|上述|以下|如下|所给|所述|提供|给出|给定|检索|查询|查阅"
    r"|查到|查找|找到|搜索|搜到|得到|得出|资料|文档|文件|内容|信息|文章|材料|原文|文中|正文|知识库|数据库|段落|片段|上下文|结果|答案|回答"
    r"|答复|解答|问题|提问|显示|表明|表示|提到|提及|可知|得知|可见|获知|说明|记载|介绍|回复|仅供|供您|现有|已有|相关|有关|关于|对于|您的"
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


def without_answering(text: str) -> str:
    """`text` with the words that may speak of answering left out, wherever they stand.

    >>> without_answering("Nothing in our documents covers a dress code.").split()
    ['Nothing', 'covers', 'a', 'dress', 'code.']
    """
    plain = _WORD_EN.sub(lambda word: "" if word[0].lower() in _ON_ANSWERING_EN else word[0], text)
    return _ON_ANSWERING_ZH.sub(" ", plain)


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
    found = _LEAD.match(text)
    return found if found and _is_on_answering(found[0]) else None


def _last(text: str) -> re.Match[str] | None:
    pieces = (found for pattern in _LAST if (found := pattern.search(text)))
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
