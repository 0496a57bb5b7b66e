"""Reads out of a question what to evaluate, on which set, by what, and for how much."""

import re
from typing import Any

from tools.evals.scorers.called import scorers_called
from tools.routes.mentions import plain
from tools.routes.route import Asked, Filled

_TOOL = "run_eval"
_I = re.IGNORECASE
_LONGEST = 300
"""Characters of a question; what is longer is a pasted text."""
_ASKS = re.compile(
    r"(?:跑|做|执行|开始|启动|来)(?:一)?(?:下|遍|次|个)?.{0,12}(?:评测|评估|测评|回归测试|eval)"
    r"|(?:用|在|拿).{0,16}(?:评测集|测试集|样本集|bad ?case ?集?).{0,12}(?:跑|测|评)"
    r"|(?:评测|测评|评估|回归测试)(?:一)?(?:下|遍)?.{0,8}(?:v\d|版本|模型|录好|线上|服务)"
    r"|给.{0,10}(?:打分|评分)|(?:跑|测)(?:一)?(?:下|遍)\s*v\d|继续跑|接着跑"
    r"|\b(?:run|rerun|re-run|start|execute)\b.{0,40}"
    r"\b(?:evals?|evaluation|sets?|benchmark|bad cases|v\d|tests?)\b"
    r"|\b(?:evaluate|benchmark|score)\b.{0,30}(?:\bv\d|version|model|service|answers|set\b)"
    r"|\bgo on with the run|\bresume the (?:run|eval)|\bregression test",
    _I,
)
_NOT = re.compile(r"对比|比较|哪个更?好|compare|which is better|痛点|难度|pain|difficulty", _I)
_VERSION = re.compile(r"(?<![A-Za-z0-9_.])v\d+(?:\.\d+)*(?![A-Za-z0-9_])", _I)
_RECORDED = re.compile(r"录好|记录的(?:回答|答案)|已有(?:的)?(?:回答|答案)|recorded", _I)
_NAMED = re.compile(r"[“\"「](?P<a>[^”\"」]{1,60})[”\"」]")
_CASES = re.compile(r"bad[ -]?cases?|坏例|收录的", _I)
_FRESH = re.compile(
    r"全部重跑|重新(?:全部)?跑|从头跑|重问|afresh|from scratch|ask again|without cache", _I
)
_RESUME = re.compile(r"继续跑|接着跑|go on with the run|continue the run|resume", _I)
_LIMIT = re.compile(
    r"(?:上限|最多(?:花)?|预算|不超过|limit(?: of)?|at most|budget(?: of)?|up to)"
    r"\s*(?:为|是|:)?\s*\$?\s*(?P<n>\d{1,5}(?:\.\d+)?)\s*(?:美元|刀|dollars?|usd|\$)?",
    _I,
)
_WEIGHT = re.compile(
    r"(?P<name>[^，,;；、%]{2,30}?)\s*(?:占|权重|weighs?|:|：|=)?\s*(?P<n>\d{1,3})\s*%", _I
)
_ADDS = re.compile(r"加上|再加|也看|还要|再跑|也跑|\badd\b|\balso\b|\btoo\b|\band\b", _I)


def fill(asked: Asked) -> Filled:
    """What to run; after a run, what is not said anew stays as it was."""
    text = plain(asked.text)
    if len(text) > _LONGEST:
        return Filled({})
    args = _read(text)
    if asked.last_tool == _TOOL:
        before = {
            name: value
            for name, value in asked.last_args.items()
            if value and name not in {"fresh", "resume"}
        }
        if _ADDS.search(text) and "scorers" in args:
            args["scorers"] = [*before.get("scorers", ()), *args["scorers"]]
        return Filled({**before, **args}, sure=bool(args) or bool(_ASKS.search(text)))
    return Filled(args, sure=bool(_ASKS.search(text)) and not _NOT.search(text))


def _read(text: str) -> dict[str, Any]:
    versions = list(dict.fromkeys(one.lower() for one in _VERSION.findall(text)))
    weights = _weights(text)
    named = _NAMED.search(text)
    found: dict[str, Any] = {
        "dataset": "bad-cases" if _CASES.search(text) else named["a"] if named else None,
        "targets": ["recorded"] if _RECORDED.search(text) else versions,
        "scorers": [] if weights else scorers_called(text),
        "weights": weights,
        "fresh": bool(_FRESH.search(text)),
        "resume": bool(_RESUME.search(text)),
    }
    if limit := _LIMIT.search(text):
        found["limit_usd"] = float(limit["n"])
    return {name: value for name, value in found.items() if value}


def _weights(text: str) -> dict[str, float]:
    """What each scorer weighs: 忠实度占60%，关键词占40%."""
    found: dict[str, float] = {}
    for match in _WEIGHT.finditer(text):
        for name in scorers_called(match["name"])[:1]:
            found[name] = float(match["n"]) / 100
    return found
