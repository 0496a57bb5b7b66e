"""The third stage: did the product find, and use, what answers the query?"""

from knowledge.language import language_of
from tools.claims.measure import content, ready, weight_of
from tools.claims.splitting import claims
from tools.diagnosis.contradicted import contradiction
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.found import LIKELY
from tools.diagnosis.query_telling import NAMES
from tools.diagnosis.retrieval_missed import missed
from tools.diagnosis.retrieval_stale import only_lapsed, stale
from tools.diagnosis.retrieval_written import (
    astray,
    below_threshold,
    best_score,
    left_out,
    on_subject,
    threshold,
)
from tools.diagnosis.support import carries, has_verbatim, support

_SURE_OF_MISS, _SURE_OF_GAP = 0.8, 0.85
"""How sure it is at least that the corpus has what was missed, and that it has not what a reference
says is unknown."""
_SURE_OF_RANKING, _SURE_OF_MATERIAL = 0.88, 0.8
"""How sure it is that a passage was left unused: one that answers, and one to write from."""
_MAY_ANSWER = 0.3
"""Likelihood that a passage answers from which one that has a short reference is no chance."""
_LESS = 0.1
"""How much less likely it is that what generation was given answers than that all that was found
does, where what answers was left out."""
_HARDLY, _PIECES = 0.15, 3
"""Likelihood below which a passage hardly answers, and the pieces of an answer that stand in one
place of it by no chance: a name or a number may stand in any."""
_NO_CHANCE, _HARDLY_CHANCE = 3.3, 5.0
"""Weight from which a reference stands in no passage by chance: of about three words where it does
so word by word, of more where in another order or with words between."""
_ON_THE_QUESTION = 0.4
"""Share of the question from which a sentence that says otherwise than the answer is on it."""
_RESTS = 5
"""Pieces of an answer that one place of a passage has, from which it rests on that."""
_TOUCHED = 0.15
"""Share of the query from which a passage that carries the answer is where it came from."""


def examine_retrieval(facts: Facts) -> Finding:
    """Nothing found, nothing on the topic, the right passage left unused, or one out of date."""
    if facts.said.nothing_to_say and not facts.said.declined:
        return _unknown_to_it(facts)
    if facts.trace.retrieved is None:
        return Finding("unknown", facts.say("evidence.retrieval.not_logged"))
    if not facts.found.passages:
        return _missing(facts, "empty", 0.9)
    if not facts.asked.terms:
        return Finding("unknown", facts.say("evidence.retrieval.no_topic"))
    return _for_writing(facts) if facts.asked.creative else _for_answering(facts)


def _for_answering(facts: Facts) -> Finding:
    if old := only_lapsed(facts):
        return old
    holding = _holding(facts)
    if holding is None and facts.said.in_own_words and not _is_plainly_missed(facts):
        return Finding("unknown", facts.say("evidence.retrieval.in_own_words"))
    if holding is None:
        return _missing(facts, "nothing_on_topic")
    if _is_unused(facts, holding):
        return _ranking(facts, holding)
    return stale(facts, holding) or _found(facts, holding)


def rests_on_what_was_found(facts: Facts) -> bool:
    """Whether an answer of some length rests on a passage, though the question has other words, and
    the corpus has nothing that fits better.
    """
    found = facts.said.grounded
    if found is None or not found.is_grounded or facts.corpus is None or missed(facts):
        return False
    return facts.said.kinship.is_retelling and facts.said.kinship.held >= _RESTS


def _is_plainly_missed(facts: Facts) -> bool:
    """Whether the corpus has what was not retrieved, and the answer does not rest on what was."""
    rests = facts.said.grounded is not None and facts.said.grounded.is_grounded
    return facts.said.reference is None and not rests and missed(facts) is not None


def _for_writing(facts: Facts) -> Finding:
    """What the material is filed under decides, else the product's threshold, else its words."""
    found = on_subject(facts)
    if astray(facts):
        return _ranking(facts, found[0]) if found else _missing(facts, "nothing_on_topic", 0.9)
    if low := below_threshold(facts):
        best, least = (f"{score:.2f}" for score in low)
        return _missing(facts, "low_score", 0.85, best=best, least=least)
    if (holding := left_out(facts, found)) is not None:
        return _ranking(facts, holding)
    if found:
        return stale(facts, found[0]) or _found(facts, found[0])
    # That the corpus holds something on it proves nothing here: one shared word is no material.
    best_seen = best_score(facts)
    if best_seen is not None and threshold(facts) is not None:
        return Finding("ok", facts.say("evidence.retrieval.scored", best=f"{best_seen:.2f}"))
    return Finding("unknown", facts.say("evidence.retrieval.not_named"))


def _found(facts: Facts, holding: int) -> Finding:
    passage = facts.found.passages[holding][0]
    shown = quote(passage.id, _sentence_on(facts, passage.text))
    return Finding("ok", facts.say("evidence.retrieval.ok", passage=clip(passage.id)), (shown,))


def _holding(facts: Facts) -> int | None:
    """The position of the passage that has what is asked for; None when none has."""
    order = sorted(range(len(facts.found.passages)), key=lambda i: -facts.found.coverage[i])
    if facts.said.held_by is not None:
        held = facts.said.held_by
        return held.carrier(facts.found.texts, facts.found.coverage) if held.is_held else None
    if facts.said.reference is not None and weight_of(facts.said.wanted) >= NAMES:
        return next((i for i in order if _has_reference(facts, i)), None)
    return _answering(facts, order)  # a reference such as "yes" is nothing to look for


