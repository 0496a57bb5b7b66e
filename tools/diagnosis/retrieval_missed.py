"""What retrieval missed: a passage of the corpus that would have answered, and was not found."""

from knowledge.records import Passage
from tools.claims.measure import Text, ready
from tools.diagnosis.facts import Facts
from tools.diagnosis.found import LOOK_IN_CORPUS
from tools.diagnosis.grounding import grounding, is_long
from tools.diagnosis.retrieval_written import filed_in_corpus
from tools.diagnosis.said_missing import speaks_of_it
from tools.diagnosis.support import carries, has_verbatim


def missed(facts: Facts) -> Passage | None:
    """The passage that would have answered; None where the corpus has none, or is not at hand."""
    if facts.corpus is None:
        return None
    if facts.asked.creative and facts.asked.subjects:
        return filed_in_corpus(facts)
    had = {passage.id for passage, _ in facts.found.passages}
    wanted = facts.said.reference if not facts.asked.creative else None
    found = list(facts.found.nearest)
    if wanted is not None:
        # A passage may answer without the words of the question.
        for words in (f"{facts.asked.query}\n{wanted}", wanted):
            found += facts.corpus.search(words, LOOK_IN_CORPUS)
    fresh = [one for one in {one.id: one for one in found}.values() if one.id not in had]
    if wanted is not None and is_long(wanted, facts.asked.terms):
        return _telling(wanted, fresh)
    there = next((one for one in fresh if _would_answer(facts, ready(one.text), wanted)), None)
    return there or (_by_rewriting(facts, had) if wanted is None else None)


def _by_rewriting(facts: Facts, had: set[str]) -> Passage | None:
    """The first passage that is on the query as it was rewritten, more than what was retrieved."""
    topic = facts.found.rewritten_topic
    if not topic or facts.corpus is None:
        return None
    had_of_it = max((text.share(topic) for text in facts.found.texts), default=0.0)
    limits = facts.rules.limits
    least = max(limits.corpus_coverage, had_of_it + limits.corpus_lead)
    hits = facts.corpus.search(facts.asked.rewritten or "", LOOK_IN_CORPUS)
    return next(
        (one for one in hits if one.id not in had and ready(one.text).share(topic) >= least), None
    )


def _telling(wanted: str, found: list[Passage]) -> Passage | None:
    """The first passage that by itself has a long reference."""
    return next(
        (
            one
            for one in found
            if has_verbatim(ready(one.text), wanted) or grounding(wanted, [one.text]).is_held
        ),
        None,
    )


def _would_answer(facts: Facts, text: Text, wanted: str | None) -> bool:
    """Whether a passage has the reference; without one, whether it is on the query, and more so."""
    limits, about = facts.rules.limits, text.share(facts.asked.topic)
    if wanted is None:
        if not speaks_of_it(facts, text):
            return False
        return about >= max(limits.corpus_coverage, facts.found.best_coverage + limits.corpus_lead)
    carried = carries(text, wanted, facts.rules, given=facts.asked.terms)
    return about >= limits.part_coverage and carried
