"""What raises or lowers a passage beyond the words that it shares with a question."""

from collections.abc import Callable

from knowledge.glossary import is_glossary
from knowledge.language import language_of
from knowledge.question import Question
from knowledge.records import Chunk
from knowledge.snapshot import Snapshot
from knowledge.tokens import terms

_FOREIGN_WEIGHT = 0.7
"""Of a passage in the other language: of two that say the same, readers want theirs first."""

_SUPERSEDED_WEIGHT = 0.45
"""Of a passage that a newer document has replaced, unless its version is asked for."""

_GLOSSARY_WEIGHT = 0.6
"""Of a glossary, which has all words and tells of none; turned round, for a word's meaning."""


def weigher(query: str, question: Question) -> Callable[[Chunk], float]:
    """What a passage's score is multiplied by, for what the passage is."""
    lang = language_of(query)
    asked = frozenset(terms(query))

    def weigh(chunk: Chunk) -> float:
        weight = 1.0 if chunk.lang == lang else _FOREIGN_WEIGHT
        if chunk.superseded and (chunk.version or "").casefold() not in asked:
            weight *= _SUPERSEDED_WEIGHT
        if is_glossary(chunk):
            weight *= 1 / _GLOSSARY_WEIGHT if question.wants_meaning else _GLOSSARY_WEIGHT
        return weight

    return weigh


def lead_with_openings(scores: dict[str, float], snapshot: Snapshot, asked: frozenset[str]) -> None:
    """Let a section's opening stand in for what was found by the section's heading alone."""
    for id_, opening in snapshot.openings.items():
        score = scores.get(id_, 0.0)
        if score > scores.get(opening, score) and asked.isdisjoint(
            terms(snapshot.chunks[id_].text)
        ):
            scores[id_], scores[opening] = scores[opening], score
