"""The signs that a rewritten query asks for something else than the user did."""

from functools import lru_cache

from knowledge.language import language_of
from knowledge.retrieval.follow_up import leans_back
from tools.claims.measure import ready
from tools.diagnosis.facts import Facts
from tools.diagnosis.rewording import InWords, Rewording, asks_otherwise, in_words
from tools.diagnosis.taken_up import taken_up

_KEEPS_ALL = 0.95
"""Share of the query from which a rewriting has all of it, whatever it adds."""

_LIKELY = 0.5
"""How likely it must be that a rewriting asks for something else for it to be blamed: fitted as if
half of all rewritings did."""

_ENOUGH, _OF_THE_TALK = 3, 0.15
"""Terms of a rewritten follow-up that tell something, and the share that earlier turns have."""

_LITTLE = 0.34
"""Share of what was searched for below which little of it was spoken of."""


def is_drift(signs: Rewording) -> bool:
    """Whether a rewriting with these signs asks for something else."""
    return not _keeps_all(signs.in_words) and asks_otherwise(signs) >= _LIKELY


def _keeps_all(words: InWords) -> bool:
    return words.kept >= _KEEPS_ALL


@lru_cache(maxsize=1)
def signs_of_drift(facts: Facts) -> Rewording | None:
    """How the rewritten query stands to what was asked; None where they cannot be compared."""
    rewritten = facts.asked.rewritten
    if not rewritten or not _comparable(facts, rewritten):
        return None
    asked = facts.asked.beyond_asking(facts.asked.terms)
    understood = facts.asked.beyond_asking(facts.asked.understood)
    if not asked or not understood:
        return None
    query, told = facts.asked.query, facts.said.told
    words = in_words(
        query, asked, facts.asked.by_user, ready(rewritten), understood, found=facts.found.texts
    )
    if _keeps_all(words):
        return Rewording(words)
    return Rewording(
        words,
        taken_up(query, asked, rewritten, understood, told) if told else None,
        _elsewhere(facts, asked) if facts.corpus else None,
    )


def _elsewhere(facts: Facts, asked: list[str]) -> float:
    """The largest share of what was asked that a passage has which was not retrieved."""
    retrieved = {passage.id for passage, _ in facts.found.passages}
    others = [ready(one.text) for one in facts.found.nearest if one.id not in retrieved]
    return max((text.share(asked) for text in others), default=0.0)


def _comparable(facts: Facts, rewritten: str) -> bool:
    """Whether both name a subject in the same language, and no earlier turn explains a change."""
    if facts.asked.earlier and (facts.asked.depends or leans_back(facts.asked.query)):
        return _is_news(facts)
    named = bool(facts.asked.terms and facts.asked.understood)
    return named and language_of(rewritten) == language_of(facts.asked.query)


def _is_news(facts: Facts) -> bool:
    """Whether next to nothing of what was searched for was ever spoken of in the conversation, or
    little, while the query's own words were dropped.
    """
    asked = facts.asked
    known = asked.talk.share(asked.understood)
    if len(asked.understood) >= _ENOUGH and known < _OF_THE_TALK:
        return True
    is_dropped = len(asked.terms) > 1 and ready(asked.rewritten or "").share(asked.terms) == 0
    return is_dropped and len(asked.understood) > 1 and known < _LITTLE
