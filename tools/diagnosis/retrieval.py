"""The third stage: did the product find, and use, what answers the query?"""

from knowledge.language import language_of
from knowledge.records import Passage
from tools.claims.figures import unsaid
from tools.claims.measure import Text, content, numbers, ready, weight_of
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.grounding import Grounding, grounding, is_long
from tools.diagnosis.matter import core
from tools.diagnosis.outdated import notice
from tools.diagnosis.retrieval_written import (
    astray,
    below_threshold,
    best_score,
    filed_in_corpus,
    left_out,
    on_subject,
    threshold,
)
from tools.diagnosis.support import carries, support

_LOOK_IN_CORPUS = 5
_SURE_OF_MISS, _SURE_OF_GAP = 0.8, 0.85
_MAY_ANSWER = 0.3
"""Likelihood that a passage answers from which one that has a short reference is no chance."""
_ANSWERS, _LESS = 0.5, 0.1
"""Likelihood from which what generation was given rather answers, and by how much less likely it is
without the passage that does."""
_HARDLY, _PIECES = 0.15, 3
"""Likelihood below which a passage hardly answers, and the pieces of an answer that stand in one
place of it by no chance: a name or a number may stand in any."""
_NO_CHANCE, _HARDLY_CHANCE = 3.3, 5.0
"""Weight of about three words: a reference of as many stands in no passage by chance; and the same
where a passage has it in another order or with words between."""
_HELD = 0.5
"""Mean share of a reference's claims that must stand in one place of a passage; less is asked of
an answer, which may be in other words."""
_TOUCHED = 0.15
"""Share of the query from which a passage that carries the answer is where it came from."""


def examine_retrieval(facts: Facts) -> Finding:
    """Nothing found, nothing on the topic, the right passage left unused, or one out of date."""
    if facts.nothing_to_say and not facts.declined:
        return _unknown_to_it(facts)
    if facts.trace.retrieved is None:
        return Finding("unknown", facts.say("evidence.retrieval.not_logged"))
    if not facts.passages:
        return _missing(facts, "empty", 0.9)
    if not facts.asked:
        return Finding("unknown", facts.say("evidence.retrieval.no_topic"))
    return _for_writing(facts) if facts.creative else _for_answering(facts)


def _for_answering(facts: Facts) -> Finding:
    holding = _holding(facts)
    if holding is None and facts.in_own_words:
        return Finding("unknown", facts.say("evidence.retrieval.in_own_words"))
    if holding is None:
        return _missing(facts, "nothing_on_topic")
    if _is_unused(facts, holding):
        return _ranking(facts, holding)
    return _stale(facts, holding) or _found(facts, holding)


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
        return _stale(facts, found[0]) or _found(facts, found[0])
    # That the corpus holds something on it proves nothing here: one shared word is no material.
    best_seen = best_score(facts)
    if best_seen is not None and threshold(facts) is not None:
        return Finding("ok", facts.say("evidence.retrieval.scored", best=f"{best_seen:.2f}"))
    return Finding("unknown", facts.say("evidence.retrieval.not_named"))


def _found(facts: Facts, holding: int) -> Finding:
    passage = facts.passages[holding][0]
    shown = quote(passage.id, _sentence_on(facts, passage.text))
    return Finding("ok", facts.say("evidence.retrieval.ok", passage=clip(passage.id)), (shown,))


def _holding(facts: Facts) -> int | None:
    """The position of the passage that has what is asked for; None when none has."""
    order = sorted(range(len(facts.passages)), key=lambda i: -facts.coverage[i])
    if facts.held_by is not None:
        held = facts.held_by
        return _most_told(facts, held) if held.is_grounded and held.together >= _HELD else None
    if facts.reference is not None:
        return next((i for i in order if _has_reference(facts, i)), None)
    limits = facts.rules.limits
    if facts.grounded is not None and facts.grounded.is_grounded:
        told = _most_told(facts, facts.grounded)
        if facts.best_coverage >= limits.part_coverage:
            return told
    if facts.is_on_topic:
        left_out = [at for at in order if facts.passages[at][0].used is False]
        return left_out[0] if left_out and _is_lacking(facts) else order[0]
    foreign = language_of(facts.passages[order[0]][0].text) != language_of(facts.query)
    near = [i for i in order if facts.coverage[i] >= _TOUCHED or foreign]
    if facts.likely < _HARDLY and facts.kinship.held < _PIECES:
        return None
    return next((i for i in near if _carries_answer(facts, i)), None)


def _most_told(facts: Facts, found: Grounding) -> int:
    """The position of the passage that carries most of the claims."""
    said = [one.sentence.text for one in found.claims if one.sentence]
    holds = [sum(sentence in text.raw for sentence in said) for _, text in facts.passages]
    return max(range(len(holds)), key=lambda at: (holds[at], facts.coverage[at]))


def _has_reference(facts: Facts, index: int) -> bool:
    text = facts.passages[index][1]
    reference = facts.reference or ""
    whole = ready(reference).folded.rstrip(" .。") in text.folded
    if not whole and not carries(text, reference, facts.rules, given=facts.asked):
        return False
    tells = weight_of(core(reference, facts.rules, facts.asked))
    if tells >= (_NO_CHANCE if whole else _HARDLY_CHANCE):
        return True
    return facts.coverage[index] >= _TOUCHED and facts.likely >= _MAY_ANSWER


def _carries_answer(facts: Facts, index: int) -> bool:
    if facts.declined or not facts.answer:
        return False
    text = facts.passages[index][1]
    return support(facts.told, text, facts.rules, given=facts.asked).verdict == "supported"


