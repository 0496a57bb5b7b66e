"""A passage that no longer holds was handed on: the corpus says so, or the passage itself."""

from knowledge.records import Passage
from tools.claims.digits import numbers
from tools.claims.figures import unsaid
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip, quote
from tools.diagnosis.lapsed import lapsed
from tools.diagnosis.outdated import notice
from tools.diagnosis.renewed import renewed_by

_NEAR = 0.6
"""Share of the fit of the passage that has the answer from which another one is on the question."""
_SURE_BY_CORPUS = 0.93
"""How sure it is where the corpus names a newer one."""
_SURE = {"replaced": 0.85, "stale": 0.8}
"""The same where another page on the same matter holds from a later day on, and where a passage
says so of itself."""


def stale(facts: Facts, holding: int) -> Finding | None:
    """The fault, if there is one; `holding` is the position of the passage that has the answer."""
    near = facts.found.fit[holding] * _NEAR
    for index, (passage, _) in enumerate(facts.found.passages):
        if not passage.handed_on:
            continue
        successor = facts.found.successor(passage)
        said, newer = None, None
        if not successor and (facts.found.fit[index] >= near or index == holding):
            newer = renewed_by(facts, passage)
            said = notice(passage.text, facts.rules, facts.asked.topic)
        # Asked last, for few passages are out of date, and to compare figures takes its time.
        if not (successor or newer or said) or _rests_elsewhere(facts, index, holding):
            continue
        if instead := successor or newer:
            details = {"passage": clip(passage.id), "successor": clip(instead)}
            return _outdated(facts, "replaced", passage, passage.text, details)
        if said:
            details = {"passage": clip(passage.id), "words": clip(said[0])}
            return _outdated(facts, "stale", passage, said[1], details)
    return None


def only_lapsed(facts: Facts) -> Finding | None:
    """The fault where the answer rests on what held till a day that is past, and nothing that was
    handed on says what holds; where something does, retrieval did its part.
    """
    out = lapsed(facts)
    if out is None or out.instead is not None:
        return None
    passage = facts.found.passages[out.passage][0]
    details = {"passage": clip(passage.id), "words": clip(out.piece.words)}
    return _outdated(facts, "stale", passage, out.piece.text, details)


def _rests_elsewhere(facts: Facts, index: int, holding: int) -> bool:
    """Whether the answer is from another passage: a long one from the one that is holding it, any
    one from a passage that has all its figures, where this one has not.
    """
    if facts.said.grounded is not None and facts.said.grounded.is_grounded and index != holding:
        return True
    own = facts.found.passages[index][1]
    figures = numbers(facts.said.told) - numbers(facts.asked.query)
    others = [text for at, (_, text) in enumerate(facts.found.passages) if at != index]
    return bool(figures & unsaid(facts.said.told, own)) and any(
        not figures & unsaid(facts.said.told, other) for other in others
    )


def _outdated(
    facts: Facts, key: str, passage: Passage, words: str, details: dict[str, str]
) -> Finding:
    evidence = facts.say(f"evidence.retrieval.{key}", **details)
    by_corpus = key == "replaced" and facts.found.successor(passage) is not None
    sure = _SURE_BY_CORPUS if by_corpus else _SURE[key]
    return Finding("fault", evidence, (quote(passage.id, words),), "stale", sure, details)
