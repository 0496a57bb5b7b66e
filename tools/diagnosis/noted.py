"""A reference as a note: "£360 (5 x 6 x 12)", "Yes, free; book 24 h ahead", 不退款，免费重做一次.

A note has points, asides in brackets, and sums with their steps. An answer that tells the points,
in whatever words, need have neither the asides nor the steps.
"""

import re
from collections.abc import Sequence

from tools.claims.amounts import Amount, amounts
from tools.claims.measure import content
from tools.claims.polarity import clauses, may_deny
from tools.claims.replies import says_yes
from tools.diagnosis.facts import Facts

_ASIDE = re.compile(r"\s*[（(][^()（）]{1,80}[)）]")
_STEPS = re.compile(r"[^=＝;；。,，\n]*\d[^=＝;；。\n]*[+＋x×*·/÷−-][^=＝;；。\n]*[=＝]\s*(?=\S)")
"""What comes before the result of a sum."""
_POINT = re.compile(r"[，,；;。！!\n](?!\d)|\.(?=\s|$)|\s[–—-]\s")
"""What stands between the points of a note."""
_WORD = re.compile(r"\w")
_CHOICE = re.compile(r"还是|\bor\b")


def essence(note: str) -> str:
    """A note without its asides and without the steps of what it reckons.

    >>> essence("£360 (5 x 6 x 12)"), essence("5 x 6 x 12 = £360"), essence("Free (60+)")
    ('£360', '£360', 'Free')
    """
    plain = _STEPS.sub("", note)
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
    asked = amounts(facts.asked.query)
    return [one for one in amounts(essence(reference)) if not any(map(one.agrees, asked))]


def met(wanted: Sequence[Amount], facts: Facts) -> list[Amount]:
    """Those of some amounts that the answer has, in whatever unit."""
    return [one for one in wanted if any(map(one.meets, facts.said.text.amounts))]


def words_of(facts: Facts, reference: str) -> list[str]:
    """The terms of a reference's essence, without its amounts and without the question's terms."""
    note = essence(reference)
    for one in reversed(amounts(note)):
        note = note[: one.start] + " " * (one.end - one.start) + note[one.end :]
    given = set(facts.asked.terms)
    return [term for term in content(note) if term not in given and not term.isdigit()]


def reply_of(text: str) -> bool | None:
    """Whether a text says yes or no: by how it begins, or no where its first clause denies."""
    said = says_yes(text)
    if said is not None:
        return said
    first = next(iter(clauses(text)), None)
    if first is None:
        return False if may_deny(text) else None
    return False if len(first.marks) % 2 else None


def offers_a_choice(query: str) -> bool:
    """Whether a question names what it may be: "by you or by the shop?", 平台开还是商家开."""
    return _CHOICE.search(query) is not None
