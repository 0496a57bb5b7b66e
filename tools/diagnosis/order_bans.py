"""What may not be in a text that is to be made, by its order or by the rules of the house.

"No exclamation marks", 价格别出现, or in a style guide: never "world-first". Words that stand in
quotation marks in the answer are spoken of, not used.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from knowledge.han import HAN
from tools.claims.amounts import amounts
from tools.claims.arithmetic import MONEY
from tools.claims.digits import fold
from tools.diagnosis.facts import Facts

_THINGS_EN = (
    r"(?P<thing>exclamation (?:marks?|points?)|numbers?|figures|digits|emojis?|hash ?tags?|prices?"
    r"|pricing)"
)
_BANS_EN = re.compile(
    r"\b(?:no|without|avoid|skip|drop|omit|leave out|don['’]t (?:use|mention|give|include))"
    rf" (?:any |the |all |of the )*{_THINGS_EN}\b"
    rf"|\b(?:leave|keep|take) (?:the |any |all )?{_THINGS_EN.replace('thing', 'other')} out\b",
    re.IGNORECASE,
)
_THINGS_ZH = r"(?:感叹号|叹号|数字|表情(?:符号)?|emoji|话题标签|标签|价格|价钱|报价|金额|房价|售价)"
_BANS_ZH = re.compile(
    r"(?:不要|不许|不准|不得|别|勿|不带|不含|不用|不写|不提|去掉|避免|不出现)再?(?:有|写|用|带|出现|提到|提|露|放|说|加)?"
    rf"(?:任何|具体)?(?P<thing>{_THINGS_ZH})"
    rf"|(?P<other>{_THINGS_ZH})[^，。；\s]{{0,3}}?(?:不要|别|先不|不用|不)(?:先)?(?:出现|写|提|露|带|有|放|说)",
    re.IGNORECASE,
)
_CHARACTERS_ZH = re.compile(
    r"(?P<listed>[\u4e00-\u9fff](?:[、,，][\u4e00-\u9fff])+)这?[些几]?个?字[^，。]{0,6}(?:别|不要|不能|不许)"
)
"""Characters that are banned one by one."""
_QUOTED_ZH = r"(?:[“\"「‘][^”\"」’]{1,12}[”\"」’][、,，和或及]?)+"
_RULES_ZH = re.compile(
    rf"(?:不用|禁用|禁止(?:使用|出现)?|不得(?:写|出现|用|使用)?|不许用|避免(?:使用)?|不出现|不写)(?P<words>{_QUOTED_ZH})"
)
_QUOTED_EN = r"(?:['\"‘“][^'\"’”\n]{2,30}['\"’”](?:,? (?:or|and|nor) |, |,)?)+"
_RULES_EN = re.compile(
    r"\b(?:never|avoid|banned|not|no|do not|don['’]t)(?: use| write| say| call \w+)?:? "
    rf"(?P<words>{_QUOTED_EN})",
    re.IGNORECASE,
)
_EACH = re.compile(r"[“\"「‘'][^”\"」’']+[”\"」’']")
_SPOKEN_OF = re.compile(r"[“\"「『‘'《][^”\"」』’'》\n]{1,40}[”\"」』’'》]")
_MARKED = re.compile(r"^\W*(?:\d{1,2}[.)、．）]|[①-⑳]|[（(]\d{1,2}[）)])", re.MULTILINE)
"""The number of an item, which is none of the text."""
_EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_PRICED = re.compile(r"(?:价|元|price[sd]?|costs?)\D{0,4}(\d[\d,.]*)", re.IGNORECASE)


class Ban(NamedTuple):
    """One thing that may not be there."""

    words: str
    """The words that say so, verbatim."""
    thing: str
    """What."""
    source: str
    """`query`, or the id of the passage that says so."""
    is_there: bool
    """Whether the answer has it."""


def bans(facts: Facts) -> Iterator[Ban]:
    """The bans that are known, those of the order first."""
    answer = facts.said.answer
    for pattern in (_BANS_EN, _BANS_ZH):
        for one in pattern.finditer(facts.asked.query):
            thing = (one["thing"] or one["other"]).lower()
            yield Ban(one[0], thing, "query", _finder_of(thing)(facts, answer))
    for one in _CHARACTERS_ZH.finditer(facts.asked.query):
        there = next((c for c in HAN.findall(one["listed"]) if c in answer), None)
        yield Ban(one[0], there or one["listed"], "query", there is not None)
    used = _SPOKEN_OF.sub(" ", fold(answer))
    for passage, text in facts.found.handed_on:
        for pattern in (_RULES_ZH, _RULES_EN):
            for rule in pattern.finditer(text.raw):
                for quoted in _EACH.findall(rule["words"]):
                    word = quoted[1:-1]
                    yield Ban(rule[0], word, passage.id, _is_used(word, used, facts))


def _is_used(word: str, used: str, facts: Facts) -> bool:
    """Whether a banned word is used, which the order does not speak of."""
    plain = fold(word)
    if plain in fold(facts.asked.told_before):
        return False
    if HAN.search(plain):
        return len(plain) > 1 and plain in used
    return re.search(rf"\b{re.escape(plain)}\b", used) is not None


def _finder_of(thing: str) -> Callable[[Facts, str], bool]:
    if thing.startswith("exclamation") or "叹号" in thing:
        return lambda _, answer: "!" in answer or "！" in answer
    if "emoji" in thing or thing.startswith("表情"):
        return lambda _, answer: _EMOJI.search(answer) is not None
    if thing.startswith("hash") or "标签" in thing:
        return lambda _, answer: re.search(r"(?:^|\s)#\w", answer) is not None
    if thing.startswith("pric") or thing.endswith(("价", "价格", "价钱", "金额")):
        return _has_price
    return _has_figure


def _has_price(facts: Facts, answer: str) -> bool:
    if any(one.dimension in MONEY for one in amounts(answer)):
        return True
    prices = {one for text in facts.found.texts for one in _PRICED.findall(text.raw)}
    return any(re.search(rf"(?<![\d.]){re.escape(one)}(?![\d.])", answer) for one in prices)


def _has_figure(facts: Facts, answer: str) -> bool:
    plain = _MARKED.sub(" ", answer)
    asked = set(re.findall(r"\d+", facts.asked.query))
    return any(one not in asked for one in re.findall(r"\d+", plain))
