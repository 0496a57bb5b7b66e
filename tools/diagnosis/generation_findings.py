"""What can be found of an answer to a question: how it is told, and how sure it is."""

import re
from collections.abc import Sequence

from knowledge.han import HAN
from knowledge.records import Passage
from tools.claims.at_odds import at_odds
from tools.claims.repeating import repeats_itself
from tools.claims.splitting import claims
from tools.diagnosis.added import says_that_it_adds
from tools.diagnosis.anchored import anchored
from tools.diagnosis.answer_claims import claims_on_the_matter
from tools.diagnosis.contradicted import Contradiction
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.off_question import untold
from tools.diagnosis.said_missing import may_have_it
from tools.diagnosis.trust import Kind, sure_of

_HOW: dict[tuple[bool, bool], Kind] = {
    (True, True): "ignores_by_words",
    (True, False): "ignores",
    (False, False): "beyond",
}
"""The evidence's text: whether all is beyond the passages, and whether only words say so."""

_WHETHER = re.compile(f"({HAN.pattern})[不没]\\1")
"""A verb said twice, to ask whether."""
_MUCH, _SOME = 5, 0.33
"""Pieces of an answer that one place of a passage has, and share of it, from which the answer may
be from there."""


def beside(facts: Facts, claim: str, carriers: Sequence[Passage]) -> Finding:
    """Word by word from a passage that has little of the question, as a bare answer may."""
    source = next((one.id for one in carriers if one.handed_on), "answer")
    shown = (quote("answer", claim),)
    return Finding("unknown", facts.say("evidence.generation.beside", passage=clip(source)), shown)


def in_own_words(facts: Facts) -> Finding:
    """Too little in common for support, and too much for an answer from nowhere."""
    shown = (quote("answer", facts.said.claims[0]),) if facts.said.claims else ()
    return Finding("unknown", facts.say("evidence.generation.in_own_words"), shown)


def breaks_off(facts: Facts) -> Finding:
    """It ends in the middle of a sentence."""
    details = {"end": clip(facts.said.answer[-30:], 40)}
    shown = (quote("answer", facts.said.answer[-80:]),)
    evidence = facts.say("evidence.generation.breaks_off", **details)
    return Finding("fault", evidence, shown, "breaks_off", sure_of("breaks_off"), details)


def shown_by_itself(facts: Facts) -> Finding | None:
    """What an answer shows with nothing to hold it against: it goes on repeating itself, or denies
    what it said before; None where neither is so, nor where the reference does as much.
    """
    reference = facts.trace.reference or ""
    if words := repeats_itself(facts.said.answer):
        details = {"words": clip(words)}
        evidence = facts.say("evidence.generation.repeats", **details)
        shown = (quote("answer", words),)
        sure = sure_of("repeats")
        return Finding("fault", evidence, shown, "repeats", sure, details, stands=True)
    odds = None if facts.asked.scripted else at_odds(facts.said.claims)
    if odds is None or at_odds(claims(reference)):
        return None
    details = {"first": clip(odds.first), "second": clip(odds.second)}
    return Finding(
        "fault",
        facts.say("evidence.generation.at_odds", **details),
        (quote("answer", odds.first), quote("answer", odds.second)),
        "at_odds",
        sure_of("at_odds"),
        details,
    )


def without_passages(facts: Facts) -> Finding:
    """Nothing was logged to hold it against but a reference, if that, which says otherwise."""
    if facts.said.reference is not None:
        shown = (quote("answer", facts.said.answer), quote("reference", facts.said.reference))
        return Finding(
            "fault",
            facts.say("evidence.generation.not_reference"),
            shown,
            "wrong_answer",
            sure_of("wrong_answer_unseen"),
        )
    if facts.said.declined:
        return Finding("unknown", facts.say("evidence.generation.declined"))
    return Finding("unknown", facts.say("evidence.generation.no_passages"))


def declined(facts: Facts) -> Finding:
    """It declines: rightly where no passage answers, else although one does."""
    said = quote("answer", facts.said.answer)
    has_none = facts.said.reference is None and not (
        facts.found.is_on_topic and any(may_have_it(facts, one) for one in facts.found.texts)
    )
    if facts.found.best is None or has_none:
        return Finding("ok", facts.say("evidence.generation.declined_rightly"), (said,))
    passage = facts.found.passages[facts.found.best][0]
    return Finding(
        "fault",
        facts.say("evidence.generation.refusal", passage=clip(passage.id)),
        (said, quote(passage.id, passage.text)),
        "refusal",
        facts.sure("refusal"),
        {"passage": clip(passage.id)},
    )