def _unknown_to_it(facts: Facts) -> Finding:
    """The reference says that nothing is known of it: whatever was retrieved, it is not there."""
    reference = facts.trace.reference or ""
    details = {"topic": clip(facts.named or facts.query)}
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
    details = {"topic": clip(facts.named or facts.query), **measured}
    shown = tuple(
        quote(passage.id, _sentence_on(facts, passage.text)) for passage, _ in facts.passages[:1]
    )
    if facts.corpus is None:
        evidence = facts.say(f"evidence.retrieval.{key}", **details)
        sure = sure or facts.sure("not_found")
        return Finding("fault", evidence, shown, "not_found", sure, details)
    if there := _in_corpus(facts):
        details |= {"passage": clip(there.id)}
        evidence = facts.say("evidence.retrieval.miss", **details)
        sure = max(sure, _SURE_OF_MISS) if sure else facts.sure("miss")
        found = quote(there.id, _sentence_on(facts, there.text))
        return Finding("fault", evidence, (*shown, found), "miss", sure, details)
    evidence = facts.say("evidence.retrieval.gap", **details)
    return Finding("fault", evidence, shown, "knowledge_gap", sure or facts.sure("gap"), details)


def _in_corpus(facts: Facts) -> Passage | None:
    """A passage that would have answered, was there, and was not retrieved."""
    if facts.corpus is None:
        return None
    if facts.creative and facts.subjects:
        return filed_in_corpus(facts)
    had = {passage.id for passage, _ in facts.passages}
    wanted = facts.reference if not facts.creative else None
    found = list(facts.nearest)
    if wanted is not None:
        # A passage may answer without the words of the question.
        for words in (f"{facts.query}\n{wanted}", wanted):
            found += facts.corpus.search(words, _LOOK_IN_CORPUS)
    fresh = [one for one in {one.id: one for one in found}.values() if one.id not in had]
    if wanted is not None and is_long(wanted, facts.asked):
        return _telling(wanted, fresh)
    return next((one for one in fresh if _would_answer(facts, ready(one.text), wanted)), None)


def _telling(wanted: str, found: list[Passage]) -> Passage | None:
    """The first passage that by itself has a long reference."""
    whole = ready(wanted).folded.rstrip(" .。")
    for one in found:
        if whole in ready(one.text).folded:
            return one
        told = grounding(wanted, [one.text])
        if told.is_grounded and told.together >= _HELD:
            return one
    return None


def _would_answer(facts: Facts, text: Text, wanted: str | None) -> bool:
    """Whether a passage has the reference; without one, whether it is on the query, and more so."""
    limits, about = facts.rules.limits, text.share(facts.topic)
    if wanted is None:
        return about >= max(limits.corpus_coverage, facts.best_coverage + limits.corpus_lead)
    carried = carries(text, wanted, facts.rules, given=facts.asked)
    return about >= limits.part_coverage and carried


def _is_unused(facts: Facts, holding: int) -> bool:
    """Whether the passage that has it was not handed on, nor another one that has it."""
    if facts.passages[holding][0].used is not False:
        return False
    others = [at for at, (other, _) in enumerate(facts.passages) if other.used is not False]
    if facts.reference is not None:
        return not any(_has_reference(facts, at) for at in others)
    return _is_lacking(facts)


def _is_lacking(facts: Facts) -> bool:
    """Whether what generation was given rather does not answer, though all that was found may."""
    return facts.likely_used < min(_ANSWERS, facts.likely - _LESS)


def _ranking(facts: Facts, holding: int) -> Finding:
    passage = facts.passages[holding][0]
    details = {"passage": clip(passage.id), "rank": str(holding + 1)}
    return Finding(
        "fault",
        facts.say("evidence.retrieval.ranking", **details),
        (quote(passage.id, _sentence_on(facts, passage.text)),),
        "ranking",
        0.8 if facts.creative else 0.88,
        details,
    )


def _stale(facts: Facts, holding: int) -> Finding | None:
    """A passage that no longer holds was handed on: the corpus says so, or the passage itself."""
    near = facts.coverage[holding] * 0.6
    for index, (passage, _) in enumerate(facts.passages):
        if passage.used is False or _rests_elsewhere(facts, index, holding):
            continue
        if successor := facts.successor(passage):
            details = {"passage": clip(passage.id), "successor": clip(successor)}
            return _outdated(facts, "replaced", passage, passage.text, details)
        if facts.coverage[index] < near and index != holding:
            continue
        if found := notice(passage.text, facts.rules, facts.topic):
            details = {"passage": clip(passage.id), "words": clip(found[0])}
            return _outdated(facts, "stale", passage, found[1], details)
    return None


def _rests_elsewhere(facts: Facts, index: int, holding: int) -> bool:
    """Whether a long answer stands in another passage, the one that is holding it, or the answer's
    figures are another passage's, and not all of this one's.
    """
    if facts.grounded is not None and facts.grounded.is_grounded and index != holding:
        return True
    own = facts.passages[index][1]
    figures = numbers(facts.told) - numbers(facts.query)
    others = [text for at, (_, text) in enumerate(facts.passages) if at != index]
    return bool(figures & unsaid(facts.told, own.raw)) and any(
        not figures & unsaid(facts.told, other.raw) for other in others
    )


def _outdated(
    facts: Facts, key: str, passage: Passage, words: str, details: dict[str, str]
) -> Finding:
    evidence = facts.say(f"evidence.retrieval.{key}", **details)
    sure = 0.93 if key == "replaced" else 0.8
    return Finding("fault", evidence, (quote(passage.id, words),), "stale", sure, details)


def _sentence_on(facts: Facts, passage: str) -> str:
    """The sentence of the passage that has most to do with the query, or with the reference."""
    wanted = [*facts.topic, *content(facts.reference or "")]
    return max(claims(passage), key=lambda c: ready(c).share(wanted), default=passage[:200])
