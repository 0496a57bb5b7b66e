"""Is a clause of the passages on the same subject and case as a clause of a claim?"""

import re

from tools.claims.alike import in_common, is_among, weight_of_words
from tools.claims.exceptions import without_exceptions
from tools.claims.polarity import Clause, clauses

SUBJECT = 0.4
"""The share of what stands before a denial that the claim, or the question, must name."""
_ONLY = re.compile(
    r"(?:只有|仅有|仅限|仅|只限)(?P<zh>[^，。；,]{1,16}?)(?:才|方可|可以|可|能|享|使用|参加|参与)"
    r"|\bonly (?P<en>[^,.;]{2,40}?) (?:can|may|are|is|have|has|gets?|will|must|qualif(?:y|ies))\b",
    re.IGNORECASE,
)
_BOUNDS = (
    re.compile(
        r"以内|之内|内|以前|之前|不到|不足|未满|不满|以下|低于|少于|\b(?:within|before|under|below|less|until)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"超过|以后|之后|后|以上|超出|高于|多于|已满|满|\b(?:after|over|above|more|beyond|past|from)\b",
        re.IGNORECASE,
    ),
)


_THEN = (
    r"(?:之后|此后|其后|过后|过期|逾期|到期后?|超期"
    r"|\b(?:after (?:that|this|which)|afterwards|thereafter)\b)"
)
_LATER = re.compile(rf"(?<=[，；,;、。 ]){_THEN}(?:(?![。；;.]).)*\Z", re.IGNORECASE | re.DOTALL)
"""How a sentence goes on to a later time, up to its end."""
_AT_THAT_TIME = re.compile(rf"(?<![没未不]){_THEN}", re.IGNORECASE)


class Told:
    """A sentence of the passages."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [word for one in clauses(text) for word in one.words]
        self.clauses, self.left_out = without_exceptions(text)
        self.only = _ONLY.search(text)


class Said:
    """A clause of the claim."""

    def __init__(self, text: str, clause: Clause, given: str) -> None:
        self.clause, self.whole, self.text = clause, text, text[clause.start : clause.end]
        self.given = [word for one in clauses(given.rstrip("?？吗么呢")) for word in one.words]
        self.subject = [*clause.words, *self.given]


def words_in(text: str, clause: Clause) -> str:
    """The words of a clause as they stand in its text."""
    return text[clause.start : clause.end]


def is_of_another(said: Said, clause: Clause, told: Told) -> bool:
    """Whether the clause speaks of another subject or case than the claim."""
    mark = clause.marks[0] if clause.marks else None
    before = [word for word in clause.words if mark and word.start < mark.start]
    named = weight_of_words(in_common(before, said.subject))
    if before and named < SUBJECT * weight_of_words(before) and _has_a_subject(said, clause):
        return True
    if _has_another_subject(said, clause):
        return True
    if mark and _LATER.search(told.text[: mark.start]) and not _AT_THAT_TIME.search(said.whole):
        return True  # "kept for 30 days; after that they cannot be restored"
    bounds = _bounds(told.text[mark.end : clause.end]) if mark else set()
    if bounds and not _bounds(said.text):
        return True
    new = [word for word in said.clause.words if not is_among(word, told.words)]
    behind = clause.after(mark)[1:4] if mark else []
    after = [word for word in behind if not is_among(word, said.subject)]
    return bool(new and after)


def _has_a_subject(said: Said, clause: Clause) -> bool:
    """Whether the claim, or the question, says of whom it holds, before what the clause denies."""
    scope = [word for mark in clause.marks for word in clause.after(mark)]
    first = next((at for at, word in enumerate(said.clause.words) if is_among(word, scope)), 0)
    return first > 0 or any(not is_among(word, scope) for word in said.given)


def _has_another_subject(said: Said, clause: Clause) -> bool:
    """Whether the clause affirms of somebody else what the claim denies."""
    mine = said.clause
    if not mine.marks or clause.marks:
        return False
    own = [word for word in mine.words if word.start < mine.marks[0].start]
    denied = [word for word in mine.words if word not in own]
    if not own or any(is_among(word, clause.words) for word in own):
        return False
    first = next((at for at, word in enumerate(clause.words) if is_among(word, denied)), 0)
    return first > 0


def bound_otherwise(one: str, other: str) -> bool:
    """Whether they bound it from opposite sides: within 7 days, after 7 days."""
    mine, theirs = _bounds(one), _bounds(other)
    return len(mine) == len(theirs) == 1 and mine != theirs


def _bounds(text: str) -> set[int]:
    return {side for side, words in enumerate(_BOUNDS) if words.search(text)}
