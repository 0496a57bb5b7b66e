"""Does an answer in words of its own agree with the reference?

A reference is short ("No, 5 days"), and an answer tells the same at length. Beyond equal words they
agree where the answer has every amount of the reference; where both say yes or no alike; or where
both rest on the same sentences of the passages. None of that holds against a contradiction, or
where the answer has figures or names from nowhere.
"""

from tools.claims.amounts import amounts
from tools.claims.polarity import clauses
from tools.claims.replies import says_yes
from tools.diagnosis.contradicted import contradiction
from tools.diagnosis.facts import Facts
from tools.diagnosis.grounding import grounding, is_long

_TOUCHED = 0.2
"""Share of the reference's own terms that an answer has which tells the same otherwise."""
_BARE = 2
"""Terms of a reference besides yes or no, up to which it says no more."""
_RESTS = 0.4
"""Share of a claim that one sentence of a passage has, from which it rests on that."""


def agrees(facts: Facts, reference: str) -> bool:
    """Whether the answer tells what the reference tells, in other words or at length."""
    if facts.said.kinship.own or contradiction(facts) is not None:
        return False
    return (
        _has_its_amounts(facts, reference)
        or _replies_alike(facts, reference)
        or _rests_alike(facts, reference)
    )


def _has_its_amounts(facts: Facts, reference: str) -> bool:
    """Whether the answer has every amount of the reference that the question has not."""
    asked = amounts(facts.asked.query)
    wanted = [one for one in amounts(reference) if not any(map(one.agrees, asked))]
    if not wanted or facts.said.text.share(facts.said.wanted) < _TOUCHED:
        return False
    return all(any(map(one.agrees, facts.said.text.amounts)) for one in wanted)


def _replies_alike(facts: Facts, reference: str) -> bool:
    """Whether both say yes, or both no; a reference that tells more must be touched."""
    wanted = says_yes(reference)
    if wanted is None or wanted is not _reply(facts):
        return False
    is_bare = len(facts.said.wanted) <= _BARE
    return is_bare or facts.said.text.share(facts.said.wanted) >= _TOUCHED


def _reply(facts: Facts) -> bool | None:
    """Whether the answer says yes: by how it begins, or else by whether what it tells first is
    denied; None where it tells nothing of the question.
    """
    said = says_yes(facts.said.told)
    if said is not None or not facts.said.claims:
        return said
    return not any(clause.marks for clause in clauses(facts.said.claims[0]))


def _rests_alike(facts: Facts, reference: str) -> bool:
    """Whether a full answer rests on the sentences of the passages that the reference rests on."""
    passages = [text.raw for text in facts.found.texts]
    if not passages or not is_long(facts.said.told, facts.asked.terms):
        return False
    said = grounding(facts.said.told, passages, facts.asked.query)
    mine = {one.sentence.text for one in said.claims if one.sentence and one.share >= _RESTS}
    told = grounding(reference, passages, facts.asked.query).claims
    his = {one.sentence.text for one in told if one.sentence and one.share >= _RESTS}
    return len(his) > 0 and all(one.share >= _RESTS for one in told) and his <= mine
