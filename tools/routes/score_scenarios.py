"""Reads out of a question which scenarios are meant and which numbers were given."""

import re
from typing import Any

from tools.decisions.scenarios.reading import (
    Said,
    read_scale,
    read_scenarios,
    read_weights,
)
from tools.routes.mentions import first_named
from tools.routes.route import Asked, Filled

_TOOL = "score_scenarios"
_LONGEST = 2_000
_I = re.IGNORECASE
_METHODS = (
    ("rice", re.compile(r"(?<![a-z])RICE(?![a-z])", _I)),
    ("ice", re.compile(r"(?<![A-Za-z])ICE(?![A-Za-z])")),
    ("wsjf", re.compile(r"(?<![a-z])WSJF(?![a-z])", _I)),
    ("weighted", re.compile(r"加权|权重|\bweight(?:s|ed|ing)?\b|\bSPOTIS\b|多准则", _I)),
    ("pain_difficulty", re.compile(r"痛点.{0,6}难度|四象限|pain.{0,12}difficulty|quadrant", _I)),
)
_ASKS = re.compile(
    r"(?:先做|先落地|先上|优先做|排序|排个序|该做|值得做|暂不做|不做什么|打分|四象限).{0,16}(?:哪|什么|场景|功能|[吗么？?]|$)"
    r"|(?:哪个|哪些|什么|几个)(?:场景|功能|需求|方向|AI)?.{0,8}(?:先做|先落地|先上|优先|该做)"
    r"|场景.{0,10}(?:排|优先|打分|选择|怎么选)|(?:用|按).{0,4}(?:RICE|WSJF|ICE|加权|权重)"
    r"|\b(?:what|which)\b.{0,30}\b(?:build|do|ship|tackle|launch|come|start)\b.{0,12}\b(?:first|next|now)\b"
    r"|\bwhat (?:should|do) we (?:not )?(?:do|build)\b|\bworth doing\b|prioriti[sz]"
    r"|优先级怎么|排.{0,6}优先级|优先级.{0,4}排"
    r"|\buse cases?\b|quadrant"
    r"|(?<![a-z])(?:RICE|WSJF)(?![a-z])|\bscenarios?\b.{0,20}\b(?:first|rank|score|order)"
    r"|(?:rank|score) .{0,20}\bscenarios?",
    _I,
)
_FIX = re.compile(r"修|失败|bad ?case|坏例|\bfix\b|failure|模型|\bmodels?\b|LLM", _I)
_REMOVE = re.compile(r"去掉|删掉|删除|移除|拿掉|不要|remove|drop|delete|take off|without", _I)
_CLEAR = re.compile(r"清空|全部(?:删|去)掉|clear (?:the )?(?:board|list|scenarios)|start over", _I)


def fill(asked: Asked) -> Filled:
    """The scenarios with their numbers; after such an answer a new number changes the old one."""
    text = asked.text.strip()
    if len(text) > _LONGEST:
        return Filled({})
    follows = asked.last_tool == _TOOL
    before = _before(asked) if follows or asked.listed_by == _TOOL else {}
    method = first_named(_METHODS, text)
    # Numbers beside criteria are weights then, and no scenario's scores.
    said = read_scenarios(text, known=tuple(before)) if method != "weighted" else []
    has_numbers = any(one.numbers for one in said)
    asks = bool(_ASKS.search(text)) and not _FIX.search(text)
    if not follows:
        args = _args(said, text)
        if method and method != "pain_difficulty":
            args["method"] = method
        if method == "weighted":
            args["weights"] = read_weights(text)
        listed = asked.listed_by == _TOOL and has_numbers and bool(before)
        if listed:
            return _changed(asked, before, said, text, method)
        return Filled(args, sure=(has_numbers and _has_both(said)) or asks)
    return _changed(asked, before, said, text, method)


def _changed(
    asked: Asked, before: dict[str, dict[str, Any]], said: list[Said], text: str, method: str | None
) -> Filled:
    """The former scenarios with what is new of them."""
    if _CLEAR.search(text):
        return Filled({"remove": list(before)}, sure=True)
    names = [one.name for one in said if one.name in before]
    if _REMOVE.search(text) and names and not any(one.numbers for one in said):
        kept = [one for name, one in before.items() if name not in names]
        return Filled({"scenarios": kept, "remove": names}, sure=True)
    merged = {name: dict(values) for name, values in before.items()}
    for one in said:
        known = merged.get(one.name, {"name": one.name})
        new = _entry(one)
        others = {**known.get("numbers", {}), **new.pop("numbers", {})}
        merged[one.name] = {**known, **new, **({"numbers": others} if others else {})}
    args: dict[str, Any] = {"scenarios": list(merged.values())} if merged else {}
    if scale := read_scale(text) or (asked.last_args.get("scale") if before else None):
        args["scale"] = scale
    chosen = method or asked.last_args.get("method")
    if chosen and chosen != "pain_difficulty":
        args["method"] = chosen
    if chosen == "weighted":
        args["weights"] = read_weights(text) or asked.last_args.get("weights") or {}
    changes = bool(said) and not _FIX.search(text)
    return Filled(args, sure=changes or method is not None)


def _before(asked: Asked) -> dict[str, dict[str, Any]]:
    """The scenarios of the last answer, with the numbers of its call."""
    given = asked.last_args.get("scenarios") if asked.last_tool == _TOOL else None
    known = {
        one["name"]: {key: value for key, value in one.items() if value is not None}
        for one in given or ()
        if isinstance(one, dict) and "name" in one
    }
    listed = asked.listed if asked.listed_by == _TOOL else ()
    return {name: known.get(name, {"name": name}) for name in (*listed, *known)}


def _entry(one: Said) -> dict[str, Any]:
    """A scenario as the tool takes it: pain and difficulty by themselves, the others together."""
    scores: dict[str, Any] = {
        key: one.numbers[key] for key in ("pain", "difficulty") if key in one.numbers
    }
    others = {key: value for key, value in one.numbers.items() if key not in scores}
    return {"name": one.name, **scores, **({"numbers": others} if others else {})}


def _args(said: list[Said], text: str) -> dict[str, Any]:
    args: dict[str, Any] = {}
    if said:
        args["scenarios"] = [_entry(one) for one in said]
    if said and (scale := read_scale(text)):
        args["scale"] = scale
    return args


def _has_both(said: list[Said]) -> bool:
    return any({"pain", "difficulty"} <= one.numbers.keys() for one in said) or (
        sum(bool(one.numbers) for one in said) > 1
    )