def contradicted(facts: Facts, found: Contradiction) -> Finding:
    """A passage says otherwise than one of its claims."""
    claim, against = found.claim, found.against
    source = next((p.id for p, text in facts.found.passages if against in text.raw), "answer")
    details = {"claim": clip(claim), "passage": clip(source), "against": clip(against)}
    return Finding(
        "fault",
        facts.say("evidence.generation.contradiction", **details),
        (quote("answer", claim), quote(source, against)),
        "contradiction",
        facts.sure("contradiction"),
        details,
    )


def beyond(facts: Facts, loose: list[str], total: int, *, says_so: bool = False) -> Finding:
    """Of `total` claims the `loose` ones are in no passage: it adds to them, or ignores them.

    `says_so` where how it is told tells that it adds something; else a claim is blamed only
    with a figure or a name of its own, for other words may say the same.
    """
    whole = len(loose) == total
    says_so = says_so or any(map(says_that_it_adds, loose))
    is_open = facts.said.reference is None and not (says_so or whole or facts.said.kinship.own)
    if is_open or (whole and _may_be_told_otherwise(facts)):
        return in_own_words(facts)
    by_words = whole and not facts.said.kinship.own
    how = _HOW[whole, by_words]
    passage = facts.found.passages[facts.found.best or 0][0]
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


def _may_be_told_otherwise(facts: Facts) -> bool:
    """Whether an answer that no passage has word by word takes up the question, or has a good deal
    of a passage, and no figure or name of its own: one from nowhere has neither.
    """
    kin = facts.said.kinship
    if facts.said.reference is not None or kin.own:
        return False
    takes_it_up = facts.said.echoes or _repeats_the_verb(facts)
    return takes_it_up or (kin.held >= _MUCH and kin.share >= _SOME) or anchored(facts) is not None


def _repeats_the_verb(facts: Facts) -> bool:
    """Whether the answer has the verb of a Chinese question such as 飞不飞."""
    return any(verb in facts.said.told for verb in _WHETHER.findall(facts.asked.query))


def kept(facts: Facts, *, as_a_whole: bool = False) -> Finding:
    """It says what the passages say: as it should, or not what was asked, or what is wrong.

    `as_a_whole` where not each of its claims is carried, but all of them together.
    """
    if facts.said.reference is not None:
        shown = (quote("answer", facts.said.answer), quote("reference", facts.said.reference))
        evidence = facts.say("evidence.generation.not_reference")
        return Finding("fault", evidence, shown, "wrong_answer", sure_of("wrong_answer"))
    handed = [passage for passage, _ in facts.found.handed_on]
    found = untold(
        facts.asked.query, facts.asked.terms, facts.said.told, [one.text for one in handed]
    )
    if found:
        return off_question(facts, handed[found[0]].id, found[1])
    evidence = facts.say("evidence.generation.rests" if as_a_whole else "evidence.generation.ok")
    # "Yes." shows nothing.
    telling = next(iter(claims_on_the_matter(facts)), facts.said.claims[0])
    return Finding("ok", evidence, (quote("answer", telling),))


def not_as_asked(facts: Facts, words: str, wanted: str, source: str) -> Finding:
    """It does not keep to the `words` of a source, which want what `wanted` says."""
    details = {"words": clip(words), "wanted": wanted}
    return Finding(
        "fault",
        facts.say("evidence.generation.not_as_asked", **details),
        (quote(source, words), quote("answer", facts.said.answer)),
        "not_as_asked",
        sure_of("not_as_asked"),
        details,
        stands=True,
    )


def off_question(facts: Facts, passage: str, told: str) -> Finding:
    """It answers something else, though the passage with that id answers in the words `told`."""
    details = {"passage": clip(passage), "told": clip(told)}
    return Finding(
        "fault",
        facts.say("evidence.generation.off_question", query=clip(facts.asked.query), **details),
        (quote("answer", facts.said.answer), quote(passage, told)),
        "off_question",
        sure_of("off_question"),
        details,
    )
