"""Reads out of words whether a mix of models is wanted, and what bounds it."""

import re
from typing import Any

from tools.decisions.mix.mix import FLOOR
from tools.decisions.models.reading.money import read_money
from tools.decisions.models.reading.quality import read_kept

_I = re.IGNORECASE
_MIX = re.compile(
    r"混合(?!检索|搜索|召回|排序)|混着用|混用|搭配(?:使用|几个|着用)|组合(?:使用|几个|模型)|(?:最[高好优省]|模型|便宜)的?组合|(?<![a-z])小模型.{0,16}大模型|大模型.{0,16}小模型|分流|级联"
    r"|\b(?:mix(?:ed|es|ing|ture)?|hybrid|cascade|routing)\b(?! (?:search|retrieval|feelings?)\b)"
    r"|\b(?:small|cheap)(?:er)? models?\b.{0,30}\b(?:large|big|strong|dear|expensive)(?:er)?\b"
    r"|\b(?:combine|route between)\b.{0,12}\bmodels\b",
    _I,
)
_NO_MIX = re.compile(
    r"(?:不要|不用|不想|别|取消|去掉|不做|算了).{0,3}(?:混合|混用|组合|分流|级联)"
    r"|(?:只|就|都|全)用(?:一个|一种|单个|同一个)模型"
    r"|\b(?:no|not|without|drop|forget|skip) (?:(?:a|an|any|the) )?(?:mix\w*|hybrid|cascade)\b"
    r"|\b(?:(?:just|only) (?:one|a single)|one|single) model(?: only)?\b",
    _I,
)
_ABOUT = re.compile(
    r"模型|质量|效果|省|预算|便宜|成本|费用|花|怎么配|钱"
    r"|\bmodels?\b|quality|budget|cost|\bsav(?:e|ing)|cheap|spend|\$",
    _I,
)
"""What a mix of models is asked about, and no other mix."""
_SAVES = re.compile(r"省|便宜|\bsav(?:e|ings?|es)\b|cheap|least cost", _I)


def wants_mix(text: str) -> bool:
    """Whether a mix of models is asked for."""
    return bool(_MIX.search(text) and _ABOUT.search(text)) and not wants_one(text)


def wants_one(text: str) -> bool:
    """Whether a mix is turned down."""
    return bool(_NO_MIX.search(text))


def read_mix(text: str) -> dict[str, Any]:
    """`mix`, and `floor` where one is said or the saving is asked for; empty: no mix is asked for.

    >>> read_mix("保住98%质量最便宜的混合"), read_mix("best quality mix within $300 a month")
    ({'mix': True, 'floor': 0.98}, {'mix': True})
    """
    if not wants_mix(text):
        return {}
    floor, _ = read_kept(text)
    if floor is None and _SAVES.search(text) and "budget" not in read_money(text)[0]:
        floor = FLOOR
    return {"mix": True, **({"floor": floor} if floor else {})}
