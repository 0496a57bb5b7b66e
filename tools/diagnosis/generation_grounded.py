"""An answer to a question, held against the passages that it was given."""

from knowledge.language import language_of
from knowledge.records import Passage
from tools.claims.digits import numbers
from tools.claims.measure import TELLING, ready, weight
from tools.claims.replies import says_yes
from tools.diagnosis.added import added
from tools.diagnosis.answer_claims import best_support, claims_on_the_matter, restatements
from tools.diagnosis.by_reference import made_up, matches_reference
from tools.diagnosis.contradicted import (
    Contradiction,
    contradiction,
    is_on_the_question,
    says_little,
)
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, quote
from tools.diagnosis.generation_findings import (
    beside,
    beyond,
    breaks_off,
    contradicted,
    declined,
    in_own_words,
    kept,
    off_question,
    without_passages,
)
from tools.diagnosis.grounding import GROUNDED, Grounding
from tools.diagnosis.lapsed import is_of_another_time
from tools.diagnosis.may_be_turned import may_be_turned
from tools.diagnosis.stray import stray
from tools.diagnosis.support import Support, carries, denied
from tools.diagnosis.unfounded import unfounded
from tools.diagnosis.unlike import is_cut_off

_BY_WORDS = {"ignores_passages", "beyond_passages"}
"""Faults that are told by a want of common words."""
_ELSEWHERE, _PLAINLY_ELSEWHERE = 0.5, 0.6
"""Share of the best passage's fit below which another one is not on the question, and the same
where the best one has all of the question."""
_ALL, _NO_CHANCE = 0.9, 3
"""Share of a question, or of an answer, from which a passage has all of it, and the pieces of an
answer that stand in one place of a passage by no chance."""
_ALL_ASKED = 0.8
"""Share of a question from which a passage tells whether it is so."""
_NOWHERE = 0.72
"""Mean doubt from which a long answer has nothing to do with its passages."""


def examine_grounding(facts: Facts) -> Finding:
    """Silent though the passages answer; against them, beyond them; or true to them."""
    if facts.said.reference is not None and matches_reference(facts):
        if invented := made_up(facts) or unfounded(facts) or added(facts):
            return beyond(facts, invented, len(invented) + 1, says_so=True)
        shown = quote("reference", facts.said.reference)
        return Finding("ok", facts.say("evidence.generation.as_reference"), (shown,))
    if is_cut_off(facts.said.plain) or facts.said.breaks_off:
        return breaks_off(facts)
    if not facts.found.passages:
        return without_passages(facts)
    if facts.said.declined:
        return declined(facts)
    found = _judged(facts)
    return in_own_words(facts) if _is_but_translated(facts, found) else found


def _is_but_translated(facts: Facts, found: Finding) -> bool:
    """Whether the answer is blamed for words that are in another language than all passages, and
    has no figure of its own.
    """
    if found.subcause not in _BY_WORDS or facts.said.reference is not None:
        return False
    spoken = {language_of(text.raw) for _, text in facts.found.handed_on}
    known = numbers(facts.asked.query).union(*(text.numbers for _, text in facts.found.handed_on))
    return language_of(facts.said.told) not in spoken and numbers(facts.said.told) <= known


def _judged(facts: Facts) -> Finding:
    if found := contradiction(facts):
        return contradicted(facts, found)
    if facts.said.reference is None and (loose := added(facts)):
        return beyond(facts, loose, len(loose) + 1, says_so=True)
    if facts.said.grounded is not None and facts.said.grounded.claims:
        return _weighed(facts, facts.said.grounded)
    said = claims_on_the_matter(facts)
    if carriers := _from_elsewhere(facts, said):
        kin = facts.said.kinship
        stands = not kin.own and kin.held >= _NO_CHANCE and kin.share >= _ALL
        return beside(facts, said[0], carriers) if stands else beyond(facts, said, len(said))
    return _compared(facts, [(claim, best_support(facts, claim)) for claim in said])


def _compared(facts: Facts, judged: list[tuple[str, Support]]) -> Finding:
    """A short answer: each of its claims by the passage that speaks of it most."""
    if not judged:
        return _restated(facts)
    loose = [claim for claim, found in judged if found.verdict == "absent"]
    for claim, found in judged:
        if not found.against or is_of_another_time(facts, found.against):
            continue
        if not says_little(claim) or is_on_the_question(facts, claim, found.against):
            return contradicted(facts, Contradiction(claim, found.against))
        loose.append(claim)
    if not loose:
        return kept(facts)
    if len(loose) == len(judged) and facts.said.in_own_words:
        rests = facts.said.kinship.rests_there and not may_be_turned(
            loose, [text for _, text in facts.found.handed_on]
        )
        return kept(facts, as_a_whole=True) if rests else in_own_words(facts)
    return beyond(facts, loose, len(judged))


