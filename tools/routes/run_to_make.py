"""Reads out of a question which run it asks for: of what, on which set, by what, for how much."""

import re
from typing import Any

from tools.evals.scorers.called import scorers_called
from tools.evals.targets.named import BOTH
from tools.routes.set_run_on import set_run_on

_I = re.IGNORECASE

VERSION = re.compile(r"(?<![A-Za-z0-9_.])v\d+(?:\.\d+)*(?![A-Za-z0-9_])", _I)
BOTH_VERSIONS = re.compile(
    r"\b(?:re)?run (?:(?:it|them) )?(?:on )?(?:the )?(?:both|two)(?: versions)?\b"
    r"|(?:两个?版本?|两版|新旧版本?)都?.{0,8}(?:各|都)?跑|跑.{0,6}(?:两个版本|两版|新旧)",
    _I,
)
_RECORDED = re.compile(r"录好|记录的(?:回答|答案)|已有(?:的)?(?:回答|答案)|recorded", _I)
_NAMED = re.compile(r"[“\"「](?P<a>[^”\"」]{1,60})[”\"」]")
_CASES = re.compile(r"bad[ -]?cases?|坏例|收录的", _I)
_FRESH = re.compile(
    r"全部重跑|重新(?:全部)?跑|从头跑|重问|afresh|from scratch|ask again|without cache", _I
)
_RESUME = re.compile(r"继续跑|接着跑|go on with the run|continue the run|resume", _I)
_LIMIT = re.compile(
    r"(?:上限|最多(?:花)?|预算|(?:不要?|别)超过|limit|at most|budget|up to|under"
    r"|no more than)"
    r"\s*(?:为|是|到|提高到|提到|调到|改成|改为|of|to|:)?\s*(?P<sign>[$¥￥€])?\s*"
    r"(?P<n>\d{1,5}(?:\.\d+)?)\s*(?P<unit>美元|刀|dollars?|usd|\$|元|块|人民币|rmb|cny|yuan|欧元|euros?|eur)?",
    _I,
)
_OTHER_MONEY = re.compile(r"[¥￥€]|元|块|人民币|rmb|cny|yuan|欧元|euros?|eur", _I)
_TARGET_CALLED = re.compile(
    r"\b(?:run|rerun|evaluate|benchmark|try|test)(?: the)? (?P<first>[A-Za-z][\w.-]{1,40})"
    r"(?: (?:service|model|target|endpoint))?(?= (?:on|over|with|and|again|afresh)\b|\s*[?.!]?$)"
    r"|\bon (?:the |our )?(?P<en>[A-Za-z][\w.-]{1,40}) (?:service|model|target|endpoint)\b"
    r"|(?:跑|测|评测|评估)(?:一)?(?:下|遍|次)?\s*(?P<zh>[A-Za-z][\w.-]{1,40})(?![\w.-])"
    r"|(?:用|让|拿)\s*(?P<by>[A-Za-z][\w.-]{1,40})\s*(?:模型|服务)?\s*(?:来|去|再|也)*(?:跑|答|评|测)",
    _I,
)
_NO_TARGET = re.compile(
    r"it|them|this|that|these|all|both|an?|the|evals?|evaluation|tests?|regression|sets?|benchmark|again|afresh"
    r"|recorded|bad|cases?|everything|same|eval-?set|v\d[\w.]*|set|on|new|newest|latest|version|versions|old",
    _I,
)
"""Words after "run" that name nothing to run."""
_BY_SCORERS = re.compile(
    r"\b(?:(?:scorers?|metrics?)\b:?|scored? (?:(?:it|them|the answers) )?(?:with|by))\s+"
    r"(?P<en>[\w -]{2,40}(?:(?:,| and| or) ?[\w -]{2,40}){0,5})"
    r"|(?:打分器|指标)\s*(?:用|是|:|：)?\s*(?P<zh>[A-Za-z][\w-]{1,40}(?:(?:、|和|,|，)\s*[A-Za-z][\w-]{1,40}){0,5})",
    _I,
)
_AND = re.compile(r",| and | or |、|和|，", _I)
_WEIGHT = re.compile(
    r"(?P<name>[^，,;；、%]{2,30}?)\s*(?:占|权重|weighs?|:|：|=)?\s*(?P<n>\d{1,3})\s*%", _I
)


def run_to_make(text: str) -> dict[str, Any]:
    """The arguments that the text names, by their names in the tool."""
    versions = list(dict.fromkeys(one.lower() for one in VERSION.findall(text)))
    weights = _weights(text)
    named = _NAMED.search(text)
    called = None if named else set_run_on(text) or (_set_beside(text) if versions else None)
    scorers = scorers_called(text)
    both = [BOTH] if BOTH_VERSIONS.search(text) else []
    found: dict[str, Any] = {
        "dataset": "bad-cases" if _CASES.search(text) else named["a"] if named else called,
        "targets": ["recorded"]
        if _RECORDED.search(text)
        else versions or both or _target(text, called),
        "scorers": [] if weights else scorers or _unknown_scorers(text),
        "weights": weights,
        "fresh": bool(_FRESH.search(text)),
        "resume": bool(_RESUME.search(text)),
    }
    if limit := _LIMIT.search(text):
        found["limit_usd"] = float(limit["n"])
        if other := _OTHER_MONEY.fullmatch(limit["sign"] or limit["unit"] or ""):
            found["currency"] = other[0]
    return {name: value for name, value in found.items() if value}


def _set_beside(text: str) -> str | None:
    """What versions are run with, which is no target beside them: 用 small 跑 v1 和 v2."""
    name = next((one["by"] for one in _TARGET_CALLED.finditer(text) if one["by"]), None)
    return name if name and not _NO_TARGET.fullmatch(name) else None


def _target(text: str, dataset: str | None) -> list[str]:
    """What is to run by its name in `targets.yaml`; the tool knows whether it is there."""
    for found in _TARGET_CALLED.finditer(text):
        name = next(one for one in found.groups() if one)
        if not _NO_TARGET.fullmatch(name) and name != dataset and not scorers_called(name):
            return [name]
    return []


def _unknown_scorers(text: str) -> list[str]:
    """Scorers by names that none has, for the tool to say so."""
    found = _BY_SCORERS.search(text)
    said = _AND.split(found["en"] or found["zh"]) if found else []
    return [one.strip() for one in said if one.strip()]


def _weights(text: str) -> dict[str, float]:
    """What each scorer weighs: 忠实度占60%，关键词占40%."""
    found: dict[str, float] = {}
    for match in _WEIGHT.finditer(text):
        for name in scorers_called(match["name"])[:1]:
            found[name] = float(match["n"]) / 100
    return found
