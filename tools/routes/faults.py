"""Which faults a text names, in the words that people have for them: a knowledge gap, 编造数字."""

import re
from functools import cache
from typing import Any, NamedTuple

from knowledge.language import LANGS
from knowledge.texts import catalogue, say_list
from tools.routes.alike import is_about_case
from tools.routes.mentions import plain
from tools.routes.route import Asked

_I = re.IGNORECASE
_STAGE = r"(?:环节|阶段|步骤?|\b(?:stage|step)s?\b|\bparts? of (?:the|our) pipeline\b)"
_BY_NAME = r"(?:检索|意图|生成|提问|\b(?:retrieval|intent|generation)\b)"
_FAILED = r"(?:失败|问题|错误?|\b(?:failures?|problems|errors|bad cases)\b)"
_MOST = (
    r"(?:最|主要|大多|多半|更容易|占比|经常|总是|\b(?:most(?:ly)?|often|weakest|worst|biggest|mainly"
    r"|usual(?:ly)?|common(?:est)?)\b)"
)
_WHICH_STAGE = re.compile(
    rf"(?:哪|什么|\b(?:which|what)\b).{{0,30}}{_STAGE}.{{0,30}}{_MOST}|{_MOST}.{{0,30}}{_STAGE}"
    rf"|{_FAILED}.{{0,20}}{_MOST}.{{0,20}}{_BY_NAME}|{_MOST}.{{0,12}}{_FAILED}.{{0,20}}{_BY_NAME}",
    _I,
)
_SEES = re.compile(
    r"哪些|哪几|哪条|有没有|多少|几[条个]|看|列|找|来[一1几]|给我|举"
    r"|\b(?:show|list|find|give|open|see|which|any|all|how many|are there|examples?|only|just)\b",
    _I,
)
UNDECIDED = re.compile(
    r"(?:不能|下不了|没有?|无法)下?结论|无法判断|判断不了|看不出来的|\bundetermined\b|\bundecided\b"
    r"|\b(?:could|can)(?:['’]?t| ?not) (?:be )?(?:decide|tell|determine)d?\b",
    _I,
)
"""Speaks of the cases of which nothing can be told."""
_SHOWS = re.compile(
    r"哪些|哪几|列|找|给我|来[一1几]|\b(?:show|list|find|give|open)\b|\bhow many\b", _I
)
_OF_THIS = re.compile(r"[这那它]|\b(?:it|this|that)\b", _I)


class Fault(NamedTuple):
    """A fault as a diagnosis names it."""

    cause: str
    """The stage."""
    kind: str
    """What went wrong there."""


def faults_in(text: str) -> list[Fault]:
    """The faults that a text names, in order, each once.

    >>> faults_in("Is it a knowledge gap or a miss?")
    [Fault(cause='retrieval', kind='knowledge_gap'), Fault(cause='retrieval', kind='miss')]
    >>> faults_in("有哪些编造数字的"), faults_in("the missing feature")
    ([Fault(cause='generation', kind='invented_number')], [])
    """
    of, words = _names()
    found = (of[match[1].casefold()] for match in words.finditer(plain(text)))
    return list(dict.fromkeys(found))


def sees(text: str) -> bool:
    """Whether a text wants to see cases of a kind, or to have them counted."""
    return _SEES.search(text) is not None


def asks_which_stage(text: str) -> bool:
    """Whether a text asks at which stage the product fails most.

    >>> asks_which_stage("Which stage fails most?"), asks_which_stage("哪一步最容易出错")
    (True, True)
    >>> asks_which_stage("which stage failed?"), asks_which_stage("是检索的问题还是生成的问题")
    (False, False)
    """
    return _WHICH_STAGE.search(plain(text)) is not None


def lists_undecided(text: str) -> bool:
    """Whether the cases of which nothing can be told are to be listed.

    >>> lists_undecided("show me the undetermined ones"), lists_undecided("why undetermined?")
    (True, False)
    """
    return UNDECIDED.search(text) is not None and sees(text)


def of_this_case(asked: Asked) -> bool:
    """Whether it is the case at hand of which a fault is spoken: "is it a knowledge gap?"."""
    points = _OF_THIS.search(asked.text) and not _SHOWS.search(asked.text)
    return is_about_case(asked) and bool(points)


def kind_asked(asked: Asked) -> dict[str, Any]:
    """The one fault whose cases are to be seen, as arguments; empty where none is."""
    named = faults_in(asked.text)
    wanted = sees(asked.text) or asked.last_tool == "find_bad_cases"
    if len(named) != 1 or not wanted or of_this_case(asked):
        return {}
    return {"cause": named[0].cause, "kind": named[0].kind}


@cache
def _names() -> tuple[dict[str, Fault], re.Pattern[str]]:
    """The fault of each name, and all names, longer ones first."""
    known = catalogue("faults")
    of = {
        name.casefold(): Fault(cause, kind)
        for cause, kinds in known.items()
        for kind in kinds
        for lang in LANGS
        for name in say_list(f"faults.{cause}.{kind}.names", lang)
    }
    names = sorted(of, key=len, reverse=True)
    parts = [rf"\b{re.escape(one)}(?=s?\b)" if one.isascii() else re.escape(one) for one in names]
    return of, re.compile(f"({'|'.join(parts)})", re.IGNORECASE)
