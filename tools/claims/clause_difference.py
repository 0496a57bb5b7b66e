"""What does one of two clauses deny that the other one affirms?"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.claims.alike import STEM, in_common, is_among, is_han, matches, weight_of_words
from tools.claims.exceptions import exception
from tools.claims.polarity import Clause, Mark, Word, lists
from tools.claims.same_case import Said, Told, bound_otherwise, is_of_another, words_in

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


@dataclass(frozen=True)
class Denial:
    """Where a claim and a sentence deny each other."""

    start: int
    """The offset in the claim of the denial, or of what the sentence denies."""
    end: int
    """The offset after it."""


@dataclass(frozen=True)
class Difference:
    """What one of two clauses denies and the other affirms."""

    place: Denial
    """Where in the claim."""
    word: Word | None
    """The word that one denies and the other affirms; None where they differ as a whole."""


def differs(said: Said, clause: Clause, told: Told, share: float) -> Difference | None:
    """What a clause of the claim and one of a sentence differ in; None where in nothing.

    `share` is how much of the claim's clause the whole sentence has, 0 to 1.
    """
    mine = said.clause
    held = weight_of_words(in_common(mine.words, clause.words))
    if len(mine.marks) % 2 == len(clause.marks) % 2 == 1 and held >= _SAME * weight_of_words(
        mine.words
    ):
        return None
    if mine.is_condition and len(mine.marks) == len(clause.marks) == 1:
        return None  # "if none has been raised", "if the buyer has raised no dispute"
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
    told_apart = word is not None and _tells(word) and has_word(mine, word) and not mine.marks
    least = _IS_IT if told_apart else _DENIED_TOO if mine.marks else _ABOUT
    if share < least or is_of_another(said, clause, told):
        return None
    return differences[0] if differences else Difference(Denial(mine.start, mine.end), None)


def has_word(clause: Clause, word: Word) -> bool:
    """Whether a clause has a word, be it in another form; of a Chinese one a part is not enough."""
    if is_han(word):
        return any(word.text == one.text for one in clause.words)
    return is_among(word, clause.words)


def _tells(word: Word) -> bool:
    """Whether a Chinese word stands in few statements: what denies it denies the one with it."""
    return is_han(word) and weight_of_words([word]) >= _RARE


def _is_excepted(said: Said, left_out: Sequence[Word]) -> bool:
    """Whether the claim is on what a clause leaves out."""
    named = in_common(left_out, said.subject)
    return bool(named) and 2 * weight_of_words(named) >= weight_of_words(left_out)


def _without_its_verb(said: Said, clause: Clause) -> Difference | None:
    """A clause that only says of whom, or where, it does not hold: "the free plan does not"."""
    mine = said.clause
    if len(clause.marks) != 1 or mine.marks:
        return None
    scope = clause.after(clause.marks[0])
    before = [word for word in clause.words if word not in scope]
    is_weak = bool(scope) and scope[0].text in lists("weak")
    is_bare = not scope or (is_weak and (len(scope) == 1 or _is_there(scope, mine)))
    if not is_bare or not before or not all(is_among(word, mine.words) for word in before):
        return None
    return Difference(Denial(mine.start, mine.end), before[-1])


def _is_there(scope: Sequence[Word], mine: Clause) -> bool:
    """Whether what is not allowed of an English subject is so where the claim has it, in words that
    do not say that it is allowed: "you can smoke on the balcony".
    """
    if is_han(scope[0]) or is_among(scope[0], mine.words):
        return False
    return any(is_among(word, mine.words) for word in scope[1:])


def _denied(mark: Mark, of: Clause, other: Clause, *, back: bool = False) -> Difference | None:
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
        return Difference(Denial(mark.start, mark.end), word)
    return Difference(Denial(there.start, there.end), there)


def _scope(clause: Clause, mark: Mark) -> list[Word]:
    """The words that a mark denies, without those that a further mark begins with."""
    after = clause.after(mark)
    return after[:1] if mark.prefix else after if mark.wide else after[:2]


def _focus(scope: Sequence[Word]) -> list[Word]:
    """The word that is denied; beside a weak one, what it is weak on."""
    if len(scope) > 1 and scope[0].text in lists("weak"):
        return list(scope[1:2]) if is_han(scope[0]) else list(scope[:1])
    return list(scope[:1])


def _prefixed(mine: Clause, clause: Clause) -> Difference | None:
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
                return Difference(Denial(word.start, word.end), word)
    return None
