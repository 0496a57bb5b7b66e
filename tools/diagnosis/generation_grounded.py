"""An answer to a question, held against the passages that it was given."""

import re

from tools.claims.measure import ready, weight
from tools.claims.splitting import claims
from tools.diagnosis.answer_claims import best_support, claims_on_the_matter
from tools.diagnosis.by_reference import is_cut_off, made_up, matches_reference
from tools.diagnosis.contradicted import Contradiction, contradiction
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.grounding import Grounding
from tools.diagnosis.off_question import untold
from tools.diagnosis.query_telling import NAMES
from tools.diagnosis.stray import stray
from tools.diagnosis.support import Support, carries
from tools.diagnosis.trust import Kind, sure_of

_ASKS = re.compile(r"[?？吗呢]\W*$")
"""How a sentence ends that asks."""
_ELSEWHERE, _PLAINLY_ELSEWHERE = 0.5, 0.6
"""Share of the best passage's fit below which another one is not on the question, and the same
where the best one has all of the question."""
_ALL, _NO_CHANCE = 0.9, 3
"""Share of a question, or of an answer, from which a passage has all of it, and the pieces of an
answer that stand in one place of a passage by no chance."""
_HOW: dict[tuple[bool, bool], Kind] = {
    (True, True): "ignores_by_words",
    (True, False): "ignores",
    (False, False): "beyond",
}
"""The evidence's text: whether all is beyond the passages, and whether only words say so."""
_NOWHERE = 0.72
"""Mean doubt from which a long answer has nothing to do with its passages."""


def examine_grounding(facts: Facts) -> Finding:
    """Silent though the passages answer; against them, beyond them; or true to them."""
    if facts.reference is not None and matches_reference(facts):
        if invented := made_up(facts):
            return _beyond(facts, invented, len(invented) + 1)
        shown = quote("reference", facts.reference)
        return Finding("ok", facts.say("evidence.generation.as_reference"), (shown,))
    if is_cut_off(facts.answer):
        return _breaks_off(facts)
    if not facts.passages:
        return _without_passages(facts)
    return _declined(facts) if facts.declined else _judged(facts)


def _judged(facts: Facts) -> Finding:
    if found := contradiction(facts):
        return _contradicted(facts, found)
    if facts.grounded is not None and facts.grounded.claims:
        return _weighed(facts, facts.grounded)
    said = claims_on_the_matter(facts)
    if said and _is_from_elsewhere(facts, said):
        stands = facts.kinship.held >= _NO_CHANCE and facts.kinship.share >= _ALL
        return _beside(facts, said) if stands else _beyond(facts, said, len(said))
    return _compared(facts, [(claim, best_support(facts, claim)) for claim in said])


def _compared(facts: Facts, judged: list[tuple[str, Support]]) -> Finding:
    """A short answer: each of its claims by the passage that speaks of it most."""
    if not judged:
        return _restated(facts)
    for claim, found in judged:
        if found.verdict == "contradicted" and found.against:
            return _contradicted(facts, Contradiction(claim, found.against))
    loose = [claim for claim, found in judged if found.verdict == "absent"]
    if not loose:
        return _kept(facts)
    if len(loose) == len(judged) and facts.in_own_words:
        return _in_own_words(facts)
    return _beyond(facts, loose, len(judged))


def _restated(facts: Facts) -> Finding:
    """An answer in the words of the question, which says yes or no to it."""
    said = [one for one in facts.claims if not _ASKS.search(one) and facts.subject(one)]
    judged = [(claim, best_support(facts, claim)) for claim in said]
    for claim, found in judged:
        if found.verdict == "contradicted" and found.against:
            return _contradicted(facts, Contradiction(claim, found.against))
    if judged and all(found.verdict == "supported" for _, found in judged):
        return _kept(facts)
    return Finding("unknown", facts.say("evidence.generation.says_nothing"))


def _is_from_elsewhere(facts: Facts, said: list[str]) -> bool:
    """Whether only passages carry it that are not on the question, though another one is."""
    if facts.reference is not None or not facts.is_on_topic:
        return False
    carriers = [
        at
        for at, (_, text) in enumerate(facts.passages)
        if any(carries(text, claim, facts.rules, facts.asked) for claim in said)
    ]
    most = max((facts.coverage[at] for at in carriers), default=facts.best_coverage)
    limit = _PLAINLY_ELSEWHERE if facts.best_coverage >= _ALL else _ELSEWHERE
    return most < facts.best_coverage * limit


def _beside(facts: Facts, said: list[str]) -> Finding:
    """Word by word from a passage that has little of the question, as a bare answer may."""
    source = next(
        (p.id for p, text in facts.handed_on if carries(text, said[0], facts.rules, facts.asked)),
        "answer",
    )
    shown = (quote("answer", said[0]),)
    return Finding("unknown", facts.say("evidence.generation.beside", passage=clip(source)), shown)


def _in_own_words(facts: Facts) -> Finding:
    """Too little in common for support, and too much for an answer from nowhere."""
    shown = (quote("answer", facts.claims[0]),) if facts.claims else ()
    return Finding("unknown", facts.say("evidence.generation.in_own_words"), shown)


