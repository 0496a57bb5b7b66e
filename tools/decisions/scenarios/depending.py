"""Which scenario has to come before which, as people say it: A 依赖 B, `A needs B first`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.decisions.scenarios.naming import name_in
from tools.decisions.scenarios.stated import stated_in

_I = re.IGNORECASE
_CLAUSE = re.compile(r"([,;。\n]|[.!?](?=\s|$))")
_NO_MORE = re.compile(
    r"(?:不再?|没有?|并不|无需|不用)依赖于?"
    r"|(?:no longer|does(?:n't| not)|do(?:n't| not)) (?:depends? (?:up)?on|rel(?:y|ies) on|needs?"
    r"|requires?)",
    _I,
)
_FORWARD = re.compile(
    r"(?:要|需要|得|必须|强)?依赖于?|要?建立在|(?:要|需要|得|必须)(?:先)?等|(?:要|需要|得|必须)先(?:有|做完?|完成|上线)"
    r"|\b(?:depends? (?:up)?on|rel(?:y|ies) on|requires?|builds on|is blocked by|blocked by"
    r"|waits? for|(?:must |has to )?comes? after"
    r"|can(?:'t|not| not) (?:start|be built|begin|ship) (?:before|until|without)"
    r"|needs?(?=.*\b(?:first|done|ready|before)\b))(?![a-z])",
    _I,
)
_NEEDS = re.compile(r"\bneeds?\b|需要", _I)
"""What is a dependency only between scenarios that are known."""
_BACKWARD = re.compile(
    r"(?:做完|完成|上线|好)了?(?:之后|以后)?才能?(?:做|上|开始|有)?|才能(?:做|上|开始|有)|就做不了"
    r"|是(?=.{1,20}的(?:前提|前置|基础|先决条件))"
    r"|\b(?:blocks|unlocks|enables|is (?:a )?(?:prerequisite|precondition) (?:for|of|to)"
    r"|is needed (?:for|by)|(?:must |has to |should )?comes? before"
    r"|(?:must|has to) be done before)(?![a-z])",
    _I,
)
_AND = re.compile(r"\s*(?:、|和|与|以及|跟|&|,|(?<![a-z])and(?![a-z]))\s*", _I)
_ENDS = re.compile(
    r"(?:之上|的基础上|的?(?:前提|前置)(?:条件)?|的基础|的先决条件)$|(?:做完|完成|上线|做好)(?:了|之后|以后|才行)?(?:才.*|再.*)?$"
    r"|\s+(?:to be (?:done|ready|built|finished)|is (?:done|ready|built|finished|live)|first|done"
    r"|before(?: it)?|ready|any ?more)+$|(?:了|才行|吧|呢)$",
    _I,
)
_STARTS = re.compile(r"^(?:没有|要?先(?:有|做完?|完成)?|等|with(?:out)?\s+)\s*", _I)


@dataclass(frozen=True)
class Depends:
    """What was said of one scenario's dependencies."""

    name: str
    """The scenario."""
    on: tuple[str, ...]
    """The scenarios that have to come before it; or those that no longer have to."""
    no_more: bool = False
    """Whether it was said that it does not depend on them."""


def read_dependencies(text: str, known: Sequence[str] = ()) -> tuple[list[Depends], str]:
    """The dependencies that a text states, and the text without what states them.

    A clause without a subject is of the scenario that was named last before it.
    """
    found: list[Depends] = []
    rest: list[str] = []
    last = ""
    for piece in _CLAUSE.split(text):
        depends, left = _read(piece, last, known)
        if depends:
            found.append(depends)
        rest.append(left)
        last = _last_name(left, known) or (depends.name if depends else "") or last
    return found, "".join(rest)


def _read(clause: str, last: str, known: Sequence[str]) -> tuple[Depends | None, str]:
    for pattern, is_forward, no_more in (
        (_NO_MORE, True, True),
        (_BACKWARD, False, False),
        (_FORWARD, True, False),
        (_NEEDS, True, False),
    ):
        match = pattern.search(clause)
        if match is None:
            continue
        left, right = clause[: match.start()], clause[match.end() :]
        ends = _names(right, known)
        subject = _last_name(left, known) or last
        if pattern is _NEEDS and not (subject in known and ends and set(ends) <= set(known)):
            continue
        if not ends or not subject:
            continue
        if is_forward:
            return Depends(subject, tuple(one for one in ends if one != subject), no_more), left
        before = _names(left, known) or [subject]
        return Depends(ends[0], tuple(one for one in before if one != ends[0])), ""
    return None, clause


def _names(side: str, known: Sequence[str]) -> list[str]:
    bare = _ENDS.sub("", _ENDS.sub("", _STARTS.sub("", side.strip())))
    return [name for one in _AND.split(bare) if (name := _as_known(one, known))]


def _last_name(side: str, known: Sequence[str]) -> str:
    """The name that a side ends with, scores and all."""
    kept, at = "", 0
    for one in stated_in(side):
        kept, at = f"{kept}{side[at : one.start]}、", one.end
    names = _names(f"{kept}{side[at:]}".strip(" 、"), known)
    return names[-1] if names else ""


def _as_known(said: str, known: Sequence[str]) -> str:
    lowered = said.casefold()
    held = [one for one in known if one.casefold() in lowered]
    if held:
        return max(held, key=len)
    name = name_in(said)
    return next((one for one in known if len(name) > 1 and name.casefold() in one.casefold()), name)
