"""Reads out of a question which scenario a model is for, and what is required of it."""

import re
from collections.abc import Mapping
from typing import Any

from tools.decisions.mix.wanted import read_mix, wants_one
from tools.decisions.models.names import named_in
from tools.decisions.models.reading.quality import read_kept
from tools.decisions.models.requirements import read_saying
from tools.decisions.task import task_of
from tools.routes.mentions import ordinal
from tools.routes.route import Asked, Filled

_TOOL = "recommend_models"
_LONGEST = 400
"""Characters of a question; what is longer is a pasted text."""
_I = re.IGNORECASE
_MODEL = r"(?:大?模型|LLM|mod(?:el|le)s?\b|TTS|ASR|语音合成|语音识别|多模态)"
_ASKS = re.compile(
    r"(?:用|选|挑|换|上|推荐|选择|找|哪个|哪家|哪款|什么|有没有|比较|对比|几个)"
    rf".{{0,14}}{_MODEL}"
    rf"|{_MODEL}.{{0,6}}(?:选型|怎么选|选哪|用哪|哪个|哪家|推荐|对比|比较|成本|费用|多少钱)"
    r"|(?:which|what|best|cheap\w*|recommend\w*|choose|pick|select|find|compare|suggest|need"
    rf"|open[- ]weights?)\b.{{0,40}}{_MODEL}"
    r"|\ban? models? (?:that|which|with|for|under|below|to|cheaper|better|faster)\b"
    r"|\b(?:embedding|rerank(?:er|ing)?|vision|multimodal|language) models? for\b",
    _I,
)
_SPEECH = re.compile(r"(?<![a-z])(?:TTS|ASR)(?![a-z])|语音合成|语音识别", _I)
_OF_MODELS = frozenset(["open_weights", "tool_call", "structured_output", "context", "inputs"])
"""Requirements that nothing but a model has."""
_REQUIRED = _OF_MODELS | {"regions", "languages", "reasoning", "unrecorded", "calls", "minutes"}
_DOCS = re.compile(r"文档|规格|谁负责|\bdocs?\b|documented|会话|日志", _I)
_WHY_ID = re.compile(r"\bt-?\d{3,}", _I)


def fill(asked: Asked) -> Filled:
    """The scenario and what is required; after such an answer, what is said adds to it."""
    text = asked.text.strip()
    if len(text) > _LONGEST or _WHY_ID.search(text):
        return Filled({})
    if asked.last_tool == _TOOL:
        return _follow(asked, text)
    if asked.listed_by == "score_scenarios" and (scenario := _scenario_of(asked, text)):
        return Filled({"scenario": scenario, "requirements": [text], **read_mix(text)}, sure=True)
    mixed, asks = read_mix(text), named_in(text).asked
    why = {"why_not": list(asks)} if asks else {}
    is_sure = bool(mixed) and not _DOCS.search(text)
    return Filled({"scenario": text, **why, **mixed}, sure=is_sure or _is_for_models(text))


def _is_for_models(text: str) -> bool:
    """Whether a question can be for nothing else: a model to choose, or models to compare."""
    if _DOCS.search(text):
        return False
    if _ASKS.search(text):
        return True
    return bool(named_in(text).only) or _is_a_list_of_needs(text)


def _is_a_list_of_needs(text: str) -> bool:
    """Whether several things are required of what only a model can be: 私有化部署，要能看图."""
    said = read_saying(text).keys()
    of_speech = bool(_SPEECH.search(text)) and bool(said)
    several = len(said & _REQUIRED) > 1 and (said & _OF_MODELS or task_of(text).known)
    return of_speech or bool(several)


def _follow(asked: Asked, text: str) -> Filled:
    """The former question with what is new: another scenario, a requirement, a model to explain."""
    before = {name: value for name, value in asked.last_args.items() if value}
    named = named_in(text)
    before.pop("why_not", None)
    several = len(named.only) > 1 and not before.get("mix")
    if compared := named.asked or (named.only if several else ()):
        return Filled({**_without_mix(before), "why_not": list(compared)}, sure=True)
    if wants_one(text):
        return Filled(_without_mix(before), sure=True)
    mixed = read_mix(text)
    if not mixed and _is_for_models(text) and task_of(text).known and not _leans(text):
        return Filled({"scenario": text}, sure=True)
    changes = read_saying(text)
    said = bool(mixed or changes)
    if not mixed and before.get("mix"):
        floor, _ = read_kept(text)
        said = said or floor is not None
        mixed = {
            "mix": True,
            "floor": floor or (None if "budget" in changes else before.get("floor")),
        }
    if changes or not mixed:
        before["requirements"] = [*before.get("requirements", ()), text]
    kept = {**_without_mix(before), **mixed}
    return Filled({name: value for name, value in kept.items() if value}, sure=said)


def _without_mix(args: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in args.items() if name not in ("mix", "floor")}


def _leans(text: str) -> bool:
    return bool(re.match(r"(?:那|如果|要是|换成|再|and |what if|but )", text, _I))


def _scenario_of(asked: Asked, text: str) -> str | None:
    """The scenario of the list that is meant, by name or by place, when a model is asked for."""
    if not re.search(rf"{_MODEL}", text, _I):
        return None
    named = next((name for name in asked.listed if name.lower() in text.lower()), None)
    if named:
        return named
    at = ordinal(text)
    if at and at <= len(asked.listed):
        return asked.listed[at - 1]
    return (
        asked.listed[0]
        if asked.listed and re.search(r"它|这个|\bit\b|\bthis\b", text, _I)
        else None
    )
