"""An answer, held against its reference: does it say the same, or leave out or add anything?"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from tools.claims.amounts import Amount, amounts
from tools.claims.digits import numbers
from tools.claims.durations import lasting
from tools.claims.figures import unsaid
from tools.claims.measure import Text, content
from tools.claims.polarity import may_deny
from tools.claims.rivals import is_reckoned, measures
from tools.claims.splitting import claims
from tools.diagnosis.agreeing import agrees
from tools.diagnosis.answer_claims import best_support, claims_on_the_matter
from tools.diagnosis.displaced import displaced
from tools.diagnosis.facts import Facts
from tools.diagnosis.grounding import grounding, is_long
from tools.diagnosis.matter import core
from tools.diagnosis.noted import essence, met, offers_a_choice, points, wanted_amounts
from tools.diagnosis.support import Support, denied, has_verbatim, support
from tools.diagnosis.unlike import says_otherwise

_CLAUSE = re.compile(r"[，,；;。！？!?](?!\d)")
_LISTED = re.compile(r"^\W*\d{1,2}[.)、](?!\d)\s*")
"""The number of an item in a list."""
_IN_PART, _WITHOUT_FIGURES, _ENOUGH = 0.4, 0.5, 4
"""Share of a reference that an answer in other words has, the same without figures, and the terms
of the reference, at least."""
_TOUCHED = 0.3
"""Share of a claim of the reference below which an answer leaves it out."""
_NOTE = 60
"""Characters up to which a reference is a note, each of whose points says something by itself."""
_TOLD = 0.6
"""Share of a claim of the reference from which an answer tells it."""
_HOUR, _DAY, _WEEK = 3_600.0, 86_400.0, 604_800.0
_UNITS_OF_TIME = (_HOUR, _DAY, _WEEK, _DAY * 30.44)
_COUNTS = re.compile(r"[一两半][^\d]+|half\b.*", re.IGNORECASE)
"""A number that counts what is spoken of, rather than measures anything: 一款, 两种, half of it."""
_WHOLE = 0.02
"""Seconds in units of time, and how near to a whole number of them a length of time must be."""
_TELLING = 10
"""Number from which one without a unit is no mere count."""
_MADE_UP = 0.5
"""Share of a clause with a new figure that is known, below which the figure is made up: a sum is
of things that were spoken of."""


@lru_cache(maxsize=1)
def matches_reference(facts: Facts) -> bool:
    """Whether the answer says what the reference says; asked of one trace by the last stage and
    again for the verdict.
    """
    reference = facts.said.reference or ""
    if says_otherwise(facts, reference):
        return False
    if is_long(reference, facts.asked.terms) and is_long(facts.said.told, facts.asked.terms):
        if len(reference) <= _NOTE and _is_denied(facts, reference):
            return False
        if grounding(reference, [facts.said.told]).is_grounded:
            return True
        share = facts.said.text.share(facts.said.wanted)
        found = Support("absent", share)
    else:
        found = _told(facts, reference)
    if found.verdict == "supported" or _says_the_same(facts, reference, found):
        return True
    return found.verdict == "absent" and agrees(facts, reference)


def _told(facts: Facts, reference: str) -> Support:
    """How the answer as a whole stands to a short reference."""
    given = [] if offers_a_choice(facts.asked.query) else facts.asked.terms
    found = support(reference, facts.said.text, facts.rules, given=given)
    if found.verdict != "contradicted":
        return found
    # Of several points each has a sentence of its own that is nearest to it.
    told = points(essence(reference))
    several = [support(one, facts.said.text, facts.rules, given=given) for one in told]
    against = [one for one in several if one.verdict == "contradicted"]
    wanted = wanted_amounts(facts, reference)
    has_them = wanted and len(met(wanted, facts)) == len(wanted)
    if not against or (has_them and not _is_denied(facts, reference)):
        return Support("absent", found.share)
    return found


def _is_denied(facts: Facts, reference: str) -> bool:
    """Whether the answer affirms what a point of the reference denies, or has a figure of it for
    another thing.
    """
    text, given, several = facts.said.text, facts.asked.terms, points(reference)
    if any(displaced(one, text, ()) for one in several):
        return True
    return any(
        denied(one, text, given) for one in several if may_deny(one) and not has_verbatim(text, one)
    )


def leaves_out(facts: Facts) -> bool:
    """Whether the reference says something of which the answer has next to nothing beyond the
    question's words, which both have when one of two questions goes unanswered.
    """
    return _misses(facts, lambda claim: core(claim, facts.rules, facts.asked.terms))


def tells_in_part(facts: Facts) -> bool:
    """Whether the answer tells one of the reference's claims and has next to nothing of another."""
    shares = _shares(facts, lambda claim: core(claim, facts.rules, facts.asked.terms))
    return max(shares, default=0.0) >= _TOLD and min(shares) < _TOUCHED


