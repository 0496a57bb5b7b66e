"""Reads out of a question which scenarios are meant and which numbers were given."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tools.decisions.scenarios.depending import Depends, read_dependencies
from tools.decisions.scenarios.kano import LETTER_OF
from tools.decisions.scenarios.kano_survey import survey_in
from tools.decisions.scenarios.reading import (
    Said,
    plain,
    read_scale,
    read_scenarios,
    read_weights,
)
from tools.routes.mentions import first_named, with_names
from tools.routes.route import Asked, Filled
from tools.routes.scenarios_asked import is_about_fixing, is_for_scenarios
from tools.routes.scenarios_meant import TOOL, pointed, scenarios_before, spoken_of

_LONGEST = 2_000
_I = re.IGNORECASE
_METHODS = (
    ("kano", re.compile(r"(?<![a-z])kano(?![a-z])|卡诺", _I)),
    ("rice", re.compile(r"(?<![a-z])RICE(?![a-z])", _I)),
    ("ice", re.compile(r"(?<![A-Za-z])ICE(?![A-Za-z])")),
    ("wsjf", re.compile(r"(?<![a-z])WSJF(?![a-z])", _I)),
    ("weighted", re.compile(r"加权|权重|\bweight(?:s|ed|ing)?\b|\bSPOTIS\b|多准则", _I)),
    ("pain_difficulty", re.compile(r"痛点.{0,6}难度|四象限|pain.{0,12}difficulty|quadrant", _I)),
)
_REMOVE = re.compile(
    r"去掉|删掉|删除|移除|拿掉|不要|\b(?:remove|drop|delete|take off|without)\b", _I
)
_CLEAR = re.compile(r"清空|全部(?:删|去)掉|clear (?:the )?(?:board|list|scenarios)|start over", _I)
_ASKS_ON = re.compile(
    r"翻盘|靠谱|可靠|可信|稳不稳|有多稳|敏感"
    r"|\b(?:flips?|turns?|changes?|tips?)\b.{0,12}\border\b|how (?:sure|robust"
    r"|stable)",
    _I,
)
"""What is asked only of an order that has been given."""
_CLASSES = re.compile(r"(?<!意图)(?<!文本)(?:分类|归类|分一下类)(?=[\s,。?？!]|$)", _I)
_ADDS = re.compile(
    r"再加|[增新添]加|新增|加(?:上|入|进)?[一两二三四几\d]*个|(?<![a-z])add(?![a-z])", _I
)
_WEIGHTS = re.compile(
    r"[^.;!?。\n:,]*(?:加权|权重|\bweight(?:s|ed|ing)?\b|\bSPOTIS\b|多准则)"
    r"(?:[^.;!?。\n]|(?<=\d)\.(?=\d))*|[^.;!?。\n:,]*\d\s*%[^.;!?。\n]*",
    _I,
)
"""A sentence that tells weights."""
_LETTERS = {letter: name.replace("_", " ") for name, letter in LETTER_OF.items()}
_LETTER = re.compile(r"(?<![A-Za-z])[MOAIRQ](?=\s*[:=]?\s*\d|\s*[,|\t]|\s*$)", re.MULTILINE)


def fill(asked: Asked) -> Filled:
    """The scenarios with their numbers; after such an answer a new number changes the old one."""
    if len(asked.text) > _LONGEST:
        return Filled({})
    before = scenarios_before(asked)
    text = pointed(with_names(plain(asked.text.strip()), tuple(before)), asked, before)
    method = first_named(_METHODS, text)
    scale = read_scale(text)
    if failed := _failed(asked, text, tuple(before)):
        # It could not be taken: what is said now corrects it, and the rest of it still counts.
        text, scale = f"{failed}\n{text}", scale or read_scale(failed)
    if survey_in(text):
        method = "kano"
    if method == "kano":
        text = _LETTER.sub(lambda letter: f" {_LETTERS[letter[0]]} ", _CLASSES.sub(" ", text))
    entries = _entries(asked, text, before, method)
    follows = asked.last_tool == TOOL
    has_numbers = any(one.keys() - {"name"} for one in entries.values())
    if before and (follows or has_numbers):
        return _changed(asked, before, entries, text, method=method, scale=scale)
    args: dict[str, Any] = {"scenarios": list(entries.values())} if entries else {}
    if entries and scale:
        args["scale"] = scale
    if method and method != "pain_difficulty":
        args["method"] = method
    if method == "weighted":
        args["weights"] = read_weights(text)
    return Filled(args, sure=is_for_scenarios(text, entries))


def _entries(
    asked: Asked, text: str, before: Mapping[str, dict[str, Any]], method: str | None
) -> dict[str, dict[str, Any]]:
    """What is said of each scenario, as the tool takes it."""
    if method == "kano" and survey_in(text):
        return {}  # a survey is for the tool to read
    if method == "weighted":
        # Numbers beside criteria are weights, but in sentences of their own.
        text = _WEIGHTS.sub(" ", text)
        if not any(one.numbers for one in read_scenarios(text, known=tuple(before))):
            return {}
    depends, rest = read_dependencies(text, tuple(before))
    said = read_scenarios(rest, known=tuple(before))
    if not any(one.numbers for one in said) and len(one_ := spoken_of(asked, before)) == 1:
        # 难度改成 3: of the one that was spoken of, where it is not said of which.
        of_it = read_scenarios(f"「{one_[0]}」,{rest}", known=tuple(before)) if not said else []
        said = [one for one in of_it if one.numbers] or said
    entries = {one.name: _entry(one) for one in said}
    for one in depends:
        entry = entries.setdefault(one.name, {"name": one.name})
        entry["after"] = _after(
            one, entry.get("after") or before.get(one.name, {}).get("after", ())
        )
        for name in one.on:
            if not one.no_more:
                entries.setdefault(name, {"name": name})
    return entries


def _after(one: Depends, so_far: Sequence[str]) -> list[str]:
    if one.no_more:
        return [name for name in so_far if name not in one.on]
    return list(dict.fromkeys([*so_far, *one.on]))


def _changed(
    asked: Asked,
    before: Mapping[str, dict[str, Any]],
    entries: Mapping[str, dict[str, Any]],
    text: str,
    *,
    method: str | None,
    scale: float | None,
) -> Filled:
    """The former scenarios with what is new of them."""
    if _CLEAR.search(text):
        return Filled({"remove": list(before)}, sure=True)
    names = [name for name in entries if name in before]
    has_numbers = any(one.keys() - {"name"} for one in entries.values())
    if _REMOVE.search(text) and names and not has_numbers:
        kept = [one for name, one in before.items() if name not in names]
        kept += [one for name, one in entries.items() if name not in before]
        return Filled({"scenarios": kept, "remove": names}, sure=True)
    new = entries.keys() - before.keys()
    # A list of others without a word of adding is a list of its own.
    is_own = len(new) > 1 and new == entries.keys() and not _ADDS.search(text)
    merged = {} if is_own else {name: dict(values) for name, values in before.items()}
    for name, entry in entries.items():
        known = merged.get(name, {"name": name})
        numbers = {**known.get("numbers", {}), **entry.get("numbers", {})}
        merged[name] = {**known, **entry, **({"numbers": numbers} if numbers else {})}
    args: dict[str, Any] = {"scenarios": list(merged.values())} if merged else {}
    if known_scale := scale or (asked.last_args.get("scale") if not is_own else None):
        args["scale"] = known_scale
    chosen = method or asked.last_args.get("method")
    if chosen and chosen != "pain_difficulty":
        args["method"] = chosen
    if chosen == "weighted":
        args["weights"] = read_weights(text) or asked.last_args.get("weights") or {}
    changes = bool(entries) and not is_about_fixing(text)
    asks_on = bool(method or scale or _ASKS_ON.search(text))
    return Filled(args, sure=changes or asks_on)


def _failed(asked: Asked, text: str, known: tuple[str, ...]) -> str:
    """The question before this one, where its scores could not be taken and this corrects it."""
    if not asked.earlier or asked.answered_by[-1] is not None:
        return ""
    earlier = plain(asked.earlier[-1].strip())
    if not any(one.numbers for one in read_scenarios(earlier, known=known)):
        return ""
    goes_on = read_scale(text) or any(one.numbers for one in read_scenarios(text, known=known))
    return earlier if goes_on else ""


def _entry(one: Said) -> dict[str, Any]:
    """A scenario as the tool takes it: pain and difficulty by themselves, the others together."""
    scores: dict[str, Any] = {
        key: one.numbers[key] for key in ("pain", "difficulty") if key in one.numbers
    }
    others = {key: value for key, value in one.numbers.items() if key not in scores}
    return {"name": one.name, **scores, **({"numbers": others} if others else {})}
