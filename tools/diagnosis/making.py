"""Is a text of whatever kind ordered: a letter, minutes, a clause, or one made shorter?

Told by how an order is built. Some verbs order a text by themselves: draft, summarise, 润色. Others
do with a kind of text behind them: make a checklist, 出个纪要. In a chat the kind alone orders one,
with what it is for: three subject lines for the sale. Who asks how to write one orders none.
"""

import re

from knowledge.han import HAN
from tools.diagnosis.making_en import orders_in_english
from tools.diagnosis.making_zh import orders_in_chinese
from tools.diagnosis.rules import Rules

_BOUNDS = re.compile(
    r"\s*(?:[\d一两三四五六七八九十]+\s*个?[字词句条]"
    r"|(?:约|不超过|控制在|under|within|about|max)\s*\d+|\d+\s*words?)[^，,]{0,8}$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"[:：→\n]\s*\S.{12,}|[\"“'‘「][^\"”'’」]{8,}[\"”'’」]|\s[-–—]\s.{20,}", re.DOTALL
)
"""How a text stands in the order itself."""
_READ = 1_000
"""Characters of a query in which an order stands."""


def orders_a_text(query: str, rules: Rules) -> bool:
    """Whether `query` orders a text of some kind.

    >>> from tools.diagnosis.rules import default_rules as rules
    >>> [orders_a_text(one, rules()) for one in ("draft a note to staff", "how do I draft a note?")]
    [True, False]
    >>> [orders_a_text(one, rules()) for one in ("周会出个纪要", "会议纪要在哪里看？")]
    [True, False]
    """
    said = query[:_READ]
    orders = orders_in_chinese if HAN.search(said) else orders_in_english
    return orders(said, rules)


def hands_over_a_text(query: str) -> bool:
    """Whether the text that is to be changed stands in the order."""
    return _GIVEN.search(query[:_READ]) is not None


def names_a_text(rewritten: str, rules: Rules) -> bool:
    """Whether a rewritten query, which has no verbs left, ends on a kind of text: 开业海报.

    What bounds its length may follow.
    """
    bare = _BOUNDS.sub("", rewritten[:_READ]).strip(" ,，。.")
    kinds = (rules.texts, rules.deliverable)
    ends = [one.end() for kind in kinds for one in kind.pattern.finditer(bare)]
    return bool(ends) and max(ends) == len(bare)
