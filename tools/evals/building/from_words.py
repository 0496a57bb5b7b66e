"""Examples that were said in a conversation: 写一个亲子旅行脚本，应该包含防晒."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from knowledge.language import language_of
from knowledge.records import Example
from tools.evals.building.difficulty import difficulty, reasons_for_hard
from tools.evals.building.from_traces import wishes
from tools.evals.building.slicing import BECAUSE, DIFFICULTY

_I = re.IGNORECASE
_LEAD = re.compile(
    r"^\s*(?:(?:再?(?:加|添加|增加|补充?)(?:上|入)?(?:一?[条个])?(?:样本|例子|用例)?"
    r"|add(?: an?)?(?: example| case| row)?)\s*[:：]\s*"
    r"|(?:\d{1,3}[.、)]|[-*•])\s+|(?:Q|问|问题|query|question|prompt|输入)\s*[:：]\s*)+",
    _I,
)
_PART = re.compile(
    r"[\s,，;；。.]*(?:(?P<answer>(?:参考|标准|正确)?答案(?:是|为)?\s*[:：]?(?<=[是为:：])"
    r"|(?<![A-Za-z])(?:A|答|reference|answer|expected answer)\s*[:：])"
    r"|(?P<keywords>(?:答案|回答|脚本)?(?:里)?(?:应该|应当|应|要|必须|得|需要?)"
    r"(?:提到|包含|包括|含有?|出现|写到|有)"
    r"|,?\s*(?:it |the answer )?(?:should|must|has to|needs to) "
    r"(?:include|mention|contain|have|say)|关键词\s*[:：]|keywords?\s*[:：])"
    r"|(?P<expect>(?:应该|应当|必须|不能|不要|不许)"
    r"|(?:it |the answer )?(?:should|must)(?: not|n't)?\b"
    r"|期望\s*[:：]|expect(?:ed|ation)?\s*[:：]))\s*",
    _I,
)
_LISTED = re.compile(r"\s*(?:[、,，;；/]|\band\b|(?<!调)和(?!谐)|以及|与)\s*")
_QUOTES = "“”\"'「」『』 \t。.!！"


def from_words(said: str, added: datetime | None) -> Example | None:
    """The example that somebody put in words; None where no query is in it.

    What "should include" is followed by are keywords, what "the answer is" is followed by is the
    reference, and any other "should" stays in words as what to expect.
    """
    text = _LEAD.sub("", said.strip())
    pieces = list(_PART.finditer(text))
    query = text[: pieces[0].start()] if pieces else text
    query = query.strip().rstrip(",，;；").strip(_QUOTES[:8]).strip()
    if not query:
        return None
    keywords: list[str] = []
    reference, expect = None, []
    ends = [*(one.start() for one in pieces[1:]), len(text)][: len(pieces)]
    for piece, end in zip(pieces, ends, strict=True):
        words = text[piece.end() : end].strip()
        if piece["keywords"]:
            keywords += [one for part in _LISTED.split(words) if (one := part.strip(_QUOTES))]
        elif piece["answer"]:
            reference = words or None
        elif words:
            expect.append(
                f"{piece['expect']} {words}"
                if piece["expect"][-1:].isascii()
                else f"{piece['expect']}{words}"
            )
    constraints = wishes(query)
    reasons = reasons_for_hard((), None, (), constraints)
    segment = {name: str(value) for name, value in constraints.items() if name != "seconds"}
    segment |= {"lang": language_of(query), DIFFICULTY: difficulty(reasons, (), None)}
    if reasons:
        segment[BECAUSE] = ", ".join(reasons)
    return Example(
        id=f"chat-{blake2b(query.encode('utf-8', 'replace'), digest_size=5).hexdigest()}",
        query=query,
        reference=reference,
        keywords=keywords,
        constraints=constraints,
        segment=segment,
        source="chat",
        expect=" ".join(expect),
        added=added,
    )


def split_examples(text: str) -> Sequence[str]:
    """The examples of a text that gives several, one a line; one line is one example."""
    lines = [line for line in text.splitlines() if line.strip()]
    joined: list[str] = []
    for line in lines:
        follows = re.match(r"\s*(?:A|答|答案|参考答案|answer|reference)\s*[:：]", line, _I)
        if joined and follows:
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line.strip())
    return joined
