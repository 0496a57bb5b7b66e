"""Retrieval for something that is to be written: is the material about the subject?"""

from knowledge.language import language_of
from knowledge.records import Passage
from tools.claims.measure import RECOGNISED, weight
from tools.diagnosis.facts import Facts
from tools.diagnosis.making import hands_over_a_text

_WIDE = 40
"""Passages that a search of the corpus for the subject brings up."""


def on_subject(facts: Facts) -> list[int]:
    """The positions of the passages that show that they are about the subject.

    What the product files by subject is on it or not; elsewhere material need not name its
    subject in every line, so one passage vouches for its neighbours.
    """
    if facts.asked.subjects and any(facts.found.material):
        return [at for at, filed in enumerate(facts.found.material) if filed & facts.asked.subjects]
    terms = [*facts.asked.topic, *facts.asked.understood, *facts.asked.aliases]
    wanted = {term for term in terms if weight(term) >= RECOGNISED} or set(facts.asked.topic)
    named = [
        at for at, (_, text) in enumerate(facts.found.passages) if any(map(text.carries, wanted))
    ]
    return named or _known_to_corpus(facts)


def astray(facts: Facts) -> bool:
    """Whether all that was handed on, as far as it is known, is filed under other subjects."""
    handed = [
        filed
        for filed, (passage, _) in zip(facts.found.material, facts.found.passages, strict=True)
        if filed and passage.handed_on
    ]
    return bool(facts.asked.subjects and handed) and not any(
        one & facts.asked.subjects for one in handed
    )


def filed_in_corpus(facts: Facts) -> Passage | None:
    """A passage that holds, filed under the query's subject, in the query's language."""
    entries = facts.corpus.entries if facts.corpus else ()
    return next(
        (
            entry.passage
            for entry in entries
            if entry.topic
            and entry.superseded_by is None
            and language_of(entry.text) == language_of(facts.asked.query)
            and facts.product.subjects(entry.topic) & facts.asked.subjects
        ),
        None,
    )


def below_threshold(facts: Facts) -> tuple[float, float] | None:
    """The best score and the product's threshold, when even the best does not reach it."""
    best, least = best_score(facts), threshold(facts)
    if best is None or least is None or best >= least:
        return None
    return best, least


def best_score(facts: Facts) -> float | None:
    """The retriever's best score; None when it logged none."""
    scores = [passage.score for passage, _ in facts.found.passages if passage.score is not None]
    return max(scores, default=None)


def threshold(facts: Facts) -> float | None:
    """The score from which the product takes a passage to be relevant; None when not known."""
    return facts.product.relevant_score.get(facts.trace.version or "")


def left_out(facts: Facts, found: list[int]) -> int | None:
    """The best passage on the subject, when several were found and none was handed on."""
    used = [at for at in found if facts.found.passages[at][0].handed_on]
    if hands_over_a_text(facts.asked.query):
        return None  # its words are the text's, not the subject's
    return found[0] if len(found) > 1 and not used else None


def _known_to_corpus(facts: Facts) -> list[int]:
    """Those that a plain search of the corpus for the subject would bring up as well."""
    if facts.corpus is None:
        return []
    hits = facts.corpus.search(
        " ".join([*facts.asked.topic, *facts.asked.understood, *facts.asked.aliases]), _WIDE
    )
    known = {passage.id for passage in hits}
    return [at for at, (passage, _) in enumerate(facts.found.passages) if passage.id in known]
