"""Second stage: the passages of the script library that the answer will be made of."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.demo.scriptmate.library import Entry, Kind, Library, Topic
from knowledge.demo.scriptmate.pacing import pack, speech_length
from knowledge.demo.scriptmate.understand import (
    Understanding,
    Version,
    seconds_of,
    topic_words,
)
from knowledge.language import Lang
from knowledge.records import Passage

RELEVANT_SCORE: dict[str, float] = {"v1": 0.35, "v2": 0.45}
"""Below this nothing is relevant, says the retrieval spec; the search for the nearest words does
not heed it yet (SM-418)."""
TOP_K = 5
"""Passages for up to 30 seconds; each further 30 seconds fetch as many again."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry and how well it fits."""

    entry: Entry
    score: float


def retrieve(
    understanding: Understanding, k: int = TOP_K, *, library: Library, version: Version
) -> list[Passage]:
    """The passages for the rewritten query, best first; `used` are those that fit the length.

    Without a topic that the library covers, the subject with the nearest words is taken.
    """
    if understanding.intent.name == "ask_help":
        pool = [entry for entry in library.help if entry.lang == understanding.lang]
        ranked = _rank(pool, understanding.query, understanding, version, library=library)
        return _passages(ranked[:2], ranked[:1])
    text = understanding.rewritten_query or understanding.query
    topic = find_topic(text, understanding.lang, library)
    pool = _spoken(library.about(topic, understanding.lang)) if topic else []
    ranked = _rank(pool, text, understanding, version, library=library, topic=topic)
    if not pool:
        everything = _spoken(library.entries, understanding.lang)
        ranked = _nearest(_rank(everything, text, understanding, version, library=library))
    if understanding.intent.name in {"write_title", "brainstorm_topics"}:
        chosen = (_of_kind(ranked, "opening")[:3] + _body(ranked))[:k]
        return _passages(chosen, chosen)
    seconds = seconds_of(understanding)
    rounds = max(-(-seconds // 30), 1)
    used = _fitting(ranked, seconds, understanding.lang) or _unfitting(ranked, k * rounds)
    spare = [item for item in ranked if item not in used]
    return _passages(used + spare[: max(k * rounds - len(used), 0)], used)


def find_topic(text: str, lang: Lang, library: Library) -> Topic | None:
    """The first topic that `text` names in `lang`."""
    found = topic_words(library, lang).first(text)
    return library.topic_by_id[found] if found else None


def _spoken(entries: Sequence[Entry], lang: Lang | None = None) -> list[Entry]:
    return [
        entry
        for entry in entries
        if entry.superseded_by is None and entry.kind != "rule" and lang in {None, entry.lang}
    ]


def _rank(
    pool: Sequence[Entry],
    text: str,
    wanted: Understanding,
    version: Version,
    *,
    library: Library,
    topic: Topic | None = None,
) -> list[Scored]:
    """By words and style; v2 reranks by audience too. What is not said is the topic's usual."""
    wished, known = _pieces(text), _vocabulary(library)
    style = wanted.slots.get("style") or (topic.styles[0] if topic else None)
    audience = wanted.slots.get("audience") or (topic.audiences[0] if topic else None)
    scored = []
    for entry in pool:
        score = 0.3 * len(wished & known[entry.id]) / max(len(wished), 1)
        if topic is None:
            score += 0.1
        else:
            score += 0.5 + 0.14 * (entry.style == style)
            score += 0.08 * (entry.audience == audience) if version == "v2" else 0.0
        score += _jitter(wanted.query + text, entry.id)
        scored.append(Scored(entry, round(score, 3)))
    return sorted(scored, key=lambda item: (-item.score, item.entry.id))


def _nearest(ranked: Sequence[Scored]) -> list[Scored]:
    """What is about the same topic as the best match."""
    return [item for item in ranked if item.entry.topic == ranked[0].entry.topic]


def _fitting(ranked: Sequence[Scored], seconds: int, lang: Lang) -> list[Scored]:
    """An opening, an ending, and between them the best that fits the length; or nothing."""
    body = _body(ranked)
    lengths = [speech_length(item.entry.text, lang) for item in body]
    for opening in _of_kind(ranked, "opening"):
        for ending in _of_kind(ranked, "ending"):
            frame = [opening, ending]
            fixed = sum(speech_length(item.entry.text, lang) for item in frame)
            chosen = pack(fixed, lengths, seconds, lang)
            if chosen is not None:
                return frame + [body[index] for index in chosen]
    return []


def _unfitting(ranked: Sequence[Scored], count: int) -> list[Scored]:
    frame = _of_kind(ranked, "opening")[:1] + _of_kind(ranked, "ending")[:1]
    return frame + _body(ranked)[: count - len(frame)]


def _of_kind(ranked: Sequence[Scored], kind: Kind) -> list[Scored]:
    return [item for item in ranked if item.entry.kind == kind]


def _body(ranked: Sequence[Scored]) -> list[Scored]:
    return [item for item in ranked if item.entry.kind in {"beat", "fact"}]


def _passages(chosen: Sequence[Scored], used: Sequence[Scored]) -> list[Passage]:
    best_first = sorted(chosen, key=lambda item: (-item.score, item.entry.id))
    return [
        Passage(id=item.entry.id, text=item.entry.text, score=item.score, used=item in used)
        for item in best_first
    ]


def _jitter(text: str, entry_id: str) -> float:
    """A small fixed preference, as embeddings have, so that like queries differ a little."""
    digest = hashlib.blake2b(f"{text}|{entry_id}".encode(), digest_size=2).digest()
    return int.from_bytes(digest, "big") / 65536 * 0.1


@cache
def _vocabulary(library: Library) -> dict[str, frozenset[str]]:
    return {
        entry.id: _pieces(f"{entry.title} {entry.text}")
        for entry in (*library.entries, *library.help)
    }


def _pieces(text: str) -> frozenset[str]:
    """Words of English, pairs of characters of Chinese."""
    lowered = text.lower()
    if not lowered.isascii():
        letters = [letter for letter in lowered if letter.isalnum()]
        return frozenset(a + b for a, b in pairwise(letters))
    return frozenset(word.strip(".,!?'\"") for word in lowered.split())
