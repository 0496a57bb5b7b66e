"""Reads out of words whether a mix of models is wanted, and what bounds it."""

import re
from typing import Any

from tools.decisions.mix.mix import FLOOR
from tools.decisions.models.reading.money import read_money
from tools.decisions.models.reading.numerals import NUMBER, number

_I = re.IGNORECASE
_MIX = re.compile(
    r"混合(?!检索|搜索|召回|排序)|混着用|混用|搭配(?:使用|几个|着用)|组合(?:使用|几个|模型)|分流|级联"
    r"|\b(?:mix(?:ed|es|ing|ture)?|hybrid|cascade|routing)\b(?! (?:search|retrieval|feelings?)\b)"
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
_SHARE = re.compile(
    r"(?P<percent>\d{1,3}(?:\.\d+)?)\s*(?:[%％]|percent\b|per cent\b)"
    rf"|百分之(?P<han>{NUMBER})"
    r"|(?P<tenths>[五六七八九])成(?P<half>[半五])?",
    _I,
)
_KEEPS = re.compile(r"质量|效果|水平|保住|保持|保留|quality|performance|\bkeep|retain|as good", _I)
_LOSES = re.compile(r"降|损失|掉|差|牺牲|\b(?:lose|loss|losing|drop|sacrific\w+|worse|below)\b", _I)
_LEAST = 0.5
"""A smaller share is a loss, or about something else."""


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
    floor = read_floor(text)
    if floor is None and _SAVES.search(text) and "budget" not in read_money(text):
        floor = FLOOR
    return {"mix": True, **({"floor": floor} if floor else {})}


def read_floor(text: str) -> float | None:
    """The share of the best quality that is to be kept; None where none is said.

    >>> [read_floor(one) for one in ("keep 90% of the best quality", "质量最多降5%", "预算减20%")]
    [0.9, 0.95, None]
    """
    found = _SHARE.search(text)
    if not found or not _KEEPS.search(text):
        return None
    if found["tenths"]:
        share = float(number(found["tenths"])) / 10 + (0.05 if found["half"] else 0.0)
    else:
        share = float(found["percent"] or number(found["han"])) / 100
    if share < _LEAST and _LOSES.search(text):
        share = 1 - share
    return round(share, 4) if _LEAST <= share <= 1 else None
