"""The third stage: did the product find, and use, what answers the query?"""

from functools import lru_cache

from knowledge.records import Passage, Quote
from tools.claims.measure import content, ready
from tools.claims.splitting import claims
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.holding import (
    has_reference,
    holding,
    is_lacking,
    is_replaced,
    left_behind,
)
from tools.diagnosis.needed import needed_for_order
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
from tools.diagnosis.said_missing import speaks_of_it

_SURE_OF_MISS, _SURE_OF_GAP = 0.8, 0.85
"""How sure it is at least that the corpus has what was missed, and that it has not what a reference
says is unknown."""
_SURE_OF_RANKING, _SURE_OF_MATERIAL = 0.85, 0.8
"""How sure it is that a passage was left unused: one that answers, and one to write from."""
_COPIED = 0.95
"""Share of an answer that one place of a passage has, from which it is copied from there."""


@lru_cache(maxsize=1)
def examine_retrieval(facts: Facts) -> Finding:
    """Nothing found, nothing on the topic, the right passage left unused, or one out of date."""
    if facts.said.nothing_to_say and not facts.said.as_expected:
        return _unknown_to_it(facts)
    if facts.trace.retrieved is None:
        return Finding("unknown", facts.say("evidence.retrieval.not_logged"))
    if not facts.found.passages:
        return missing(facts, "empty", 0.9)
    if not facts.asked.terms:
        return Finding("unknown", facts.say("evidence.retrieval.no_topic"))
    return _for_writing(facts) if facts.asked.creative else _for_answering(facts)


def _for_answering(facts: Facts) -> Finding:
    if old := only_lapsed(facts):
        return old
    if (unused := left_behind(facts)) is not None:
        return _ranking(facts, unused)
    held = holding(facts)
    if held is None and facts.said.in_own_words and not _is_plainly_missed(facts):
        return Finding("unknown", facts.say("evidence.retrieval.in_own_words"))
    if held is None:
        return missing(facts, "nothing_on_topic")
    if _is_unused(facts, held):
        return _ranking(facts, held)
    return stale(facts, held) or _found(facts, held)


def rests_on_what_was_found(facts: Facts) -> bool:
    """Whether an answer retells a passage, though the question has other words, and the corpus, as
    far as it is known, has nothing that fits better.
    """
    kin = facts.said.kinship
    if not facts.found.handed_on or facts.said.declined or not kin.rests_there:
        return False
    # A sentence copied from a passage may answer anything.
    is_told = facts.said.echoes or kin.share < _COPIED or not _is_copied(facts)
    return is_told and missed(facts) is None


def _is_copied(facts: Facts) -> bool:
    """Whether a passage has all of the answer's words, and its figures as they are written."""
    matter = content(facts.said.told)
    return any(text.share(matter) >= _COPIED for _, text in facts.found.handed_on)


def _is_plainly_missed(facts: Facts) -> bool:
    """Whether the corpus has what was not retrieved, and the answer does not rest on what was."""
    rests = facts.said.grounded is not None and facts.said.grounded.is_grounded
    return facts.said.reference is None and not rests and missed(facts) is not None


def _for_writing(facts: Facts) -> Finding:
    """What a note wants decides, where there is one, else what the material is filed under, else
    the product's threshold, else its words.
    """
    if wanting := _by_order(facts):
        return wanting
    found = on_subject(facts)
    if astray(facts):
        return _ranking(facts, found[0]) if found else missing(facts, "nothing_on_topic", 0.9)
    if low := below_threshold(facts):
        best, least = (f"{score:.2f}" for score in low)
        return missing(facts, "low_score", 0.85, best=best, least=least)
    holding = left_out(facts, found)
    return _ranking(facts, holding) if holding is not None else _at_hand(facts, found)


def _at_hand(facts: Facts, found: list[int]) -> Finding:
    """Material that was handed on, at the positions `found` on the subject: does it hold?"""
    if found:
        return stale(facts, found[0]) or _found(facts, found[0])
    if facts.asked.to_order and (old := stale(facts, facts.found.best or 0)):
        return old
    # That the corpus holds something on it proves nothing here: one shared word is no material.
    best_seen = best_score(facts)
    if best_seen is not None and threshold(facts) is not None:
        return Finding("ok", facts.say("evidence.retrieval.scored", best=f"{best_seen:.2f}"))
    return Finding("unknown", facts.say("evidence.retrieval.not_named"))


def _by_order(facts: Facts) -> Finding | None:
    """What was needed and left unused, or missed; None where nothing tells."""
    found = needed_for_order(facts) if facts.asked.to_order else None
    if found is None:
        return None
    if found.place is not None:
        return _ranking(facts, found.place)
    sure = facts.sure("miss") if facts.said.reference is None else _SURE_OF_MISS
    return _miss(facts, found.passage, sure, {"topic": clip(facts.asked.query)})


def _found(facts: Facts, holding: int) -> Finding:
    passage = facts.found.passages[holding][0]
    shown = quote(passage.id, _sentence_on(facts, passage.text))
    return Finding("ok", facts.say("evidence.retrieval.ok", passage=clip(passage.id)), (shown,))


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


def missing(facts: Facts, key: str, sure: float | None = None, **measured: str) -> Finding:
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
        sure = max(sure, _SURE_OF_MISS) if sure else facts.sure("miss")
        return _miss(facts, there, sure, details, shown)
    evidence = facts.say("evidence.retrieval.gap", **details)
    return Finding("fault", evidence, shown, "knowledge_gap", sure or facts.sure("gap"), details)


def _miss(
    facts: Facts,
    there: Passage,
    sure: float,
    details: dict[str, str],
    shown: tuple[Quote, ...] = (),
) -> Finding:
    """The corpus has it in a passage that was not retrieved."""
    details |= {"passage": clip(there.id)}
    evidence = facts.say("evidence.retrieval.miss", **details)
    found = quote(there.id, _sentence_on(facts, there.text))
    return Finding("fault", evidence, (*shown, found), "miss", sure, details)


def _is_unused(facts: Facts, holding: int) -> bool:
    """Whether the passage that has it was not handed on, nor another one that has it."""
    if facts.found.passages[holding][0].handed_on:
        return False
    others = [at for at, (other, _) in enumerate(facts.found.passages) if other.handed_on]
    if facts.said.reference is not None:
        return not any(has_reference(facts, at) for at in others)
    if not speaks_of_it(facts, facts.found.texts[holding]):
        return False
    if is_replaced(facts, holding):
        return False
    return is_lacking(facts) and (bool(others) or facts.found.is_on_topic)


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
