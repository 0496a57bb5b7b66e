"""Does one of two statements deny what the other one affirms?

Both are read clause by clause (`polarity`). A denial in one is held against the clause of the other
that has what it denies, where both are on the same subject; two differences, such as another bound
besides ("within 7 days", "after 7 days"), cancel out.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from os.path import commonprefix

from knowledge.han import HAN
from tools.claims.measure import weight
from tools.claims.polarity import Clause, Mark, Word, clauses, lists, may_deny

_ABOUT = 0.55
"""The share of a claim that a sentence must have to be on the same matter."""
_DENIED_TOO = 0.6
"""The same of a claim that denies: what it denies may be a part of it only."""
_SAME = 0.8
"""The share of a claim from which a clause that also denies something says the same."""
_MOSTLY = 0.6
"""The share of what is denied that the other clause must have where it has not its first word."""
_NEAR = 3
"""Words after a denial by which it is seen whether the other clause denies them, too."""
_SUBJECT = 0.4
"""The share of what stands before a denial that the claim, or the question, must name."""
_STEM = 4
"""Letters that two forms of one English word share, at least."""
_ONLY = re.compile(
    r"(?:只有|仅有|仅限|仅|只限)(?P<zh>[^，。；,]{1,16}?)(?:才|方可|可以|可|能|享|使用|参加|参与)"
    r"|\bonly (?P<en>[^,.;]{2,40}?)"
    r" (?:can|may|are|is|have|has|get|gets|will|must|qualify|qualifies)\b",
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


@dataclass(frozen=True)
class Denial:
    """Where a claim and a sentence deny each other."""

    start: int
    """The offset in the claim of the denial, or of what the sentence denies."""
    end: int
    """The offset after it."""


def denial(claim: str, sentence: str, given: str = "") -> Denial | None:
    """What of `claim` the sentence denies, or affirms though the claim denies it; None if nothing.

    `given` is the question, whose subject a short claim leaves out.
    """
    told = _Told(sentence)
    for mine in clauses(claim):
        if found := _against(_Said(claim, mine, given), told):
            return found
    return None


def denied_by(claim: str, sentences: Sequence[str], given: str = "") -> tuple[str, Denial] | None:
    """The sentence that denies the claim, and where; None where the one nearest to it does not."""
    if not may_deny(claim) and not any(map(may_deny, sentences)):
        return None
    said = [word for one in clauses(claim) for word in one.words]
    found: list[tuple[float, bool, str, Denial | None]] = []
    for sentence in sentences:
        there = [word for one in clauses(sentence) for word in one.words]
        shared = _weight([word for word in said if _find(word, there)])
        if shared:
            place = denial(claim, sentence, given)
            found.append((shared, place is None, sentence, place))
    _, _, sentence, place = max(found, key=lambda one: one[:2], default=(0.0, True, "", None))
    return (sentence, place) if place else None


class _Told:
    """A sentence of the passages."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [word for one in clauses(text) for word in one.words]
        self.clauses, self.left_out = _without_exceptions(text)
        self.only = _ONLY.search(text)


class _Said:
    """A clause of the claim."""

    def __init__(self, text: str, clause: Clause, given: str) -> None:
        self.clause, self.text = clause, text[clause.start : clause.end]
        self.given = [word for one in clauses(given.rstrip("?？吗么呢")) for word in one.words]
        self.subject = [*clause.words, *self.given]


def _of(text: str, clause: Clause) -> str:
    return text[clause.start : clause.end]


def _against(said: _Said, told: _Told) -> Denial | None:
    """The clause that has most of the claim's decides, and one that agrees before one that not."""
    whole = _weight(said.clause.words)
    there = _weight([word for word in said.clause.words if _find(word, told.words)])
    against: list[tuple[float, _Difference]] = []
    agrees: list[tuple[float, Clause]] = []
    for clause in told.clauses:
        shared = _weight([word for word in said.clause.words if _find(word, clause.words)])
        if not shared or clause.is_condition != said.clause.is_condition:
            continue
        if found := _differs(said, clause, told, there / whole):
            against.append((shared, found))
        elif _denies_the_same(said.clause, clause, told):
            return None
        else:
            agrees.append((shared, clause))
    for shared, found in sorted(against, key=lambda one: -one[0]):
        if not any(
            more >= shared and (found.word is None or _find(found.word, clause.words))
            for more, clause in agrees
        ):
            return found.place
    return _not_among_the_only(said, told)


def _denies_the_same(mine: Clause, clause: Clause, told: _Told) -> bool:
    """Whether both deny what the claim denies last: the thing, rather than what is done with it."""
    denied = [w for w in mine.words if mine.denials_of(w) % 2 and _find(w, told.words)]
    return bool(denied) and any(clause.denials_of(w) % 2 for w in _all(denied[-1], clause.words))


