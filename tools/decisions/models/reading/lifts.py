"""Reads which requirements are lifted: 上下文不限, `drop the open weights requirement`."""

import re
from functools import cache
from typing import Any

from tools.decisions.models.reading.features import lexicon

_I = re.IGNORECASE
_OF = r"(?:的)?\s*(?:要求|限制|条件|约束|这条)?"
_BEFORE_ZH = (
    r"不限制?|不要求|不必|不一定要?|取消|撤销|撤回|去掉|解除|放开|放宽|不管|不考虑|不在乎|忽略|别管|不用管"
    r"|不看"
)
_SKIPPED_ZH = r"\s*(?:对|刚才的?|之前的?|必须|一定|要|支持|能|会|是|用|限制)*\s*"
_AFTER_ZH = (
    r"\s*(?:都|也|就|上)?\s*(?:不限制?|不作要求|不做要求|无所谓|不重要|没关系|没要求|没有要求|没有限制"
    r"|随便|不用管|不管|不是问题|去掉|取消|放开|都行|都可以|不要了|不需要了|不必了|不用了)"
)
_BEFORE_EN = (
    r"(?:drop|ignore|remove|lift|forget(?: about)?|relax|skip|waive|cancel|never mind|unlimited"
    r"|no need (?:for|to)|need(?: not|n.t)"
    r"|(?:do(?:es)?n.t|do(?:es)? not|no longer) (?:need|require|want|care about|have to|matter))"
)
_SKIPPED_EN = r"\s+(?:(?:the|a|an|any|our|that|to|about|have|be|support|call|use|with)\s+)*"
_OF_EN = r"(?:\s+(?:requirement|limit|constraint|condition|restriction|need|rule|cap)s?)?"
_AFTER_EN = (
    r"\s+(?:(?:is|are)(?: not|n.t) (?:needed|required|important|necessary|an? (?:issue|problem))"
    r"|(?:is|are) (?:optional|unlimited|irrelevant|no longer (?:needed|required))"
    r"|do(?:es)?(?: not|n.t) matter)"
)


def read_lifts(text: str) -> tuple[frozenset[str], str]:
    """The fields of `Requirements` that a text lifts, and the text without the words that do.

    >>> read_lifts("上下文不限，要开源")[0], read_lifts("drop the budget")[0]
    (frozenset({'context'}), frozenset({'budget'}))
    """
    if _everything().search(text):
        return frozenset(_patterns()), _everything().sub(" ", text)
    found = {name for name, pattern in _patterns().items() if pattern.search(text)}
    for name in found:
        text = _patterns()[name].sub(" ", text)
    return frozenset(found), text


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: _lifting(field) for name, field in lexicon()["fields"].items() if "called" in field
    }


@cache
def _everything() -> re.Pattern[str]:
    return re.compile(lexicon()["everything"], _I)


def _lifting(field: dict[str, Any]) -> re.Pattern[str]:
    """The ways to lift a requirement: "no tools" is one, "no reasoning" is a requirement."""
    thing = rf"(?<![a-z])(?:{field['called']})(?![a-z])"
    zh, en = _BEFORE_ZH, _BEFORE_EN
    if not field.get("no_forbids"):
        zh, en = rf"{zh}|不需要|不用|无需|不要|没有", rf"(?:{en}|without|no)"
    if field.get("any_lifts"):
        zh, en = rf"{zh}|任何|任意|哪家", rf"(?:{en}|any)"
    return re.compile(
        rf"(?:{zh}){_SKIPPED_ZH}{thing}{_OF}"
        rf"|{thing}{_OF}{_AFTER_ZH}"
        rf"|\b{en}{_SKIPPED_EN}{thing}{_OF_EN}"
        rf"|{thing}{_OF_EN}{_AFTER_EN}",
        _I,
    )
