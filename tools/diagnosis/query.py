"""The first stage: can this query be acted on at all?"""

import re
from dataclasses import replace

from knowledge.han import HAN_RANGE
from knowledge.texts import series
from tools.claims.splitting import claims
from tools.diagnosis.addressed import is_own_affair
from tools.diagnosis.ask_back import asks_back, asks_somewhere
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.intent import examine_intent
from tools.diagnosis.lacking_told import tells_what_it_lacks
from tools.diagnosis.other_field import general_knowledge
from tools.diagnosis.picks_one import picks_one
from tools.diagnosis.query_history import (
    is_fragment,
    is_in_context,
    lost_turn,
    only_points,
    stands_for,
)
from tools.diagnosis.query_requests import two_requests
from tools.diagnosis.query_scope import beyond_documents, foreign, was_served
from tools.diagnosis.query_telling import (
    TELLS_TOO_LITTLE,
    says,
)
from tools.diagnosis.query_to_make import (
    is_another_service,
    lost_text,
    names_no_matter,
    nothing_known,
)
from tools.diagnosis.query_treated import (
    is_of_one_passage,
    is_refused,
    is_spoken_of,
    is_treated,
)
from tools.diagnosis.talk_turn import is_answered_in_kind
from tools.diagnosis.trust import sure_of

_WORD = re.compile(r"\w")
_QUOTE = re.compile(r"[“”\"『「]")
_WORDS = re.compile(rf"[{HAN_RANGE}]{{2}}|[^\W\d_{HAN_RANGE}]+|\d+")
_SCRAP = 2
"""Words, two Han characters each, of what is no whole question."""
_HARDLY_TELLS = 0.1
"""How much a wish tells that names no subject."""
_SHOWN = 4
"""Words that are shown of those that no document has."""
_BARELY_TELLS = 4.6
"""How much a query tells that is no mere scrap."""


def examine_query(facts: Facts) -> Finding:
    """Empty, dependent on a lost history, several requests, vague, out of scope; or fine."""
    if is_answered_in_kind(facts.asked, facts.said):
        return Finding("ok", facts.say("evidence.query.talk"))
    # Who asks back and tells what there is was not misled by what is unclear; what is written asks
    # its readers.
    may_ask = not facts.said.declined and not facts.asked.creative
    asks = may_ask and any(map(_asks_which, claims(facts.said.plain)))
    for look in (
        _empty,
        *(() if asks else (_dependent,)),
        _told_by_reference,
        _several,
        *(() if asks else (_only_points, _vague)),
        _out_of_scope,
        *(() if asks else (_bare,)),
    ):
        finding: Finding | None = look(facts)
        if finding:
            return finding
    slots = {name: found for name, found in facts.asked.wishes.items() if name != "output"}
    wishes = [wish.words for found in slots.values() for wish in found][:6]
    if not wishes:
        return Finding("ok", facts.say("evidence.query.ok"))
    joined = series(wishes, facts.lang)
    return Finding("ok", facts.say("evidence.query.ok_wishes", wishes=joined))


def _asks_which(sentence: str) -> bool:
    """Whether a sentence of an answer asks what is meant, and quotes no question."""
    return asks_somewhere(sentence) and not _QUOTE.search(sentence)


def _fault(
    facts: Facts, subcause: str, confidence: float, key: str = "", **details: str
) -> Finding:
    return Finding(
        "fault",
        facts.say(f"evidence.query.{key or subcause}", **details),
        quotes=(quote("query", facts.asked.query),) if facts.asked.query else (),
        subcause=subcause,
        confidence=confidence,
        details=details,
    )


def _empty(facts: Facts) -> Finding | None:
    if _WORD.search(facts.asked.query):
        return None
    if not facts.asked.query and facts.trace.error and facts.trace.error.strip():
        # Of a pasted error nobody knows what was asked.
        return Finding("unknown", facts.say("evidence.query.not_logged"))
    return replace(_fault(facts, "empty", sure_of("empty")), stands=True)


def _dependent(facts: Facts) -> Finding | None:
    """It points to an earlier turn, or begins in mid-sentence, and there is no earlier turn."""
    if facts.asked.to_order:
        words = lost_text(facts)
    elif is_in_context(facts):
        return None
    elif is_fragment(facts):
        return _fault(facts, "fragment", sure_of("fragment"))
    else:
        words = lost_turn(facts)
    sure = sure_of("lost_history")
    return _fault(facts, "lost_history", sure, words=clip(words)) if words else None


def _told_by_reference(facts: Facts) -> Finding | None:
    """The reference declines or asks back: what was asked cannot be answered as it stands."""
    if not facts.said.should_decline or facts.said.nothing_to_say or facts.said.as_expected:
        return None
    reference = facts.trace.reference or ""
    asks = asks_back(reference) or facts.said.expected == "ask"
    subcause = "vague" if asks else "out_of_scope"
    finding = _fault(facts, subcause, sure_of("reference_declines"), key="reference_declines")
    spoken = quote("reference", facts.trace.reference or "")
    return Finding(
        "fault", finding.evidence, (*finding.quotes, spoken), subcause, finding.confidence
    )


def _several(facts: Facts) -> Finding | None:
    """Two requests with subjects of their own, of which the answer takes up only one."""
    found = two_requests(facts)
    if found is None:
        return None
    sure = sure_of("two_topics_to_write" if facts.asked.creative else "two_topics")
    return _fault(facts, "two_topics", sure, one=found[0], other=found[1])