def _weighed(facts: Facts, found: Grounding) -> Finding:
    """A long answer: resting on the passages, partly beyond them, or on nothing of them."""
    if found.is_grounded and (not found.loose or _may_be_retold(facts, found)):
        return _resting(facts, found)
    loose = found.loose or [one.part.text for one in found.claims]
    total = len(found.claims)
    if not found.is_grounded and facts.in_own_words and found.doubt < _NOWHERE:
        carrier = found.carrier(facts.texts, facts.coverage)
        is_it = facts.stands_first(carrier) and facts.kinship.is_retelling
        return _kept(facts) if is_it else _in_own_words(facts)
    if not found.is_grounded:
        adrift = found.adrift or [one.part.text for one in found.claims]
        return _beyond(facts, adrift, total)
    return _beyond(facts, loose, max(total, len(loose) + 1))


def _may_be_retold(facts: Facts, found: Grounding) -> bool:
    """Whether a single claim is loose beside others that rest on the passages, and makes up no
    figures: in people's own words, more often than not it is no invention.
    """
    is_one = len(found.loose) == 1 < len(found.claims)
    return facts.reference is None and is_one and not made_up(facts)


def _resting(facts: Facts, found: Grounding) -> Finding:
    """A long answer that rests on the passages: true to them, but for a sentence beside them, or on
    something else than what was asked.
    """
    handed = [text.raw for _, text in facts.handed_on]
    if beside := stray(found, handed, facts.asked):
        return _beyond(facts, beside, len(found.claims))
    if facts.reference is None and (told := _told_beside(facts, found)):
        return _off_question(facts, *told)
    return _kept(facts)


def _told_beside(facts: Facts, found: Grounding) -> tuple[str, str] | None:
    """The passage on the question and its sentence, where the answer is all of another passage and
    has nothing of what was asked.
    """
    telling = [term for term in facts.asked if weight(term) >= NAMES]
    if not telling or facts.best is None or any(map(facts.answer_text.carries, telling)):
        return None
    said = {one.sentence.text for one in found.claims if one.sentence}
    carriers = [text for _, text in facts.handed_on if any(one in text.raw for one in said)]
    passage, best = facts.passages[facts.best]
    if best.share(telling) < _ALL or any(text.share(telling) > 0 for text in carriers):
        return None
    on_it = max(claims(best.raw), key=lambda one: ready(one).share(telling), default="")
    return passage.id, on_it


def _breaks_off(facts: Facts) -> Finding:
    details = {"end": clip(facts.answer[-30:], 40)}
    shown = (quote("answer", facts.answer[-80:]),)
    evidence = facts.say("evidence.generation.breaks_off", **details)
    return Finding("fault", evidence, shown, "breaks_off", sure_of("breaks_off"), details)


def _without_passages(facts: Facts) -> Finding:
    if facts.reference is not None:
        shown = (quote("answer", facts.answer), quote("reference", facts.reference))
        return Finding(
            "fault",
            facts.say("evidence.generation.not_reference"),
            shown,
            "wrong_answer",
            sure_of("wrong_answer_unseen"),
        )
    if facts.declined:
        return Finding("unknown", facts.say("evidence.generation.declined"))
    return Finding("unknown", facts.say("evidence.generation.no_passages"))


def _declined(facts: Facts) -> Finding:
    said = quote("answer", facts.answer)
    if facts.best is None or (not facts.is_on_topic and facts.reference is None):
        return Finding("ok", facts.say("evidence.generation.declined_rightly"), (said,))
    passage = facts.passages[facts.best][0]
    return Finding(
        "fault",
        facts.say("evidence.generation.refusal", passage=clip(passage.id)),
        (said, quote(passage.id, passage.text)),
        "refusal",
        facts.sure("refusal"),
        {"passage": clip(passage.id)},
    )


def _contradicted(facts: Facts, found: Contradiction) -> Finding:
    claim, against = found.claim, found.against
    source = next((p.id for p, text in facts.passages if against in text.raw), "answer")
    details = {"claim": clip(claim), "passage": clip(source), "against": clip(against)}
    return Finding(
        "fault",
        facts.say("evidence.generation.contradiction", **details),
        (quote("answer", claim), quote(source, against)),
        "contradiction",
        facts.sure("contradiction"),
        details,
    )


def _beyond(facts: Facts, loose: list[str], total: int) -> Finding:
    whole = len(loose) == total
    by_words = whole and not facts.kinship.own
    how = _HOW[whole, by_words]
    passage = facts.passages[facts.best or 0][0]
    details = {
        "claim": clip(loose[0]),
        "count": str(len(loose)),
        "total": str(total),
        "passage": clip(passage.id),
    }
    return Finding(
        "fault",
        facts.say(f"evidence.generation.{how}", **details),
        tuple(quote("answer", claim) for claim in loose[:3]),
        "ignores_passages" if whole else "beyond_passages",
        facts.sure(how),
        details,
    )


def _kept(facts: Facts) -> Finding:
    if facts.reference is not None:
        shown = (quote("answer", facts.answer), quote("reference", facts.reference))
        evidence = facts.say("evidence.generation.not_reference")
        return Finding("fault", evidence, shown, "wrong_answer", sure_of("wrong_answer"))
    handed = [passage for passage, _ in facts.handed_on]
    found = untold(facts.query, facts.asked, facts.told, [one.text for one in handed])
    if found:
        return _off_question(facts, handed[found[0]].id, found[1])
    return Finding("ok", facts.say("evidence.generation.ok"), (quote("answer", facts.claims[0]),))


def _off_question(facts: Facts, passage: str, told: str) -> Finding:
    details = {"passage": clip(passage), "told": clip(told)}
    return Finding(
        "fault",
        facts.say("evidence.generation.off_question", query=clip(facts.query), **details),
        (quote("answer", facts.answer), quote(passage, told)),
        "off_question",
        sure_of("off_question"),
        details,
    )