def made_up(facts: Facts) -> list[str]:
    """The claims with a new amount, beside a reference; without one, where more may be worked out
    than is known, those with several, or with a new figure of something new.

    New is what neither the reference, nor the passages, nor what was said before has.
    """
    there = [one for text in facts.found.texts for one in text.amounts]
    wanted = wanted_amounts(facts, facts.said.reference or "")
    given = [one for one in wanted if not any(map(one.meets, there))]
    counting = [
        one
        for one in facts.said.claims
        if (found := amounts(one) or numbers(one)) and not _has_any(given, found)
    ]
    if not counting or not facts.found.passages:
        return []
    talk = [
        facts.asked.query,
        facts.said.reference or "",
        *(turn.text for turn in facts.trace.history),
    ]
    known = Text("\n".join([*talk, *(text.raw for text in facts.found.texts)]))
    asked = numbers(facts.asked.query) | _in_other_units(amounts(facts.asked.query))
    told = {claim: facts.said.as_given(claim) for claim in counting}
    if facts.said.reference is not None:
        steps = _is_worked_out(facts.said.reference, there)
        return [
            one
            for one, said in told.items()
            if _adds_an_amount(said, known, steps=steps) or _adds_a_number(said, known)
        ]
    return [
        one
        for one, said in told.items()
        if sum(_is_new(amount, known.amounts) for amount in amounts(said)) > 1
        or any(
            _is_invented(facts.said.as_given(part), known, asked)
            for part in _CLAUSE.split(_LISTED.sub("", one))
        )
    ]


def _says_the_same(facts: Facts, reference: str, found: Support) -> bool:
    """Whether the answer may be the reference in other words: they have much in common, and it
    has all the reference's figures, or says only what the passages carry.
    """
    if (
        found.verdict == "contradicted"
        or found.share < _IN_PART
        or len(facts.said.wanted) < _ENOUGH
    ):
        return False
    if _misses(facts, content):
        return False
    figures = numbers(reference) - numbers(facts.asked.query)
    if figures & unsaid(reference, facts.said.text):
        return False
    if len(figures) > 1:
        return not displaced(reference, facts.said.text, facts.asked.terms)
    said = claims_on_the_matter(facts) if figures or found.share >= _WITHOUT_FIGURES else []
    return bool(said) and all(best_support(facts, one).verdict == "supported" for one in said)


def _misses(facts: Facts, terms_of: Callable[[str], list[str]]) -> bool:
    """Whether the answer has next to nothing of the terms of some claim of the reference."""
    return any(share < _TOUCHED for share in _shares(facts, terms_of))


def _shares(facts: Facts, terms_of: Callable[[str], list[str]]) -> list[float]:
    """The share of the terms of each claim of the reference that the answer has."""
    return [facts.said.text.share(terms_of(one)) for one in claims(facts.said.reference or "")]


def _in_other_units(asked: Sequence[Amount]) -> set[str]:
    """The whole days, weeks and months that some amounts of time last: 21, of three weeks."""
    lengths = [span[0] for one in asked if (span := lasting(one.number, one.dimension))]
    counts = [length / unit for length in lengths for unit in _UNITS_OF_TIME]
    return {str(round(one)) for one in counts if abs(one - round(one)) < _WHOLE and one >= 1}


def _has_any(given: Sequence[Amount], found: Sequence[Amount] | set[str]) -> bool:
    """Whether a claim has an amount that the reference reckons: what else it has leads to that."""
    return any(isinstance(mine, Amount) and mine.meets(one) for mine in found for one in given)


def _is_worked_out(reference: str, there: Sequence[Amount]) -> bool:
    """Whether a reference gives an amount that no passage has, so that an answer has steps."""
    return any(not any(map(one.meets, there)) for one in amounts(reference))


def _adds_an_amount(claim: str, known: Text, *, steps: bool) -> bool:
    """Whether a claim measures something with an amount that is not known, in its figures or in
    another unit; with `steps`, where something was to be worked out, lengths of time may be some.
    """
    return any(
        measures(one)
        and not any(map(one.meets, known.amounts))
        and not _COUNTS.fullmatch(claim, one.start, one.end)
        and not numbers(claim[one.start : one.end]) & known.numbers
        and not (steps and one.dimension == "time")
        for one in amounts(claim)
    )


def _adds_a_number(claim: str, known: Text) -> bool:
    """Whether a clause of something new has a new number of more than a digit that counts what has
    no unit: "a voucher of 200 coins".
    """
    return any(
        not (one.dimension or numbers(part[one.start : one.end]) & known.numbers)
        and one.written >= _TELLING
        and part[one.start].isdigit()  # not 千万别
        and _is_of_something_new(part, known)
        for part in _CLAUSE.split(_LISTED.sub("", claim))
        for one in amounts(part)
    )


def _is_new(mine: Amount, there: list[Amount]) -> bool:
    """Whether an amount is none of those, nor a sum, a difference or a product of two of them."""
    if not measures(mine) or any(map(mine.meets, there)):
        return False
    return not is_reckoned(mine, there)


def _is_invented(clause: str, known: Text, asked: set[str]) -> bool:
    """Whether a clause has a new figure of more than a digit, which the question has not in another
    unit or none, and is about something new.
    """
    if not any(len(figure) > 1 for figure in unsaid(clause, known) - asked):
        return False
    return _is_of_something_new(clause, known)


def _is_of_something_new(clause: str, known: Text) -> bool:
    things = [term for term in content(clause) if not any(map(str.isdigit, term))]
    return known.share(things) < _MADE_UP