def _answering(facts: Facts, order: list[int]) -> int | None:
    """The same without a reference; `order` has the positions, those of the best fit first."""
    told = _told_at(facts)
    if told is not None:
        return told
    if facts.found.is_on_topic:
        unused = [at for at in order if facts.found.passages[at][0].used is False]
        return unused[0] if unused and _is_lacking(facts) else order[0]
    if facts.found.likely < _HARDLY and facts.said.kinship.held < _PIECES:
        return None
    foreign = language_of(facts.found.passages[order[0]][0].text) != language_of(facts.asked.query)
    near = [i for i in order if facts.found.coverage[i] >= _TOUCHED or foreign]
    return next((i for i in near if _carries_answer(facts, i)), None)


def _told_at(facts: Facts) -> int | None:
    """The position of the passage that a long answer rests on, or that it contradicts on what was
    asked.
    """
    found = facts.said.grounded
    if found is not None and (found.is_grounded or found.stands_there or facts.said.in_own_words):
        told = found.carrier(facts.found.texts, facts.found.coverage)
        is_part = facts.found.best_coverage >= facts.rules.limits.part_coverage
        if facts.found.stands_first(told) or (
            is_part and (found.is_grounded or found.stands_there)
        ):
            return told
    denied = contradiction(facts)
    if denied is None or ready(denied.against).share(facts.asked.terms) < _ON_THE_QUESTION:
        return None
    places = (at for at, text in enumerate(facts.found.texts) if denied.against in text.raw)
    return next(places, None)


def _has_reference(facts: Facts, index: int) -> bool:
    text = facts.found.passages[index][1]
    reference = facts.said.reference or ""
    whole = has_verbatim(text, reference)
    if not whole and not carries(text, reference, facts.rules, given=facts.asked.terms):
        return False
    tells = weight_of(facts.said.wanted)
    if tells >= (_NO_CHANCE if whole else _HARDLY_CHANCE):
        return True
    return facts.found.coverage[index] >= _TOUCHED and facts.found.likely >= _MAY_ANSWER


def _carries_answer(facts: Facts, index: int) -> bool:
    if facts.said.declined or not facts.said.answer:
        return False
    text = facts.found.passages[index][1]
    return (
        support(facts.said.told, text, facts.rules, given=facts.asked.terms).verdict == "supported"
    )


def _unknown_to_it(facts: Facts) -> Finding:
    """The reference says that nothing is known of it: whatever was retrieved, it is not there."""
    reference = facts.trace.reference or ""
    details = {"topic": clip(facts.asked.named or facts.asked.query)}
    return Finding(
        "fault",
        facts.say("evidence.retrieval.gap_by_reference", **details),
        (quote("reference", reference),),
        "knowledge_gap",
        _SURE_OF_GAP,
        details,
    )


def _missing(facts: Facts, key: str, sure: float | None = None, **measured: str) -> Finding:
    """Nothing retrieved has it: a miss when the corpus has it, a gap when it has not.

    `sure` is how sure that is, where it is known otherwise than by how likely a passage answers.
    """
    details = {"topic": clip(facts.asked.named or facts.asked.query), **measured}
    shown = tuple(
        quote(passage.id, _sentence_on(facts, passage.text))
        for passage, _ in facts.found.passages[:1]
    )
    if facts.corpus is None:
        evidence = facts.say(f"evidence.retrieval.{key}", **details)
        sure = sure or facts.sure("not_found")
        return Finding("fault", evidence, shown, "not_found", sure, details)
    if there := missed(facts):
        details |= {"passage": clip(there.id)}
        evidence = facts.say("evidence.retrieval.miss", **details)
        sure = max(sure, _SURE_OF_MISS) if sure else facts.sure("miss")
        found = quote(there.id, _sentence_on(facts, there.text))
        return Finding("fault", evidence, (*shown, found), "miss", sure, details)
    evidence = facts.say("evidence.retrieval.gap", **details)
    return Finding("fault", evidence, shown, "knowledge_gap", sure or facts.sure("gap"), details)


def _is_unused(facts: Facts, holding: int) -> bool:
    """Whether the passage that has it was not handed on, nor another one that has it."""
    if facts.found.passages[holding][0].used is not False:
        return False
    others = [at for at, (other, _) in enumerate(facts.found.passages) if other.used is not False]
    if facts.said.reference is not None:
        return not any(_has_reference(facts, at) for at in others)
    return _is_lacking(facts)


def _is_lacking(facts: Facts) -> bool:
    """Whether what generation was given rather does not answer, though all that was found may."""
    return facts.found.likely_used < min(LIKELY, facts.found.likely - _LESS)


def _ranking(facts: Facts, holding: int) -> Finding:
    passage = facts.found.passages[holding][0]
    details = {"passage": clip(passage.id), "rank": str(holding + 1)}
    return Finding(
        "fault",
        facts.say("evidence.retrieval.ranking", **details),
        (quote(passage.id, _sentence_on(facts, passage.text)),),
        "ranking",
        _SURE_OF_MATERIAL if facts.asked.creative else _SURE_OF_RANKING,
        details,
    )


def _sentence_on(facts: Facts, passage: str) -> str:
    """The sentence of the passage that has most to do with the query, or with the reference."""
    wanted = [*facts.asked.topic, *content(facts.said.reference or "")]
    return max(claims(passage), key=lambda c: ready(c).share(wanted), default=passage[:200])
