"""A reference as a note: "£360 (5 x 6 x 12)", "Yes, free; book 24 h ahead", 不退款，免费重做一次.

A note has points, asides in brackets, and sums with their steps. An answer that tells the points,
in whatever words, need have neither the asides nor the steps.
"""

import re
from collections.abc import Sequence

from knowledge.han import HAN
from tools.claims.amounts import Amount, amounts
from tools.claims.bound.states import states
from tools.claims.dimensions import COUNTERS
from tools.claims.measure import content
from tools.claims.polarity import clauses, may_deny
from tools.claims.replies import says_yes
from tools.diagnosis.facts import Facts

_ASIDE = re.compile(r"\s*[（(][^()（）]{1,80}[)）]")
_STEPS = re.compile(r"[^=＝;；。,，\n]*\d[^=＝;；。\n]*[+＋x×*·/÷−-][^=＝;；。\n]*[=＝]\s*(?=\S)")
"""What comes before the result of a sum."""
_NOT_THAT = re.compile(
    r"[，,；;]?\s*(?:(?<!是)不是|而非|并非|\b(?:and not|not|rather than|instead of))\s*"
    r"[￥¥$€£]?\d[\d.,:]*\s?[^\W\d]{0,4}(?=$|[，,。.；;)）])",
    re.IGNORECASE,
)
"""What a note says it is not: 年费是98，不是89."""
_POINT = re.compile(r"[，；;。！!\n]|,(?!\d)|\.(?=\s|$)|\s[–—-]\s")
"""What stands between the points of a note."""
_WORD = re.compile(r"\w")
_ARTICLE = re.compile(rf"一[{COUNTERS}]")
"""一套, 一次: in a sentence a manner of speaking more often than a number."""
_LONGEST = 2_000
"""Characters of a note; what is longer tells at length, and would take long to look through."""
_SHORT = 24
"""Characters up to which a reference is a note, in which each number is meant."""
_BY_CHARACTER = 0.6
"""What a Chinese word counts of which an answer has the characters, but not side by side."""
_MAY_ONE = frozenset({"open", "allowed", "enabled"})
"""States of which the opposite answers no to whether one may."""
_CHOICE = re.compile(r"还是|\bor\b")


def essence(note: str) -> str:
    """A note without its asides and without the steps of what it reckons.

    >>> essence("£360 (5 x 6 x 12)"), essence("5 x 6 x 12 = £360"), essence("Free (60+)")
    ('£360', '£360', 'Free')
    """
    if len(note) > _LONGEST:
        return note
    plain = _NOT_THAT.sub("", _STEPS.sub("", note))
    bare = _ASIDE.sub("", plain)
    return bare if _WORD.search(bare) else plain


def points(note: str) -> list[str]:
    """The points of a note.

    >>> points("Yes, free; book 24 h ahead")
    ['Yes', 'free', 'book 24 h ahead']
    """
    return [part.strip() for part in _POINT.split(note) if _WORD.search(part)]


def wanted_amounts(facts: Facts, reference: str) -> list[Amount]:
    """The amounts of a reference's essence that the question has not."""
    asked, note = amounts(facts.asked.query), essence(reference)
    found = [one for one in amounts(note) if not any(map(one.agrees, asked))]
    telling = [one for one in found if not _ARTICLE.fullmatch(note, one.start, one.end)]
    return telling if len(note) > _SHORT else found


def met(wanted: Sequence[Amount], facts: Facts) -> list[Amount]:
    """Those of some amounts that the answer has, in whatever unit."""
    return [one for one in wanted if any(_is_met(one, other) for other in facts.said.text.amounts)]


def _is_met(one: Amount, other: Amount) -> bool:
    if one.meets(other):
        return True
    # 10日 may name a day, or count ten of them.
    is_day = {one.dimension, other.dimension} == {"day", "time"}
    return is_day and one.written == other.written


def words_of(facts: Facts, reference: str) -> list[str]:
    """The terms of a reference's essence, without its amounts and without the question's terms."""
    note = essence(reference)
    for one in reversed(amounts(note)):
        note = note[: one.start] + " " * (one.end - one.start) + note[one.end :]
    given = set(facts.asked.terms)
    return [term for term in content(note) if term not in given and not term.isdigit()]


def is_mere_no(note: str) -> bool:
    """Whether a note says no, and nothing that is so instead.

    >>> is_mere_no("Day tickets can't be replaced."), is_mere_no("No, still in the bin")
    (True, False)
    """
    first, *others = points(note) or [""]
    if others and says_yes(first) is False:
        return all(reply_of(one) is False for one in others)
    return reply_of(first) is False and not others


def touches(facts: Facts, words: Sequence[str]) -> float:
    """The share of a note's words that the answer has; of Chinese ones also by their characters:
    扣除600元, 要扣600元.
    """
    told = facts.said.text
    if not words:
        return 0.0
    had = sum(
        1.0 if told.carries(one) else _BY_CHARACTER * _same_characters(one, told.folded)
        for one in words
    )
    return max(told.share(words), had / len(words))


def _same_characters(word: str, text: str) -> float:
    if not HAN.search(word):
        return 0.0
    return sum(mark in text for mark in word) / len(word)


def reply_of(text: str) -> bool | None:
    """Whether a text says yes or no: by how it begins, or no where its first clause denies, or says
    that something is closed or forbidden.
    """
    said = says_yes(text)
    if said is not None:
        return said
    first = next(iter(clauses(text)), None)
    if first is None:
        return False if may_deny(text) else None
    if len(first.marks) % 2:
        return False
    is_so = [one.holds for one in states(text[first.start : first.end]) if one.of in _MAY_ONE]
    return False if is_so and not any(is_so) else None


def offers_a_choice(query: str) -> bool:
    """Whether a question names what it may be: "by you or by the shop?", 平台开还是商家开."""
    return _CHOICE.search(query) is not None
