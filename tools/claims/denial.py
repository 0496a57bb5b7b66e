"""Does one of two statements deny what the other one affirms?

Both are read clause by clause (`polarity`). A denial in one is held against the clause of the other
that has what it denies, where both are on the same subject; two differences, such as another bound
besides ("within 7 days", "after 7 days"), cancel out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tools.claims.alike import STEM, in_common, is_among, is_han, matches, weight_of_words
from tools.claims.digits import fold
from tools.claims.exceptions import exception
from tools.claims.matter import SUBJECT, Said, Told, bound_otherwise, is_of_another, words_in
from tools.claims.polarity import Clause, Mark, Word, clauses, lists, may_deny
from tools.claims.word_list import finder
from tools.claims.wordings import in_one_wording

_ABOUT = 0.55
"""The share of a claim that a sentence must have to be on the same matter."""
_DENIED_TOO = 0.6
"""The same of a claim that denies: what it denies may be a part of it only."""
_IS_IT, _RARE = 0.3, 2.0
"""The same of a claim that affirms a rare word which the sentence denies, and what it weighs."""
_SAME = 0.8
"""The share of a claim from which a clause that also denies something says the same."""
_MOSTLY = 0.6
"""The share of what is denied that the other clause must have where it has not its first word."""
_NEAR = 3
"""Words after a denial by which it is seen whether the other clause denies them, too."""
_ENDS = " \n.。!！;；,，"


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
    found = _denial(claim, sentence, given)
    if found is None:
        return None
    plain = in_one_wording(claim), in_one_wording(sentence)
    is_same = plain == (claim, sentence) or _denial(*plain, in_one_wording(given)) is not None
    return found if is_same else None


def _denial(claim: str, sentence: str, given: str) -> Denial | None:
    if _stands_in(fold(claim).strip(_ENDS), fold(sentence)):
        return None
    # "Fines ended" denies fines without a denial, so that "no fines" says the same.
    if bool(_over().search(claim)) != bool(_over().search(sentence)):
        return None
    told = Told(sentence)
    for mine in clauses(claim):
        if found := _against(Said(claim, mine, given), told):
            return found
    return None


@cache
def _over() -> re.Pattern[str]:
    """The words that say that something came to its end."""
    return finder(lists("over"))


def _stands_in(claim: str, sentence: str) -> bool:
    """Whether a sentence has a claim word for word, from the beginning of a clause."""
    at = sentence.find(claim)
    return bool(claim) and at >= 0 and not sentence[:at].rstrip(" ")[-1:].isalnum()


def denied_by(claim: str, sentences: Sequence[str], given: str = "") -> tuple[str, Denial] | None:
    """The sentence that denies the claim, and where; None where the one nearest to it does not."""
    may = sentences if may_deny(claim) else [one for one in sentences if may_deny(one)]
    said = [word for one in clauses(claim) for word in one.words]
    shares = {one: _shared(said, one) for one in may}
    most = max(shares.values(), default=0.0)
    nearest = [one for one in may if shares[one] == most > 0]
    places = [denial(claim, one, given) for one in nearest]
    # Of sentences as near as each other, one that denies nothing decides.
    if not places or (place := places[0]) is None or None in places:
        return None
    if any(_shared(said, one) >= most for one in sentences if one not in shares):
        return None
    return nearest[0], place


def _shared(said: Sequence[Word], sentence: str) -> float:
    """The weight of the words that a sentence has, too."""
    there = [word for one in clauses(sentence) for word in one.words]
    return weight_of_words(in_common(said, there))


def _against(said: Said, told: Told) -> Denial | None:
    """The clause that has most of the claim's decides, and one that agrees before one that not."""
    whole = weight_of_words(said.clause.words)
    there = weight_of_words(in_common(said.clause.words, told.words))
    against: list[tuple[float, _Difference]] = []
    agrees: list[tuple[float, Clause]] = []
    for clause in told.clauses:
        shared = weight_of_words(in_common(said.clause.words, clause.words))
        if not shared or clause.is_condition != said.clause.is_condition:
            continue
        if found := _differs(said, clause, told, there / whole):
            against.append((shared, found))
        elif _denies_the_same(said.clause, clause, told) or _denies_it_all(
            said.clause, clause, told
        ):
            return None
        else:
            agrees.append((shared, clause))
    for shared, found in sorted(against, key=lambda one: -one[0]):
        if not any(
            more >= shared and (found.word is None or _has(clause, found.word))
            for more, clause in agrees
        ):
            return found.place
    return _not_among_the_only(said, told)


def _has(clause: Clause, word: Word) -> bool:
    """Whether a clause has a word, be it in another form; of a Chinese one a part is not enough."""
    if is_han(word):
        return any(word.text == one.text for one in clause.words)
    return is_among(word, clause.words)


def _denies_the_same(mine: Clause, clause: Clause, told: Told) -> bool:
    """Whether both deny what the claim denies last: the thing, rather than what is done with it."""
    denied = [w for w in mine.words if mine.denials_of(w) % 2 and is_among(w, told.words)]
    return bool(denied) and any(clause.denials_of(w) % 2 for w in matches(denied[-1], clause.words))


