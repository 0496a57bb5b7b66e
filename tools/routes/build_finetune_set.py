"""Reads out of a question what to train for, whether the prompt was tuned, and on which part."""

import re
from typing import Any

from tools.diagnosis.rules import default_rules
from tools.routes.mentions import first_named, plain
from tools.routes.route import Asked, Filled

_TOOL = "build_finetune_set"
_LONGEST = 400
_I = re.IGNORECASE
_ASKS = re.compile(
    r"微调|精调|训练集|训练数据|训练样本|偏好(?:数据|对|训练)|标注指南|(?<![a-z])(?:SFT|DPO|RLHF|LoRA)(?![a-z])"
    r"|fine.?tun|training (?:set|data|examples)|preference (?:pairs?|data)"
    r"|train (?:a|our|my) (?:own )?model"
    r"|(?:annotat\w+|label\w+) guideline|guideline for annotators",
    _I,
)
_GUIDELINE = re.compile(
    r"标注指南|(?:annotat\w+['’]?|label\w+) guideline|guideline for annotators", _I
)
_SEES = re.compile(r"看|在哪|打开|有没有|显示|\b(?:show|see|where|open|view|read)\b", _I)
_DOCS = re.compile(r"文档|规定|怎么收费|价格|多少钱|\bdocs\b|documented|\bprice|\bcost", _I)
_GOALS = (
    ("facts", re.compile(r"知识|事实|资料|\bfacts?\b|knowledge|factual", _I)),
    ("format", re.compile(r"格式|结构|JSON(?!L)|\bformat|structure", _I)),
    ("style", re.compile(r"风格|语气|文风|口吻|腔调|\bstyle|\btone\b|\bvoice\b|manner", _I)),
    (
        "general",
        re.compile(r"整体|通用|全面|各方面|in general|\boverall\b|generic|across the board", _I),
    ),
)
_PROMPT = r"(?:提示词|prompt\w*)"
_GOES_ON = re.compile(
    r"(?:还是|照样|先|直接|就).{0,4}(?:导出|做|建|生成)|导出(?:吧|来|一下|数据)?$"
    r"|\b(?:build|make|export|create) (?:it|the (?:set|files?|data))\b|\banyway\b",
    _I,
)
_OF_IT = re.compile(
    r"训练|文件|(?:掩码|脱敏|打码)"
    r"|丢[了掉弃]|剔除|(?:去掉|排除|没用上)了?(?:多少|哪些|几)|重合|泄漏|可能相同|说不准"
    r"|\bdropped\b|\bleft out\b|\bexcluded\b"
    r"|\bperhaps the same\b|\bleak\w*\b|\boverlap\w*\b"
    r"|\btrain\w*\b|\bfiles?\b|\bmask\w*\b|\bjsonl\b|\bdownload\b",
    _I,
)
"""Words for what was made, in a question that goes on from it."""
_EVAL_SET = re.compile(r"评测集")
"""Whose 评测 is no style."""
_RAW = re.compile(
    rf"{_PROMPT}.{{0,6}}(?:还没|没有|没|未|不曾).{{0,4}}(?:调|优化|试|改)"
    rf"|(?:还没|没有|没|未).{{0,4}}(?:调|优化|试|改).{{0,4}}{_PROMPT}"
    rf"|(?:not|n['’]t|never|without).{{0,12}}(?:tun|optimi[sz]|tr(?:y|ied)).{{0,12}}{_PROMPT}"
    rf"|{_PROMPT}.{{0,12}}(?:not|n['’]t|never).{{0,8}}(?:tun|optimi[sz]|tr(?:y|ied))",
    _I,
)
_TUNED = re.compile(
    rf"{_PROMPT}.{{0,8}}(?:调|优化|试|改|打磨).{{0,3}}(?:过|了|好|完)|(?:调|优化|试|改)(?:过|好|完)了?.{{0,4}}{_PROMPT}"
    rf"|{_PROMPT}.{{0,24}}(?:tuned|optimi[sz]ed|tried)|(?:tuned|optimi[sz]ed|tried).{{0,16}}{_PROMPT}",
    _I,
)
_VERSION = re.compile(
    r"(?<![A-Za-z0-9_.])v(\d+(?:\.\d+)*)(?![A-Za-z0-9_])|版本\s*(\d+(?:\.\d+)*)", _I
)
_ANY_VERSION = re.compile(r"(?:所有|全部|两个|各个?)版本|\b(?:all|both|every) versions?\b", _I)


def fill(asked: Asked) -> Filled:
    """What to train for; after such an answer, what is not said anew stays as it was."""
    text = plain(asked.text)
    if len(text) > _LONGEST:
        return Filled({})
    args = _read(text)
    follows = asked.last_tool == _TOOL
    if follows:
        kept = {key: value for key, value in asked.standing.items() if value is not None}
        if _ANY_VERSION.search(text):
            kept.pop("version", None)
        args = {**kept, **args}
    asks = bool(_ASKS.search(text)) and not _DOCS.search(text) and not asks_to_see_guideline(text)
    told = follows and any(one.search(text) for one in (_RAW, _TUNED, _GOES_ON, _OF_IT))
    return Filled(args, sure=asks or told)


def asks_to_see_guideline(text: str) -> bool:
    """Whether somebody wants to see the annotators' guideline, not to have a set made.

    >>> asks_to_see_guideline("标注指南给我看看"), asks_to_see_guideline("写一份标注指南")
    (True, False)
    """
    return bool(_GUIDELINE.search(text) and _SEES.search(text))


def _read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "goal": first_named(_GOALS, text),
        "prompt_tuned": _tuned(text),
        "version": _version(text),
        "segment": _segment(text),
    }
    return {name: value for name, value in found.items() if value is not None}


def _tuned(text: str) -> bool | None:
    if _RAW.search(text):
        return False
    return True if _TUNED.search(text) else None


def _version(text: str) -> str | None:
    found = _VERSION.search(text)
    return f"v{found[1] or found[2]}" if found else None


def _segment(text: str) -> str | None:
    slot = default_rules().slots["style"]
    found = slot.words.find(_EVAL_SET.sub(" ", text))
    return f"style={slot.value_of[found[0].casefold()]}" if found else None
