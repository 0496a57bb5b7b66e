"""The runs that a question names, the baseline first: by version, by target, by id."""

import re

from tools.evals.scorers.called import scorers_called
from tools.routes.mentions import versions

_I = re.IGNORECASE
_RUN_ID = re.compile(r"(?<![\w-])run-[0-9a-z]{4,}(?![\w-])", _I)
_BETTER_THAN = re.compile(
    r"(?P<second>v\d[\d.]*|run-\w+)[^，。,.?？]{0,12}?(?:比|\b(?:better|worse|good|improve\w*)\b.{0,12}?\b(?:than|as|over|on)\b|\bbeats?\b)"
    r"[^，。,.?？]{0,8}?(?P<first>v\d[\d.]*|run-\w+)",
    _I,
)
_WITH_ITSELF = re.compile(
    r"(?<![a-z0-9_.-])(v\d[\d.]*)\s*(?:with|to|and|vs\.?|versus|against|和|跟|与|比|对)\s*\1(?![\d.])",
    _I,
)
_A_NAME = r"[A-Za-z][A-Za-z0-9_.-]{1,40}(?<![.])"
_SIDE_BY_SIDE = re.compile(
    rf"(?<![\w.-])(?P<first>{_A_NAME})\s*(?:\b(?:and|with|to|vs\.?|versus|against|or)\b|和|跟|与|还是|、|(?P<than>比))"
    rf"\s*(?P<second>{_A_NAME})(?![\w-])"
    rf"|(?<![\w.-])(?P<after>{_A_NAME})\s+(?:is |was |any |much )*"
    rf"(?:better|worse|faster|cheaper)\s+than\s+(?P<before>{_A_NAME})(?![\w-])",
    _I,
)
"""Two targets by name, of which one may be a version of the product."""
_NO_NAME = re.compile(
    r"it|them|this|that|these|those|the|an?|my|our|runs?|versions?|both|two|last|latest|newest|previous"
    r"|old|new|one|other|others|before|better|worse|compare|is|are|which|what|how|by|style|cost|costs"
    r"|latency|time|speed|tokens?|faithfulness|judge|people|humans?|users?|yes|no|not|much|so|then",
    _I,
)


def runs_named(text: str) -> list[str]:
    """The runs that are named, the baseline first.

    Of "v2 is better than v1" and "v2 比 v1 好" the second is the baseline; of two versions that
    only stand side by side it is the lower one; run ids are taken as they come.
    """
    if found := _BETTER_THAN.search(text):
        first, second = found["first"].lower(), found["second"].lower()
        return [first, second] if first != second else [first]
    if named := _targets_named(text):
        return named
    if _WITH_ITSELF.search(text):
        return versions(text)[:1] * 2
    ids = list(dict.fromkeys(one.lower() for one in _RUN_ID.findall(text)))
    return (ids or sorted(versions(text), key=_number))[:2]


def _targets_named(text: str) -> list[str]:
    """A version and a target of the team's that stand side by side, or run ids with one."""
    for found in _SIDE_BY_SIDE.finditer(text):
        pair = [found["first"] or found["before"], found["second"] or found["after"]]
        own = [bool(versions(one) or _RUN_ID.fullmatch(one)) for one in pair]
        other = pair[own.index(False)] if sum(own) == 1 else None
        if other and not _NO_NAME.fullmatch(other) and not scorers_called(other):
            # "v2 比 staging 好": what it is held against stands behind.
            return [one.lower() for one in (reversed(pair) if found["than"] else pair)]
    return []


def _number(version: str) -> list[int]:
    return [int(part) for part in version[1:].split(".")]
