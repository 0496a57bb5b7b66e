"""Does one of two statements deny what the other one affirms?

Both are read clause by clause (`polarity`). A denial in one is held against the clause of the other
that has what it denies, where both are on the same subject; two differences, such as another bound
besides ("within 7 days", "after 7 days"), cancel out.
"""

import re
from collections.abc import Sequence
from functools import cache

from tools.claims.alike import in_common, is_among, matches, weight_of_words
from tools.claims.clause_difference import Denial, Difference, differs, has_word
from tools.claims.digits import fold
from tools.claims.polarity import Clause, Word, clauses, lists, may_deny
from tools.claims.same_case import SUBJECT, Said, Told
from tools.claims.word_list import finder
from tools.claims.wordings import in_one_wording

_SAYS_ENOUGH = 2.8
"""Weight of the words of a sentence, of two or three, that denies something by itself."""
_OTHERWISE = re.compile(
    r"\b(?:another|(?:some )?other) (?:way|route|means|method)\b|\bby other means\b|另想办法|另行",
    re.IGNORECASE,
)
"""How one says that something is done in another way."""
_ENDS = " \n.。!！;；,，"


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
    if _OTHERWISE.search(claim) and may_deny(sentence):
        return None  # what has to be done another way is not done this one
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
    if found := _denied_as_a_whole(claim, [one for one in may if one not in nearest], given):
        return found
    places = [denial(claim, one, given) for one in nearest]
    # Of sentences as near as each other, one that denies nothing decides.
    if not places or (place := places[0]) is None or None in places:
        return None
    if any(_shared(said, one) >= most for one in sentences if one not in shares):
        return None
    return nearest[0], place


def _denied_as_a_whole(
    claim: str, sentences: Sequence[str], given: str
) -> tuple[str, Denial] | None:
    """A sentence that says no more than that what the claim begins with is not so; others have more
    of the claim, which goes on to say how.
    """
    for sentence in sentences:
        told = clauses(sentence)
        if len(told) != 1 or weight_of_words(told[0].words) < _SAYS_ENOUGH:
            continue
        for mine in clauses(claim):
            begins = mine.words[: len(told[0].words)]
            if len(in_common(begins, told[0].words)) < len(told[0].words):
                continue
            place = denial(claim[mine.start : begins[-1].end], sentence, given)
            if place:
                return sentence, Denial(mine.start + place.start, mine.start + place.end)
    return None


def _shared(said: Sequence[Word], sentence: str) -> float:
    """The weight of the words that a sentence has, too."""
    there = [word for one in clauses(sentence) for word in one.words]
    return weight_of_words(in_common(said, there))


def _against(said: Said, told: Told) -> Denial | None:
    """The clause that has most of the claim's decides, and one that agrees before one that not."""
    whole = weight_of_words(said.clause.words)
    there = weight_of_words(in_common(said.clause.words, told.words))
    against: list[tuple[float, Difference]] = []
    agrees: list[tuple[float, Clause]] = []
    for clause in told.clauses:
        shared = weight_of_words(in_common(said.clause.words, clause.words))
        if not shared or clause.is_condition != said.clause.is_condition:
            continue
        if _is_of_what_was_before(clause, said, told):
            continue
        if found := differs(said, clause, told, there / whole):
            against.append((shared, found))
        elif _denies_the_same(said.clause, clause, told) or _denies_it_all(
            said.clause, clause, told
        ):
            return None
        else:
            agrees.append((shared, clause))
    for shared, found in sorted(against, key=lambda one: -one[0]):
        if not any(
            more >= shared and (found.word is None or has_word(clause, found.word))
            for more, clause in agrees
        ):
            return found.place
    return _not_among_the_only(said, told)


def _is_of_what_was_before(clause: Clause, said: Said, told: Told) -> bool:
    """Whether a clause only denies something of what the clause before it says, of which the claim
    has nothing: "use the cleaner, not soap, which harms the seals".
    """
    at = told.clauses.index(clause)
    if at == 0 or len(clause.marks) != 1 or clause.marks[0].wide or len(clause.words) > 1:
        return False
    is_bare = len(clause.after(clause.marks[0])) == len(clause.words)
    return is_bare and not in_common(said.clause.words, told.clauses[at - 1].words)


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
