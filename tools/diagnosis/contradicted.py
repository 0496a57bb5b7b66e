"""What of an answer the passages contradict, by whichever sign tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.documents.sentences import sentences
from knowledge.han import has_han
from tools.claims.bound.otherwise import is_bound_there
from tools.claims.figures import unsaid
from tools.claims.measure import Text, content, ready, weight_of
from tools.claims.roles import role_swapped
from tools.claims.widened import widened
from tools.diagnosis.answer_claims import best_support, claims_on_the_matter, restatements
from tools.diagnosis.displaced import misplaced
from tools.diagnosis.exchanged import exchanged
from tools.diagnosis.facts import Facts
from tools.diagnosis.lapsed import is_of_another_time, lapsed
from tools.diagnosis.support import carries, has_verbatim
from tools.diagnosis.unheeded import unheeded

_READ = 6_000
"""Characters of a passage that are read."""
_PLAIN, _PLAIN_HAN = 140, 60
"""Characters of a claim that says one thing, at most; the second in Chinese."""
_HARDLY = 0.15
"""Likelihood that a passage answers below which none is on the question, to contradict anything."""
_ABOUT = 0.4
"""Share of a claim from which a passage may give another figure or name for it."""
_ON_THE_QUESTION = 0.4
"""Share of the question from which a sentence that says otherwise than the answer is on it."""
_SAYS_LITTLE = 2.2
"""Weight of a claim, of about two words, below which only a sentence on the question denies it."""
_SAYS_MUCH, _MOST_OF_IT = 4.0, 0.8
"""Weight of a claim, of about three words, and the share of it that a sentence has, from which the
sentence says the same but for a figure, whatever the question's words."""


@dataclass(frozen=True)
class Contradiction:
    """A claim and the sentence that says otherwise."""

    claim: str
    """The answer's words."""
    against: str
    """The passage's words."""


@lru_cache(maxsize=1)
def contradiction(facts: Facts) -> Contradiction | None:
    """The claim that a passage denies, gives another figure or another name for, or that grants
    what a passage refuses, or that held at another time; None where none is found.
    """
    out = lapsed(facts)
    if out and out.instead is not None and facts.said.claims:
        return Contradiction(facts.said.claims[0], out.instead)
    against = _against(facts)
    return None if against and is_of_another_time(facts, against.against) else against


def _against(facts: Facts) -> Contradiction | None:
    """The same, whatever the time for which the passage says so."""
    found = facts.said.grounded
    if found and (denied := found.contradicted) and denied.sentence:
        claim, sentence = denied.part.text, denied.sentence.text
        if not says_little(claim) or is_on_the_question(facts, claim, sentence):
            return Contradiction(claim, sentence)
    if swapped := figures_exchanged(facts):
        return swapped
    if facts.said.reference is not None or _is_copied(facts):
        return None
    said = _of_claims(facts)
    if facts.found.likely < _HARDLY:
        is_it = said is not None and said.against == best_support(facts, said.claim).against
        return said if said and is_it and says_the_same(said.claim, said.against) else None
    return said or _of_the_case(facts)


@lru_cache(maxsize=1)
def figures_exchanged(facts: Facts) -> Contradiction | None:
    """The pieces in which the answer has two figures of a passage the wrong way round."""
    if facts.said.declined or facts.asked.creative:
        return None
    texts = [text.raw for _, text in facts.found.handed_on]
    found = next((one for raw in texts if (one := exchanged(facts.said.told, raw))), None)
    return Contradiction(*found) if found else None


def _is_copied(facts: Facts) -> bool:
    """Whether all of the answer stands in the passages word for word: it says what they say."""
    handed = [text for _, text in facts.found.handed_on]
    return all(any(has_verbatim(text, claim) for text in handed) for claim in facts.said.claims)


def _of_claims(facts: Facts) -> Contradiction | None:
    handed = [text for _, text in facts.found.handed_on]
    if not handed:
        return None
    known = ready("\n".join([facts.asked.query, *(text.raw[:_READ] for text in handed)]))
    for claim in filter(_is_plain, claims_on_the_matter(facts) or restatements(facts)):
        told = best_support(facts, claim)
        said = facts.said.as_given(claim)
        matter = content(said)
        if told.verdict == "contradicted" and told.against:
            is_short = facts.said.grounded is None or says_little(claim)
            if is_short and not is_on_the_question(facts, claim, told.against):
                continue  # a short answer may be of another passage altogether
            if not _is_held_elsewhere(said, told.against, handed):
                return Contradiction(claim, told.against)
            continue
        near = [
            one for one in handed if carries(one, said, facts.rules, facts.asked.terms)
        ] or handed
        nearest = max(near, key=lambda text: text.share(matter))
        if nearest.share(matter) < _ABOUT:
            continue
        there = [one.strip() for one in sentences(nearest.raw[:_READ])]
        is_bound = is_bound_there(said, nearest.raw, facts.asked.query)
        against = (
            role_swapped(said, there, known)
            or (None if is_bound else misplaced(said, there, facts.asked.terms))
            or widened(said, there)
        )
        if against:
            return Contradiction(claim, against)
    return None


def is_on_the_question(facts: Facts, claim: str, against: str) -> bool:
    """Whether a sentence is on what was asked, of which a claim that says more than a figure is, or
    has most of what the claim says. What a claim of a word is on, only the question tells: there it
    must be the sentence that has most of that.
    """
    asked = facts.asked.terms
    is_asked = ready(against).share(asked) >= _ON_THE_QUESTION and bool(_matter(claim))
    if is_asked and says_little(claim):
        wanted = [*asked, *facts.found.rewritten_topic]
        sentences = (one for _, text in facts.found.handed_on for one in text.sentences)
        most = max((ready(one).share(wanted) for one in sentences), default=0.0)
        is_asked = ready(against).share(wanted) >= most
    return is_asked or says_the_same(claim, against)


def says_the_same(claim: str, against: str) -> bool:
    """Whether a sentence has several words of a claim, and most of them, but for its figures: it is
    on the same matter, whatever was asked.
    """
    matter = _matter(claim)
    return weight_of(matter) >= _SAYS_MUCH and ready(against).share(matter) >= _MOST_OF_IT


def says_little(claim: str) -> bool:
    """Whether a claim has about a word besides its figures: "You won't be charged"."""
    return 0 < weight_of(_matter(claim)) < _SAYS_LITTLE


def _matter(claim: str) -> list[str]:
    """The terms of a claim without its figures."""
    return [term for term in content(claim) if not any(map(str.isdigit, term))]


def _is_plain(claim: str) -> bool:
    """Whether a claim says one thing, so that its words tell what its figures are of."""
    return len(claim) <= (_PLAIN_HAN if has_han(claim) else _PLAIN)


def _is_held_elsewhere(claim: str, against: str, passages: Sequence[Text]) -> bool:
    """Whether the other passages together have as much of the claim, and all its figures."""
    matter = content(claim)
    least = max((text.share(matter) for text in passages if against in text.raw), default=1.0)
    others = ready("\n".join(text.raw for text in passages if against not in text.raw))
    return others.share(matter) >= least and not unsaid(claim, others)


def _of_the_case(facts: Facts) -> Contradiction | None:
    handed = [text.raw for _, text in facts.found.handed_on]
    found = unheeded(facts.asked.query, facts.said.told, handed)
    return (
        Contradiction(facts.said.claims[0], found.sentence) if found and facts.said.claims else None
    )
