"""Reads which two parts of the traffic are to be compared by the causes of their failures."""

import re
from typing import Any

from tools.routes.mentions import versions
from tools.routes.period import period_in

_TOOL = "find_bad_cases"
_I = re.IGNORECASE
_SHORT = 40
_AFTER = {"last_week": "this_week", "last_month": "this_month", "yesterday": "today"}
OTHERS = {"run_eval", "compare_runs", "score_scenarios", "discover_needs", "recommend_models"}
"""Tools whose own "worst ones" and "groups" are meant after they have spoken."""
_THEN = (
    r"(?P<then>上(?:个)?(?:周|星期|礼拜|月)|昨天|v\s?\d+(?:\.\d+)*|last (?:week|month)|yesterday"
    r"|the week before)"
)
_AGAINST = re.compile(
    rf"(?:和|跟|与|同|比|较|对比|相比)\s*{_THEN}\s*(?:的)?(?:比|相比|对比|比较|多"
    rf"|少)?.{{0,10}}(?:变化|不同|区别|差别|多了|少了|变多|变少|怎么样|如何|好|差)"
    rf"|\b(?:what(?:['’]s| has| have)? (?:changed|new|different)"
    rf"|(?:any|what) changes?)\b.{{0,20}}\b(?:since|from|over|versus|vs|against"
    rf"|compared (?:to|with)) {_THEN.replace('then', 'then2')}"
    rf"|\b(?:compared (?:to|with)|versus|vs\.?|against|(?:better|worse|more|fewer|less)"
    rf"(?: \w+)? than) {_THEN.replace('then', 'then3')}\b",
    _I,
)
_CAUSES_OF = re.compile(
    r"(?:失败|出错|bad ?case|坏例|根因|问题)(?:的)?(?:原因|分布|构成|类型)?|原因|\bcauses?\b"
    r"|\bfailures?\b|\bbad cases\b|\bwhy they fail\b",
    _I,
)
_COMPARES = re.compile(
    r"比较|对比|相比|比一比|区别|不同|差别|变化|\bcompare|\bversus\b|\bvs\b|\bdiffer", _I
)
_EVALS = re.compile(r"评测|跑分|运行|\bruns?\b|\bevals?\b|\bscores?\b", _I)


def compares_causes(text: str) -> bool:
    """Whether a text compares two versions by why they fail, and no evaluation of them.

    >>> compares_causes("compare v1 and v2's causes"), compares_causes("比较 v1 和 v2")
    (True, False)
    """
    two = len(versions(text)) == 2 and not _EVALS.search(text)
    return two and bool(_COMPARES.search(text) and _CAUSES_OF.search(text))


def _number(version: str) -> list[int]:
    return [int(part) for part in version.lstrip("v").split(".")]


def compared_parts(subject: str | None, text: str) -> dict[str, Any]:
    """The two parts of the traffic whose causes are to be compared; empty where none are."""
    if _EVALS.search(text):
        return {}
    if compares_causes(text):
        older, newer = sorted(versions(text), key=_number)
        return {"version": newer, "against": older}
    found = _AGAINST.search(text)
    if found is None or subject not in {_TOOL, "diagnose_case", None}:
        return {}
    then = found["then"] or found["then2"] or found["then3"]
    if subject != _TOOL and not (_CAUSES_OF.search(text) or len(text) <= _SHORT):
        return {}
    if before := versions(then):
        return {"against": before[0]}
    period = period_in(then) or "last_week"
    return {"period": _AFTER.get(period, "this_week"), "against": period}