def _restated(facts: Facts) -> Finding:
    """An answer in the words of the question, which says yes or no to it."""
    judged = [(claim, best_support(facts, claim)) for claim in restatements(facts)]
    for claim, found in judged:
        if found.verdict == "contradicted" and found.against:
            return contradicted(facts, Contradiction(claim, found.against))
    replied = _replied(facts) if all(says_little(claim) for claim, _ in judged) else None
    if replied is None and judged and all(one.verdict == "supported" for _, one in judged):
        return kept(facts)
    if replied is None and facts.said.reference is not None:
        return kept(facts)  # it says yes or no otherwise than the reference
    return replied or Finding("unknown", facts.say("evidence.generation.says_nothing"))


def _replied(facts: Facts) -> Finding | None:
    """A bare yes or no, held against the passages by what was asked; None where none tells."""
    says, asked = says_yes(facts.said.told), facts.asked.query.rstrip(" ?？吗么呢")
    if says is None or not facts.said.claims:
        return None
    on_it = [
        text for _, text in facts.found.handed_on if text.share(facts.asked.terms) >= _ALL_ASKED
    ]
    against = next((found for text in on_it if (found := denied(asked, text, ()))), None)
    if says and against:
        return contradicted(facts, Contradiction(facts.said.claims[0], against))
    return kept(facts) if on_it and says is not bool(against) else None


def _from_elsewhere(facts: Facts, said: list[str]) -> list[Passage]:
    """The passages that carry it, where none of them is on the question though another one is."""
    if facts.said.reference is not None or not facts.found.is_on_topic:
        return []
    carriers = [
        at
        for at, (_, text) in enumerate(facts.found.passages)
        if any(carries(text, claim, facts.rules, facts.asked.terms) for claim in said)
    ]
    most = max((facts.found.coverage[at] for at in carriers), default=facts.found.best_coverage)
    limit = _PLAINLY_ELSEWHERE if facts.found.best_coverage >= _ALL else _ELSEWHERE
    is_elsewhere = most < facts.found.best_coverage * limit
    return [facts.found.passages[at][0] for at in carriers] if is_elsewhere else []


def _weighed(facts: Facts, found: Grounding) -> Finding:
    """A long answer: resting on the passages, partly beyond them, or on nothing of them."""
    if found.is_grounded and (not found.loose or _may_be_retold(facts, found)):
        return _resting(facts, found)
    if facts.said.works_out and facts.said.reference is None and found.doubt < GROUNDED:
        return _resting(facts, found)  # what it reckons stands together nowhere
    loose = found.loose or [one.part.text for one in found.claims]
    total = len(found.claims)
    if not found.is_grounded and facts.said.in_own_words and found.doubt < _NOWHERE:
        carrier = found.carrier(facts.found.texts, facts.found.coverage)
        is_it = facts.found.stands_first(carrier) and facts.said.kinship.is_retelling
        is_it = is_it and not may_be_turned(loose, [text for _, text in facts.found.handed_on])
        return kept(facts, as_a_whole=True) if is_it else in_own_words(facts)
    if not found.is_grounded:
        adrift = found.adrift or [one.part.text for one in found.claims]
        return beyond(facts, adrift, total)
    return beyond(facts, loose, max(total, len(loose) + 1))


def _may_be_retold(facts: Facts, found: Grounding) -> bool:
    """Whether a single claim is loose beside others that rest on the passages, and makes up no
    figures: in people's own words, more often than not it is no invention.
    """
    is_one = len(found.loose) == 1 < len(found.claims)
    if facts.said.reference is not None or not is_one or made_up(facts):
        return False
    return not may_be_turned(found.loose, [text for _, text in facts.found.handed_on])


def _resting(facts: Facts, found: Grounding) -> Finding:
    """A long answer that rests on the passages: true to them, but for a sentence beside them, or on
    something else than what was asked.
    """
    handed = [text.raw for _, text in facts.found.handed_on]
    if loose := stray(found, handed, facts.asked.terms):
        return beyond(facts, loose, len(found.claims), says_so=True)
    if facts.said.reference is None and (told := _told_beside(facts, found)):
        return off_question(facts, *told)
    retold = any(one.verdict != "supported" for one in found.claims)
    return kept(facts, as_a_whole=retold)


def _told_beside(facts: Facts, found: Grounding) -> tuple[str, str] | None:
    """The passage on the question and its sentence, where the answer is all of another passage and
    has nothing of what was asked.
    """
    telling = [term for term in facts.asked.terms if weight(term) >= TELLING]
    if not telling or facts.found.best is None or any(map(facts.said.text.carries, telling)):
        return None
    said = {one.sentence.text for one in found.claims if one.sentence}
    carriers = [text for _, text in facts.found.handed_on if any(one in text.raw for one in said)]
    passage, best = facts.found.passages[facts.found.best]
    if best.share(telling) < _ALL or any(text.share(telling) > 0 for text in carriers):
        return None
    on_it = max(best.sentences, key=lambda one: ready(one).share(telling), default="")
    return passage.id, on_it
