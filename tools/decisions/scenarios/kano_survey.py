"""Reads Kano's two questions out of a table: one row an answer, or two columns a scenario."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tools.decisions.scenarios.kano import Answer, KanoClass, evaluated
from tools.decisions.scenarios.pasted import pasted_table

_I = re.IGNORECASE
_ABSENT = re.compile(
    r"不提供|不具备|没有|不存在|无此|反向|负向|反面"
    r"|dysfunctional|absent|absence|without|not present|if not|negative",
    _I,
)
_PRESENT = re.compile(
    r"提供|具备|有此|如果有|若有|有(?:时|该|这)|正向|正面|functional|present|presence|(?<![a-z])with(?![a-z])"
    r"|positive",
    _I,
)
_SUBJECT = re.compile(r"场景|功能|需求|特性|scenario|feature|item|requirement|use case", _I)
_ANSWERS: tuple[tuple[Answer, re.Pattern[str]], ...] = (
    ("dislike", re.compile(r"不喜欢|讨厌|反感|不满意|dislike|hate", _I)),
    ("like", re.compile(r"喜欢|满意|like|love|enjoy|delight", _I)),
    (
        "tolerate",
        re.compile(r"忍受|勉强|将就|可以接受|能接受|toler|live with|can accept|put up", _I),
    ),
    ("expect", re.compile(r"理[应所]|应该|必须|必需|当然|expect|must", _I)),
    ("neutral", re.compile(r"无所谓|中立|一般|没感觉|不在意|neutral|indifferent|don'?t care", _I)),
)
_WORDS_AROUND = re.compile(r"[\s\-–—_:：()（）\[\]/|]+")


@dataclass
class Answers:
    """The answers of one scenario."""

    counts: Counter[KanoClass] = field(default_factory=Counter)
    """How many fall into each class."""
    unread: int = 0
    """Rows without a pair of answers."""


def answer_in(said: str) -> Answer | None:
    """The answer that a cell holds; None where it holds none.

    >>> answer_in("我很喜欢"), answer_in("I can live with it"), answer_in("3")
    ('like', 'tolerate', None)
    """
    return next((name for name, words in _ANSWERS if words.search(said)), None)


def survey_in(text: str) -> dict[str, Answers]:
    """The answers of a survey's table by scenario; empty where a text holds none."""
    found = pasted_table(text, _is_survey)
    if found is None:
        return {}
    header, rows = found
    pairs = _pairs(header)
    at = next(
        (i for i, cell in enumerate(header) if _SUBJECT.search(cell) and not _asks(cell)), None
    )
    answers: dict[str, Answers] = {}
    for row in rows:
        for name, (present, absent) in pairs.items():
            of = row[at] if at is not None and len(pairs) == 1 else name
            if not of:
                continue
            one = answers.setdefault(of, Answers())
            felt, missed = answer_in(row[present]), answer_in(row[absent])
            if felt and missed:
                one.counts[evaluated(felt, missed)] += 1
            else:
                one.unread += 1
    return answers


def _is_survey(row: Sequence[str]) -> bool:
    return bool(_pairs(row))


def _asks(cell: str) -> bool:
    return bool(_ABSENT.search(cell) or _PRESENT.search(cell))


def _pairs(header: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each scenario of the header the columns of its two questions."""
    present: dict[str, int] = {}
    absent: dict[str, int] = {}
    for at, cell in enumerate(header):
        if _ABSENT.search(cell):
            absent.setdefault(_name(_ABSENT.sub(" ", cell)), at)
        elif _PRESENT.search(cell):
            present.setdefault(_name(_PRESENT.sub(" ", cell)), at)
    return {name: (present[name], absent[name]) for name in present if name in absent}


def _name(cell: str) -> str:
    return re.sub(r"(?:时|的?问题|question|if)$", "", _WORDS_AROUND.sub(" ", cell).strip()).strip()