def _only_points(facts: Facts) -> Finding | None:
    """It asks after something that a pronoun stands for, and nothing says what."""
    if facts.asked.creative or facts.asked.earlier or _is_answered(facts):
        return None
    return _fault(facts, "vague", sure_of("vague_pointer")) if only_points(facts) else None


def _vague(facts: Facts) -> Finding | None:
    """Nothing in it names a subject, and the product could not make one out either."""
    if facts.asked.earlier or _is_answered(facts):
        return None
    if facts.asked.creative:
        is_vague = names_no_matter(facts) if facts.asked.to_order else _has_no_topic(facts)
        sure = sure_of("vague_topic")
        return _fault(facts, "vague", sure, key="vague_topic") if is_vague else None
    if picks_one(facts):
        return _fault(facts, "vague", sure_of("vague_kind"))
    if says(facts.asked) >= TELLS_TOO_LITTLE or _is_only_told(facts):
        return None
    return None if _is_clear(facts) else _fault(facts, "vague", sure_of("vague"))


def _is_clear(facts: Facts) -> bool:
    """Whether what was found, or said, shows that a query was understood that tells little."""
    if is_spoken_of(facts) or is_refused(facts) or is_of_one_passage(facts):
        return True
    if facts.said.grounded is not None and facts.said.grounded.is_grounded:
        return True
    clear = _is_carried(facts) or was_served(facts) or is_treated(facts)
    return clear and not _is_scrap(facts.asked.query)


def _is_answered(facts: Facts) -> bool:
    """Whether what was retrieved has the reference: then the query could be acted on."""
    if facts.said.reference is None or facts.asked.creative:
        return False
    least = facts.rules.limits.enough(len(facts.said.wanted))
    return any(text.share(facts.said.wanted) >= least for text in facts.found.texts)


def _is_only_told(facts: Facts) -> bool:
    """Whether it asks after something by name, and no more is known than what was answered.

    Whether a product can act on 会员多少钱 lies with what it finds, which nobody logged.
    """
    logged = facts.trace.retrieved is not None or facts.trace.intent is not None
    asked = facts.asked
    asks = bool(facts.rules.question.find(asked.query))
    is_named = any(len(one) > 1 for one in asked.beyond_asking(asked.terms))
    return not logged and asks and is_named and not stands_for(asked.query)


def _is_scrap(query: str) -> bool:
    """Whether it is so short that no short answer shows that it was understood: 司职哪里."""
    return len(_WORDS.findall(query)) <= _SCRAP


def _has_no_topic(facts: Facts) -> bool:
    """Whether a wish for a script names no subject, and the product could not make one out."""
    return says(facts.asked) < _HARDLY_TELLS or _topic_was_not_found(facts)


def _topic_was_not_found(facts: Facts) -> bool:
    """Whether the product logged slots but no topic, and had nothing to search for."""
    intent = facts.trace.intent
    if intent is None or facts.asked.rewritten or facts.trace.retrieved is None:
        return False
    return not any(intent.slots.get(key) for key in facts.rules.topic_keys)


def _out_of_scope(facts: Facts) -> Finding | None:
    """It asks for what documents cannot hold, and neither they nor what was retrieved are of it."""
    if facts.asked.to_order and tells_what_it_lacks(facts.said.plain):
        return None
    words = beyond_documents(facts) if not facts.asked.to_order else _of_another(facts)
    if words is not None:
        sure = sure_of("own_affair" if is_own_affair(words) else "out_of_scope")
        sure = sure_of("out_of_scope_to_write") if facts.asked.creative else sure
        return _fault(facts, "out_of_scope", sure, words=clip(words))
    # What went to retrieval instead may be the product's own affair.
    named = None if facts.asked.rewritten and _is_misread(facts) else general_knowledge(facts)
    if named:
        shown = series(named[:_SHOWN], facts.lang)
        sure = sure_of("general_knowledge")
        return _fault(facts, "out_of_scope", sure, "general_knowledge", words=shown)
    found = foreign(facts)
    if found is None:
        return None
    strange = series(found.strange[:_SHOWN], facts.lang)
    more = f"{1 - found.usual:.0%}"
    return _fault(facts, "out_of_scope", sure_of("foreign"), "foreign", words=strange, more=more)


def _of_another(facts: Facts) -> str | None:
    """What of an order shows that it is no matter of the product's."""
    if words := is_another_service(facts):
        return words
    strange = nothing_known(facts)
    return series(strange[:_SHOWN], facts.lang) if strange else None


def _is_misread(facts: Facts) -> bool:
    return examine_intent(facts).verdict == "fault"


def _bare(facts: Facts) -> Finding | None:
    """A few words that ask nothing, to which nothing that was retrieved belongs or answers."""
    if facts.asked.creative or facts.asked.earlier or not facts.found.passages:
        return None
    if facts.said.declined or _is_answered(facts):
        return None
    if facts.rules.question.find(facts.asked.query) or says(facts.asked) >= _BARELY_TELLS:
        return None
    clear = _is_carried(facts) or was_served(facts)
    return None if clear else _fault(facts, "vague", sure_of("vague_bare"), key="bare")


def _is_carried(facts: Facts) -> bool:
    """Whether some passage carries the answer: then it was clear enough to act on."""
    matter = [
        term for term in facts.asked.subject(facts.said.told) if term not in facts.asked.terms
    ]
    shares = [text.share(matter) for _, text in facts.found.passages]
    return max(shares, default=0.0) >= facts.rules.limits.supported and not facts.said.declined
