"""Reads a swap of one kind of examples for another: 把母婴的换成搞笑的, swap adults for kids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.decisions.models.reading.numerals import HAN, number
from tools.evals.building.vocabulary import Named, Vocabulary

_I = re.IGNORECASE
_ZH = r"(?:都|全部?|全都)?(?:换成|换为|替换[成为]|改成|改为)"
_SWAPS = (
    re.compile(rf"(?:把|将)(?P<out>.{{1,40}}?){_ZH}(?P<into>.{{1,40}})", _I),
    re.compile(
        r"(?:用|拿)(?P<into>.{1,40}?)(?:去|来)?(?:替换掉?|替掉|换掉|代替)(?P<out>.{1,40})", _I
    ),
    re.compile(
        r"\b(?:swap|exchange|trade|substitute|replace|change)(?: out)? (?P<out>.{1,60}?)"
        r" (?:for|with|by|into|to) (?P<into>.{1,60})",
        _I,
    ),
)
_COUNT = re.compile(rf"(\d{{1,6}}|{HAN})\s*[条个]|\b(\d{{1,6}})\b", _I)


@dataclass(frozen=True)
class Swap:
    """One kind that goes and another that comes in its place."""

    out: dict[str, frozenset[str]]
    """Slices that go; an example of any one goes."""
    into: dict[str, frozenset[str]]
    """Slices that come; an example must fit all dimensions."""
    count: int | None
    """So many; None for all there are."""


def read_swap(text: str, vocabulary: Vocabulary) -> Swap | None:
    """The swap that a text asks for; None where either kind is not one of the data's."""
    for words in _SWAPS:
        if not (found := words.search(text)):
            continue
        out = _where(vocabulary.find(found["out"]))
        into = _where(vocabulary.find(found["into"]))
        if out and into:
            said = _COUNT.search(found["out"]) or _COUNT.search(found["into"])
            count = int(number(said[1] or said[2])) if said else None
            return Swap(out, into, count or None)
    return None


def _where(named: Sequence[Named]) -> dict[str, frozenset[str]]:
    where: dict[str, frozenset[str]] = {}
    for one in named:
        if one.value is not None:
            where[one.key] = where.get(one.key, frozenset()) | {one.value}
    return where
