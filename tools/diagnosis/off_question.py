"""Does a true answer give the kind of value that the question asks for?

"When was it founded?" is not answered by what it lends, though its passage says both. This is told
only where nothing speaks against it: the answer has no sign of such a value, however loosely put,
and a passage has one in a sentence on what is asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.packaged import packaged
from knowledge.retrieval.answer_type import MOMENT, PRICE, SPAN
from tools.claims.measure import ready
from tools.claims.pieces import pieces
from tools.claims.splitting import claims
from tools.diagnosis.rules import Words

_ON_IT = 0.5
"""The share of the question that a sentence has which tells what is asked."""
_ONE_QUESTION = 120
"""Characters from which a question may ask for several things."""

_COUNTER = "[个人台次家种名位款层间本辆条件座]"
_MADE_EN = (
    "wrote|written|composed|designed|founded|invented|discovered|painted|directed|built|created"
    "|established|developed|translated|produced"
)
_MAKER_EN = "author|founder|designer|inventor|composer|architect|director|creator|painter|writer"
_MADE = "(?:写|设计|发明|创作|创立|创办|创建|建立|建造|导演|提出|发现|翻译|画|作曲|作词|主编|执导)"
_MAKER = "(?:作者|设计师|发明人|发明者|创始人|创办人|导演|画家|作曲家|建筑师)"
_BY_WHOM = re.compile(
    rf"^\W*who (?:\w+ )?(?:{_MADE_EN})\b|\bby whom\b|\bwho (?:is|was) the (?:{_MAKER_EN})\b"
    rf"|由谁|谁{_MADE}|{_MAKER}是谁",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(rf"\bhow many\b|(?:多少|有几){_COUNTER}", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d|[$€£¥￥]")


@dataclass(frozen=True)
class _Kind:
    """A kind of value, and how it shows."""

    name: str
    """The name of its words in `off_question.yaml`."""
    asked: re.Pattern[str]
    """What in a question asks for it."""
    given: Callable[[str, str], bool]
    """Whether a sentence, the first text, tells it without a doubt; the second is the question."""


def _is_day(text: str, _: str) -> bool:
    return bool(MOMENT.given.search(text) or _YEAR.search(text))


def _names_another(text: str, question: str) -> bool:
    """Whether a text has a name that the question has not."""
    known = question.casefold()
    named = (one.text.casefold() for one in pieces(text) if one.kind in {"person", "name"})
    return any(name not in known for name in named)


_KINDS = (
    _Kind("span", SPAN.asked, lambda text, _: bool(SPAN.given.search(text))),
    _Kind("price", PRICE.asked, lambda text, _: bool(PRICE.given.search(text))),
    _Kind("moment", MOMENT.asked, _is_day),
    _Kind("maker", _BY_WHOM, _names_another),
    _Kind("count", _HOW_MANY, lambda text, _: any(one.amount for one in pieces(text))),
)


@cache
def _signs() -> dict[str, Words]:
    told: dict[str, dict[str, list[str]]] = packaged(__package__, "off_question.yaml")
    return {name: Words.model_validate(words) for name, words in told.items()}


def _may_tell(kind: _Kind, answer: str, question: str) -> bool:
    """Whether anything in the answer may be a value of the kind."""
    words = _signs()
    if words[kind.name].find(answer):
        return True
    if kind.name == "maker":
        return _names_another(answer, question)
    return bool(_DIGIT.search(answer) or words["figure"].find(answer))


def may_give_value(question: str, answer: str) -> bool | None:
    """Whether an answer may give the kind of value that a question asks for; None where it asks
    for no such value.

    >>> may_give_value("How long does it take?", "Two days."), may_give_value("Why?", "Because.")
    (True, None)
    """
    kind = _kind_of(question)
    return None if kind is None else _may_tell(kind, answer, question)


def _kind_of(question: str) -> _Kind | None:
    return next((one for one in _KINDS if one.asked.search(question)), None)


def untold(
    question: str, asked: Sequence[str], answer: str, passages: Sequence[str]
) -> tuple[int, str] | None:
    """Which passage tells what the question asks for and the answer leaves out, in which sentence.

    `asked` are the question's terms. None where the answer may tell it, where no passage does, and
    where the question asks for no such value.
    """
    kind = _kind_of(question)
    if (
        kind is None
        or not asked
        or len(question) > _ONE_QUESTION
        or _may_tell(kind, answer, question)
    ):
        return None
    for at, passage in enumerate(passages):
        for sentence in claims(passage):
            if kind.given(sentence, question) and ready(sentence).share(asked) >= _ON_IT:
                return at, sentence
    return None
