"""What kind of value answers a question, and whether a passage holds one beside what is asked.

"How long are logs kept?" is answered by a duration. A passage that speaks of logs and of keeping
may still tell of something else; one in whose sentence on logs a duration stands seldom does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records import Chunk
from knowledge.retrieval.concept import Concept
from knowledge.tokens import terms

_NUMBER = r"(?:\d+(?:[.,]\d+)*|[一二两三四五六七八九十百半]+)"
_NUMBER_EN = (
    r"(?:\d+(?:[.,]\d+)*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen"
    r"|fifteen|twenty|thirty|sixty|ninety|half an?)"
)
_TIME_ZH = r"(?:毫秒|秒|分钟|个?小时|个?工作日|天|个?星期|周|个月|个?季度|年)"
_TIME_EN = (
    r"(?:ms|milliseconds?|seconds?|minutes?|hours?|(?:business |working )?days?|weeks?|months?"
    r"|quarters?|years?)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"


@dataclass(frozen=True)
class AnswerType:
    """A kind of value."""

    asked: re.Pattern[str]
    """What in a question asks for it."""
    given: re.Pattern[str]
    """How it looks in a passage."""


SPAN = AnswerType(
    re.compile(
        rf"多久|多长时间|(?:几|多少)\s*{_TIME_ZH}|(?:期限|时限|有效期|周期|时长)(?:是|有)?(?:多|几|什么)"
        rf"|\bhow (?:long|soon|quickly|fast|often)\b|\bhow many {_TIME_EN}\b",
        re.IGNORECASE,
    ),
    re.compile(
        # Not the year of a date: 2026 年.
        rf"(?<![\d.]){_NUMBER}(?<!\d{{4}})\s*{_TIME_ZH}|\b{_NUMBER_EN}[ -]{_TIME_EN}\b",
        re.IGNORECASE,
    ),
)
"""How long, how soon, how often."""
PRICE = AnswerType(
    re.compile(
        r"多少钱|多少元|几块钱|(?:价格|费用|月费|年费|单价|收费)(?:是|有)?(?:多少|几)"
        r"|\bhow much (?:is|are|does|do|will)\b|\bwhat (?:does|do|will) .{1,60}\bcost\b"
        r"|\bwhat is the (?:price|fee|cost)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"[￥¥$€]\s?\d|\d\s*(?:万|千)?(?:元|块|美元|欧元)|\d\s?(?:yuan|rmb|cny|usd|eur|dollars?|euros?)\b",
        re.IGNORECASE,
    ),
)
"""How much money."""
MOMENT = AnswerType(
    re.compile(
        r"什么时候|何时|哪天|哪一天|哪年|哪一年|哪个月|几月|几号"
        r"|^\W*when\b|\bwhat (?:date|day|year|month)\b|\bon which (?:date|day)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:19|20)\d\d\s*[-/.年]\s*\d{{1,2}}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\b{_MONTH}\.? \d{{1,2}}\b",
        re.IGNORECASE,
    ),
)
"""On which day, in which month or year."""
_TYPES = (SPAN, PRICE, MOMENT)


_PARTS = re.compile(r"(?<=[。！？；;])|(?<=[.!?])\s")
"""Between sentences, and between their halves."""


def answer_type(question: str) -> AnswerType | None:
    """The kind of value that a question asks for; None where it asks for no such thing."""
    return next((one for one in _TYPES if one.asked.search(question)), None)


def told(kind: AnswerType, concepts: Sequence[Concept], chunk: Chunk) -> float:
    """The share of what is asked for that stands with a value of the kind in a sentence or row."""
    if not concepts:
        return 0.0
    best = 0.0
    header = ""
    for line in chunk.text.splitlines():
        is_row = line.lstrip().startswith("|")
        header = (header or line) if is_row else ""
        for sentence in [f"{header} {line}"] if is_row else _PARTS.split(line):
            if kind.given.search(line if is_row else sentence):
                words = frozenset(terms(sentence))
                best = max(best, sum(_has(words, one, chunk) for one in concepts) / len(concepts))
    return best


def _has(words: frozenset[str], concept: Concept, chunk: Chunk) -> float:
    return max(
        (
            one.weight
            for one in concept.wordings
            if one.only in (None, chunk.lang) and words.issuperset(one.terms)
        ),
        default=0.0,
    )