@dataclass(frozen=True)
class _Difference:
    place: Denial
    word: Word | None
    """The word that one denies and the other affirms; None where they differ as a whole."""


def _differs(said: _Said, clause: Clause, told: _Told, share: float) -> _Difference | None:
    mine = said.clause
    held = _weight([word for word in mine.words if _find(word, clause.words)])
    if len(mine.marks) % 2 == len(clause.marks) % 2 == 1 and held >= _SAME * _weight(mine.words):
        return None
    found = [
        *(_denied(mark, clause, mine) for mark in clause.marks),
        *(_denied(mark, mine, clause, back=True) for mark in mine.marks),
        _prefixed(mine, clause),
        _without_its_verb(said, clause),
    ]
    differences = list({one.word: one for one in found if one}.values())
    excepted = _is_excepted(said, told.left_out.get(clause, []))
    count = len(differences) + excepted + _bound_otherwise(said.text, _of(told.text, clause))
    if count % 2 == 0:
        return None
    if not differences and not (excepted and share >= _ABOUT):
        return None
    if share < (_DENIED_TOO if mine.marks else _ABOUT) or _is_of_another(said, clause, told):
        return None
    return differences[0] if differences else _Difference(Denial(mine.start, mine.end), None)


def _is_excepted(said: _Said, left_out: Sequence[Word]) -> bool:
    """Whether the claim is on what a clause leaves out."""
    named = [word for word in left_out if _find(word, said.subject)]
    return bool(named) and 2 * _weight(named) >= _weight(left_out)


def _without_its_verb(said: _Said, clause: Clause) -> _Difference | None:
    """A clause that only says of whom it does not hold: "the free plan does not"."""
    mine = said.clause
    if len(clause.marks) != 1 or mine.marks:
        return None
    scope = clause.after(clause.marks[0])
    before = [word for word in clause.words if word not in scope]
    is_bare = not scope or (len(scope) == 1 and scope[0].text in lists("weak"))
    if not is_bare or not before or not all(_find(word, mine.words) for word in before):
        return None
    return _Difference(Denial(mine.start, mine.end), before[-1])


def _denied(mark: Mark, of: Clause, other: Clause, *, back: bool = False) -> _Difference | None:
    """Where the other clause affirms what a mark denies; `back`: the mark is the claim's."""
    scope = _scope(of, mark)
    if not scope:
        return None
    focus = _focus(scope)
    hits = [(word, there) for word in focus for there in _all(word, other.words)]
    if not all(_all(word, other.words) for word in focus):
        held = [word for word in scope if _all(word, other.words)]
        if not (mark.wide and _is_han(scope[0]) and _weight(held) >= _MOSTLY * _weight(scope)):
            return None
        hits = [(word, there) for word in held for there in _all(word, other.words)]
    near = [(word, there) for word in scope[:_NEAR] for there in _all(word, other.words)]
    if any((of.denials_of(word) + other.denials_of(there)) % 2 == 0 for word, there in hits + near):
        return None
    word, there = hits[0]
    if back:
        return _Difference(Denial(mark.start, mark.end), word)
    return _Difference(Denial(there.start, there.end), there)


def _scope(clause: Clause, mark: Mark) -> list[Word]:
    """The words that a mark denies, without those that a further mark begins with."""
    after = clause.after(mark)
    return after[:1] if mark.prefix else after if mark.wide else after[:2]


def _focus(scope: Sequence[Word]) -> list[Word]:
    """The word that is denied; beside a weak one, what it is weak on."""
    if len(scope) > 1 and scope[0].text in lists("weak"):
        return list(scope[1:2]) if _is_han(scope[0]) else list(scope[:1])
    return list(scope[:1])


def _prefixed(mine: Clause, clause: Clause) -> _Difference | None:
    """A word in one of them that is the other's with un- and the like before it."""
    said, told = ({word.text for word in one.words} for one in (mine, clause))
    for word in mine.words:
        for other in clause.words:
            one, two = sorted((word.text, other.text), key=len)
            if len(one) < _STEM or not two.endswith(one) or {one, two} & said & told:
                continue
            if two[: -len(one)] not in lists("prefixes") or _is_han(word):
                continue
            if (mine.denials_of(word) + clause.denials_of(other)) % 2 == 0:
                return _Difference(Denial(word.start, word.end), word)
    return None