def _denies_it_all(mine: Clause, clause: Clause, told: Told) -> bool:
    """Whether a clause denies of what the claim is on, and no other clause is, what was said before
    it: "Visa卡收取转换费，银联卡免收".
    """
    if not mine.marks or len(clause.marks) != 1 or clause.after(clause.marks[0]):
        return False
    others = {word.text for one in told.clauses if one is not clause for word in one.words}
    there = {word.text for word in clause.words} - others
    return any(word.text in there and not mine.denials_of(word) for word in mine.words)


@dataclass(frozen=True)
class _Difference:
    place: Denial
    word: Word | None
    """The word that one denies and the other affirms; None where they differ as a whole."""


def _differs(said: Said, clause: Clause, told: Told, share: float) -> _Difference | None:
    mine = said.clause
    held = weight_of_words(in_common(mine.words, clause.words))
    if len(mine.marks) % 2 == len(clause.marks) % 2 == 1 and held >= _SAME * weight_of_words(
        mine.words
    ):
        return None
    found = [
        *(_denied(mark, clause, mine) for mark in clause.marks),
        *(_denied(mark, mine, clause, back=True) for mark in mine.marks),
        _prefixed(mine, clause),
        _without_its_verb(said, clause),
    ]
    differences = list({one.word: one for one in found if one}.values())
    # A claim that names the exception itself says it as the sentence does.
    excepted = not exception().search(said.whole) and _is_excepted(said, told.left_out[clause])
    count = len(differences) + excepted + bound_otherwise(said.text, words_in(told.text, clause))
    if count % 2 == 0:
        return None
    if not differences and not (excepted and share >= _ABOUT):
        return None
    word = differences[0].word if differences else None
    told_apart = word is not None and _tells(word) and _has(mine, word) and not mine.marks
    least = _IS_IT if told_apart else _DENIED_TOO if mine.marks else _ABOUT
    if share < least or is_of_another(said, clause, told):
        return None
    return differences[0] if differences else _Difference(Denial(mine.start, mine.end), None)


def _tells(word: Word) -> bool:
    """Whether a Chinese word stands in few statements: what denies it denies the one with it."""
    return is_han(word) and weight_of_words([word]) >= _RARE


def _is_excepted(said: Said, left_out: Sequence[Word]) -> bool:
    """Whether the claim is on what a clause leaves out."""
    named = in_common(left_out, said.subject)
    return bool(named) and 2 * weight_of_words(named) >= weight_of_words(left_out)


def _without_its_verb(said: Said, clause: Clause) -> _Difference | None:
    """A clause that only says of whom it does not hold: "the free plan does not"."""
    mine = said.clause
    if len(clause.marks) != 1 or mine.marks:
        return None
    scope = clause.after(clause.marks[0])
    before = [word for word in clause.words if word not in scope]
    is_bare = not scope or (len(scope) == 1 and scope[0].text in lists("weak"))
    if not is_bare or not before or not all(is_among(word, mine.words) for word in before):
        return None
    return _Difference(Denial(mine.start, mine.end), before[-1])


def _denied(mark: Mark, of: Clause, other: Clause, *, back: bool = False) -> _Difference | None:
    """Where the other clause affirms what a mark denies; `back`: the mark is the claim's."""
    scope = _scope(of, mark)
    if not scope:
        return None
    focus = _focus(scope)
    hits = [(word, there) for word in focus for there in matches(word, other.words)]
    if not all(matches(word, other.words) for word in focus):
        held = [word for word in scope if matches(word, other.words)]
        if not (
            mark.wide
            and is_han(scope[0])
            and weight_of_words(held) >= _MOSTLY * weight_of_words(scope)
        ):
            return None
        hits = [(word, there) for word in held for there in matches(word, other.words)]
    near = [(word, there) for word in scope[:_NEAR] for there in matches(word, other.words)]
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
        return list(scope[1:2]) if is_han(scope[0]) else list(scope[:1])
    return list(scope[:1])


def _prefixed(mine: Clause, clause: Clause) -> _Difference | None:
    """A word in one of them that is the other's with un- and the like before it."""
    said, told = ({word.text for word in one.words} for one in (mine, clause))
    for word in mine.words:
        for other in clause.words:
            one, two = sorted((word.text, other.text), key=len)
            if len(one) < STEM or not two.endswith(one) or {one, two} & said & told:
                continue
            if two[: -len(one)] not in lists("prefixes") or is_han(word):
                continue
            if (mine.denials_of(word) + clause.denials_of(other)) % 2 == 0:
                return _Difference(Denial(word.start, word.end), word)
    return None


def _not_among_the_only(said: Said, told: Told) -> Denial | None:
    """A claim of others that only some may: "only staff can park here", "guests can park here"."""
    if told.only is None or said.clause.marks:
        return None
    chosen = told.only["zh"] or told.only["en"]
    among = [word for one in clauses(chosen) for word in one.words]
    start, end = told.only.span()
    there = [one for one in told.clauses if one.start < end and start < one.end]
    rest = [word for one in there for word in one.words if not start <= word.start < end]
    held = in_common(said.clause.words, rest)
    own = [word for word in said.clause.words if word not in held]
    others = own or [word for word in said.given if not is_among(word, rest)]
    if (
        not among
        or weight_of_words(held) < SUBJECT * weight_of_words(said.clause.words)
        or any(is_among(word, own or said.subject) for word in among)
    ):
        return None
    return Denial(said.clause.start, said.clause.end) if others else None
