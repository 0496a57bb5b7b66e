"""Does an answer in words of its own agree with the reference?

A reference is short ("No, 5 days"), and an answer tells the same at length. Beyond equal words they
agree where the answer has every amount of the reference; where both say yes or no alike; where both
rest on the same sentences of the passages, or deny what one of them denies. None of that holds
against a contradiction, or where the answer has figures or names from nowhere.
"""

from tools.claims.amounts import amounts
from tools.claims.bound.states import states
from tools.claims.digits import numbers
from tools.claims.exclusive import names_the_same
from tools.claims.measure import ready
from tools.claims.polarity import clauses, may_deny
from tools.claims.replies import says_yes
from tools.claims.rivals import measures
from tools.diagnosis.contradicted import contradiction
from tools.diagnosis.facts import Facts
from tools.diagnosis.grounding import grounding, is_long
from tools.diagnosis.noted import essence, met, reply_of, touches, wanted_amounts, words_of
from tools.diagnosis.support import support

_TOUCHED = 0.2
"""Share of the reference's own terms that an answer has which tells the same otherwise."""
_TOUCHED_BY_A_DENIAL = 0.33
"""The same where it does not begin with yes or no, and denies something."""
_SAYS_LITTLE = 3
"""Terms of a reference that says next to nothing but a value."""
_FIRST = 2
"""Statements of an answer of which one says whether it is so."""
_BARE_NUMBER = 0.5
"""What a number that measures nothing counts beside words and amounts: it stands in many a text."""
_BARE = 2
"""Terms of a reference besides yes or no, up to which it says no more."""
_RESTS = 0.4
"""Share of a claim that one sentence of a passage has, from which it rests on that."""
_PREDICATE, _READ = 2, 60
"""Terms of a reference that says no more than that something is not so, and sentences of a passage
that are read for it."""


def agrees(facts: Facts, reference: str) -> bool:
    """Whether the answer tells what the reference tells, in other words or at length."""
    signs = (_has_its_amounts, _names_its_values, _replies_alike, _rests_alike, _denies_alike)
    if not any(agree(facts, reference) for agree in signs):
        return False
    against = contradiction(facts)
    return against is None or _is_settled(facts, reference, against.claim)


def _is_settled(facts: Facts, reference: str, claim: str) -> bool:
    """Whether what a passage seems to contradict is what the reference gives, too."""
    wanted = wanted_amounts(facts, reference)
    said = amounts(claim)
    return any(one.meets(other) for one in wanted for other in said)


def _has_its_amounts(facts: Facts, reference: str) -> bool:
    """Whether the answer has every amount of the reference that the question has not, and some of
    its words, if it has any.
    """
    wanted = wanted_amounts(facts, reference)
    if not wanted or len(met(wanted, facts)) < len(wanted):
        return False
    words = words_of(facts, reference)
    told = sum(1.0 if measures(one) else _BARE_NUMBER for one in wanted)
    told += touches(facts, words) * len(words)
    return not words or told >= _TOUCHED * (len(wanted) + len(words))


def _names_its_values(facts: Facts, reference: str) -> bool:
    """Whether a short reference without amounts names a side, a day or a state, and the answer the
    same.
    """
    if wanted_amounts(facts, reference) or len(words_of(facts, reference)) > _SAYS_LITTLE:
        return False
    said, told = essence(reference), facts.said.told
    wanted, there = states(said), states(told)
    if wanted and not any(one.opposes(other) for one in wanted for other in there):
        return {one.of for one in wanted} <= {one.of for one in there}
    return names_the_same(told, said)


def _replies_alike(facts: Facts, reference: str) -> bool:
    """Whether both say yes, or both no; a reference that tells more must be touched."""
    wanted = reply_of(reference)
    if wanted is None or wanted is not _reply(facts):
        return False
    is_bare = len(words_of(facts, reference)) <= _BARE and not wanted_amounts(facts, reference)
    is_explicit = says_yes(facts.said.told) is not None
    least = _TOUCHED if is_explicit else _TOUCHED_BY_A_DENIAL
    return is_bare or facts.said.text.share(facts.said.wanted) >= least


def _reply(facts: Facts) -> bool | None:
    """Whether the answer says yes: by how it begins, or else by whether what it tells of the
    question is denied; None where it tells nothing of it.
    """
    said = says_yes(facts.said.told)
    if said is not None or not facts.said.claims:
        return said
    on_it = [*facts.asked.terms, *facts.said.wanted]
    nearest = max(facts.said.claims[:_FIRST], key=lambda one: ready(one).share(on_it))
    return not any(clause.marks for clause in clauses(nearest))


def _rests_alike(facts: Facts, reference: str) -> bool:
    """Whether a full answer rests on the sentences of the passages that the reference rests on."""
    passages = [text.raw for text in facts.found.texts]
    if not passages or not is_long(facts.said.told, facts.asked.terms):
        return False
    said = grounding(facts.said.told, passages, facts.asked.query)
    mine = {one.sentence.text for one in said.claims if one.sentence and one.share >= _RESTS}
    told = grounding(reference, passages, facts.asked.query).claims
    his = {one.sentence.text for one in told if one.sentence and one.share >= _RESTS}
    if not his or not all(one.share >= _RESTS for one in told) or not his <= mine:
        return False
    return ready("\n".join(his)).share(facts.said.wanted) >= _RESTS  # not by the question's words


def _denies_alike(facts: Facts, reference: str) -> bool:
    """Whether a short reference and the answer both deny what one sentence of a passage denies:
    "无需出示身份证", "不需要身份证，凭学生证就行".
    """
    if len(facts.said.wanted) > _PREDICATE or numbers(reference) or not facts.said.claims:
        return False
    said = facts.said.claims[0]
    if not _denies(reference) or not _denies(said):
        return False
    rules, given = facts.rules, facts.asked.terms
    return any(
        support(reference, ready(one), rules, given=given).verdict == "supported"
        and support(said, ready(one), rules, given=given).verdict == "supported"
        for text in facts.found.texts
        for one in text.sentences[:_READ]
    )


def _denies(text: str) -> bool:
    """Whether the first clause denies; one of no more than a denial has no words: 免收."""
    first = next(iter(clauses(text)), None)
    return may_deny(text) if first is None else len(first.marks) % 2 == 1