def _is_of_another(said: _Said, clause: Clause, told: _Told) -> bool:
    """Whether the clause speaks of another subject or case than the claim."""
    mark = clause.marks[0] if clause.marks else None
    before = [word for word in clause.words if mark and word.start < mark.start]
    named = _weight([word for word in before if _find(word, said.subject)])
    if before and named < _SUBJECT * _weight(before) and _has_a_subject(said, clause):
        return True
    if _has_another_subject(said, clause):
        return True
    bounds = _bounds(told.text[mark.end : clause.end]) if mark else set()
    if bounds and not _bounds(said.text):
        return True
    new = [word for word in said.clause.words if not _find(word, told.words)]
    after = (
        [word for word in clause.after(mark)[1:4] if not _find(word, said.subject)] if mark else []
    )
    return bool(new and after)


def _has_a_subject(said: _Said, clause: Clause) -> bool:
    """Whether the claim, or the question, says of whom it holds, before what the clause denies."""
    scope = [word for mark in clause.marks for word in clause.after(mark)]
    first = next((at for at, word in enumerate(said.clause.words) if _find(word, scope)), 0)
    return first > 0 or any(not _find(word, scope) for word in said.given)


def _has_another_subject(said: _Said, clause: Clause) -> bool:
    """Whether the clause affirms of somebody else what the claim denies."""
    mine = said.clause
    if not mine.marks or clause.marks:
        return False
    own = [word for word in mine.words if word.start < mine.marks[0].start]
    denied = [word for word in mine.words if word not in own]
    if not own or any(_find(word, clause.words) for word in own):
        return False
    first = next((at for at, word in enumerate(clause.words) if _find(word, denied)), 0)
    return first > 0


def _bound_otherwise(one: str, other: str) -> bool:
    """Whether they bound it from opposite sides: within 7 days, after 7 days."""
    mine, theirs = _bounds(one), _bounds(other)
    return len(mine) == len(theirs) == 1 and mine != theirs


def _bounds(text: str) -> set[int]:
    return {side for side, words in enumerate(_BOUNDS) if words.search(text)}


def _not_among_the_only(said: _Said, told: _Told) -> Denial | None:
    """A claim of others that only some may: "only staff can park here", "guests can park here"."""
    if told.only is None or said.clause.marks:
        return None
    chosen = told.only["zh"] or told.only["en"]
    among = [word for one in clauses(chosen) for word in one.words]
    start, end = told.only.span()
    rest = [word for word in told.words if not start <= word.start < end]
    held = [word for word in said.clause.words if _find(word, rest)]
    own = [word for word in said.clause.words if word not in held]
    others = own or [word for word in said.given if not _find(word, rest)]
    if not among or not held or any(_find(word, own or said.subject) for word in among):
        return None
    return Denial(said.clause.start, said.clause.end) if others else None


def _without_exceptions(text: str) -> tuple[list[Clause], dict[Clause, list[Word]]]:
    """The clauses that are no mere exception, and what each of them leaves out."""
    kept: list[Clause] = []
    ahead: list[Word] = []
    left_out: dict[Clause, list[Word]] = {}
    for one in clauses(text):
        mark = _except().search(_of(text, one))
        if mark is None:
            kept.append(one)
            left_out[one], ahead = ahead, []
            continue
        start, end = one.start + mark.start(), one.start + mark.end()
        words = [word for word in one.words if not start <= word.start < end]
        after = [word for word in words if word.start >= end]
        before = [word for word in words if word.start < start]
        if after and before:
            kept.append(one)
            left_out[one] = after
        elif kept:
            left_out[kept[-1]] = words
        else:
            ahead = words
    return kept, left_out


def _all(word: Word, among: Collection[Word]) -> list[Word]:
    """The words that are this one."""
    return [one for one in among if _same(word.text, one.text)]


def _find(word: Word, among: Collection[Word]) -> bool:
    return any(_same(word.text, one.text) for one in among)


@lru_cache(maxsize=65_536)
def _same(one: str, other: str) -> bool:
    """Whether two words are one, or forms of one; Chinese ones also where one is in the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if HAN.search(one) and HAN.search(other):
        return short in long if len(short) > 1 else short in (long[0], long[-1])
    if HAN.search(one) or HAN.search(other) or len(short) < _STEM:
        return False
    common = len(commonprefix([short, long]))  # noqa: RUF071 - letters are what is compared
    return common >= max(_STEM, len(short) - 1) and len(long) - common <= 4


def _is_han(word: Word) -> bool:
    return HAN.search(word.text) is not None


def _weight(words: Collection[Word]) -> float:
    return sum(weight(word.text) for word in words)


@cache
def _except() -> re.Pattern[str]:
    words = sorted(lists("except"), key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(w) if HAN.search(w) else rf"\b{re.escape(w)}\b" for w in words),
        re.IGNORECASE,
    )
