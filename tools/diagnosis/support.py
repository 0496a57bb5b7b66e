"""Does a passage carry a claim? By terms, numbers and negation; contradiction is told apart."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from knowledge.han import HAN
from knowledge.records import ClaimVerdict
from tools.claims.amounts import Amount, amounts
from tools.claims.bound.otherwise import is_bound_there
from tools.claims.bound.states import states
from tools.claims.denial import denied_by
from tools.claims.digits import in_digits, numbers
from tools.claims.figures import otherwise_written, unsaid
from tools.claims.measure import Text, content, ready, weight_of
from tools.claims.rivals import is_beside, lies_between, other_amount
from tools.claims.wordings import in_one_wording
from tools.diagnosis.displaced import displaced
from tools.diagnosis.matter import core
from tools.diagnosis.one_matter import is_one_matter
from tools.diagnosis.rules import Rules

_UNIT = re.compile(rf"(\d+(?:[.,]\d+)*)\s*([%％℃°]|{HAN.pattern}|[A-Za-z]+)?")
_SPOKEN_OF = 0.4
"""Share of a claim from which a passage may deny it."""
_SAME_BUT_FOR_IT = 0.6
"""Share of a claim's words from which a sentence says the same, but for a number."""
_IN_COMMON = 2.2
"""Weight of about two words: one alone is in common by chance."""


@dataclass(frozen=True)
class Support:
    """How one passage stands to one claim."""

    verdict: ClaimVerdict
    """Whether it carries the claim, says otherwise, or does not speak of it."""
    share: float
    """Share of the claim's weight that it carries, 0 to 1."""
    against: str | None = None
    """For a contradiction: the sentence, verbatim, that says otherwise."""


def support(
    claim: str,
    passage: Text,
    rules: Rules,
    *,
    given: Collection[str] = (),
    known: Sequence[Amount] = (),
) -> Support:
    """Judge `claim` by `passage`. `given` are terms, such as the question's, that prove nothing;
    `known` are amounts that it may hold against the passage's: the user's, and those of others.
    """
    found = _as_worded(claim, passage, rules, given, known)
    if found.verdict != "absent":
        return found
    plain = in_one_wording(claim), in_one_wording(passage.raw)
    if plain == (claim, passage.raw):
        return found
    same = _as_worded(plain[0], ready(plain[1]), rules, given, known)
    return same if same.verdict == "supported" else found


def _as_worded(
    claim: str, passage: Text, rules: Rules, given: Collection[str], known: Sequence[Amount]
) -> Support:
    """How the passage stands to the claim in the words that both have."""
    matter, share, missing = _held(claim, passage, rules, given)
    if share >= rules.limits.enough(len(matter)) and not missing:
        turned = (
            _other_amount(claim, passage, given, known)
            or denied_on_it(claim, passage, given)
            or _displaced(claim, passage, given)
        )
        return Support("contradicted", share, turned) if turned else Support("supported", share)
    rival = _other_amount(claim, passage, given, known) or (
        _other_number(claim, missing, passage, known)
        if missing
        else denied_on_it(claim, passage, given)
    )
    return Support("contradicted", share, rival) if rival else Support("absent", share)


def carries(passage: Text, claim: str, rules: Rules, given: Collection[str] = ()) -> bool:
    """Whether the passage has all the numbers and most of the weight of the claim."""
    matter, share, missing = _held(claim, passage, rules, given)
    return not missing and share >= rules.limits.enough(len(matter))


def has_verbatim(passage: Text, claim: str) -> bool:
    """Whether the claim stands in the passage word by word."""
    return ready(claim).folded.rstrip(" .。") in passage.folded


def _held(
    claim: str, passage: Text, rules: Rules, given: Collection[str]
) -> tuple[list[str], float, set[str]]:
    """What the claim says, the share of it that the passage has, and the numbers that it has not.

    An amount in other units is had, with the words for its unit.
    """
    matter = core(claim, rules, given)
    missing = unsaid(claim, passage) - set(given)
    may_be_in_words = any(len(one.dimension) > 1 or one.dimension == "%" for one in amounts(claim))
    rewritten = may_be_in_words or numbers(claim) - passage.numbers
    same = otherwise_written(claim, passage) if rewritten else set()
    if not same:
        return matter, passage.share(matter), missing
    rest = [term for term in matter if term not in same]
    had = weight_of(matter) - weight_of(rest) + passage.share(rest) * weight_of(rest)
    return matter, had / (weight_of(matter) or 1.0), missing


def retells(answer: str, passages: Iterable[Text], rules: Rules, given: Collection[str]) -> bool:
    """Whether the answer as a whole may be one of the passages in other words.

    A wrong answer from nowhere has next to nothing in common with them beyond the question.
    """
    matter = core(answer, rules, given)
    return any(
        passage.share(matter) >= rules.limits.in_own_words
        and weight_of(filter(passage.carries, matter)) >= _IN_COMMON
        for passage in passages
    )


def _other_number(
    claim: str, missing: set[str], passage: Text, known: Sequence[Amount]
) -> str | None:
    """A sentence that says the same with another number of the same unit."""
    units = {
        unit
        for number, unit in _UNIT.findall(in_digits(claim))
        if unit and number.replace(",", "") in missing
    }
    words = [term for term in content(claim) if not any(mark.isdigit() for mark in term)]
    if not units or len(words) < 2:
        return None
    for sentence in passage.sentences:
        there = {unit for _, unit in _UNIT.findall(in_digits(sentence))}
        said, own = amounts(claim), amounts(sentence)
        if any(lies_between(one, own, sentence) for one in said):
            continue
        if any(any(map(one.meets, known)) and is_beside(one, said, own) for one in said):
            continue
        if units & there and ready(sentence).share(words) >= _SAME_BUT_FOR_IT:
            return sentence
    return None


def _other_amount(
    claim: str, passage: Text, given: Collection[str], known: Sequence[Amount]
) -> str | None:
    found = other_amount(claim, passage.sentences, given, known) if amounts(claim) else None
    return None if found and is_bound_there(claim, passage.raw, " ".join(given)) else found


def _displaced(claim: str, passage: Text, given: Collection[str]) -> str | None:
    found = displaced(claim, passage, given)
    return None if found and is_bound_there(claim, passage.raw, " ".join(given)) else found


def denied(claim: str, passage: Text, given: Collection[str]) -> str | None:
    """The sentence that carries the claim best, when one of the two denies what the other says."""
    if passage.share(content(claim)) < _SPOKEN_OF:
        return None
    asked = " ".join(given)
    found = denied_by(claim, passage.sentences, asked)
    if found and states(claim) and is_bound_there(claim, passage.raw, asked):
        return None  # "not charged", where the passage says free, and charges another
    return found[0] if found else None


def denied_on_it(claim: str, passage: Text, given: Collection[str]) -> str | None:
    """The same, where the sentence speaks of the same matter as the claim."""
    found = denied(claim, passage, given)
    return found if found and is_one_matter(claim, found, given) else None
