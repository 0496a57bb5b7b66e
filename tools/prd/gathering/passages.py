"""Sentences of the documents that a PRD can quote, by topic."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from knowledge.docs import DocStore
from knowledge.language import Lang, language_of
from knowledge.packaged import packaged
from knowledge.records import Chunk, Filters, Hit
from tools.decisions.scenarios.subject import Subject
from tools.prd.gathering.facts import Stated
from tools.prd.gathering.own import is_about
from tools.prd.gathering.reading import items_of, rows_of, sentences_of, stated_in

_HITS = 12
_MOST = 5
"""Sentences of a topic that names no number of its own."""
_ROWS = 4
_FROM_ONE = 2
"""Sentences of one passage, so that a topic rests on several."""
_CLAUSE_ENDS = ("；", ";")
_STOPS = "；;。.，,"


@dataclass(frozen=True)
class _Asked:
    """What is looked for, and for which document."""

    topic: Mapping[str, Any]
    feature: str
    subject: Subject
    lang: Lang
    is_loose: bool
    """Whether a sentence about the feature may also name it in passing: of one that is in use."""


def stated_by_topic(
    docs: DocStore,
    feature: str,
    subject: Subject,
    lang: Lang,
    *,
    in_use: bool,
    taken: Iterable[str] = (),
) -> dict[str, tuple[Stated, ...]]:
    """For each topic what current documents say in `lang`; a sentence comes once.

    What holds for the product as it is concerns a feature that is in use; a new one only where
    the sentence speaks of it. What only the other language says of a topic that asks for it is
    under `<topic>_abroad`. `taken` are words that are quoted already.
    """
    known = set(taken)
    found: dict[str, tuple[Stated, ...]] = {}
    for name, topic in _topics().items():
        about = topic.get("about") or (topic.get("existing") and not in_use)
        asked = _Asked({**topic, "about": about}, feature, subject, lang, in_use)
        found_here = _of_topic(docs, asked)
        sentences = [one for one in found_here if not _is_known(one.words, known)]
        own = [one for one in sentences if one.lang == lang][: topic.get("most", _MOST)]
        known |= {one.words for one in own}
        found[name] = tuple(own)
        if topic.get("abroad") and not own:
            found[f"{name}_abroad"] = tuple(sentences[:1])
    return found


def _is_known(words: str, known: Iterable[str]) -> bool:
    """Whether words are quoted already, by themselves, in more words, or in part."""
    bare = words.rstrip(_STOPS)
    return any(bare in one or one.rstrip(_STOPS) in bare for one in known)


def about(docs: DocStore, words: str, lang: Lang, most: int = 1) -> list[Stated]:
    """Sentences that hold these words, by any name that documents have for them."""
    asked = docs.asked_terms(words)
    if not asked:
        return []
    found = (
        stated_in(hit.chunk, sentence, lang)
        for hit in _hits(docs, words, lang)
        for sentence in sentences_of(hit.chunk)
        if words.casefold() in sentence.casefold()
    )
    return list(islice(found, most))


def _of_topic(docs: DocStore, asked: _Asked) -> list[Stated]:
    query = asked.topic["query"][asked.lang].format(feature=asked.feature)
    found: list[tuple[str, Stated]] = []
    for hit in _hits(docs, query, asked.lang):
        chosen = _rows(asked, hit.chunk) or _sentences(asked, hit.chunk)
        found += [(hit.chunk.doc_id, one) for one in chosen]
    if asked.topic.get("one_document") and found:
        # Who a product is for is said in one place; elsewhere stand its parts and exceptions.
        first = next((doc for doc, one in found if one.lang == asked.lang), found[0][0])
        found = [(doc, one) for doc, one in found if doc == first]
        found.sort(key=lambda pair: _ordinal(pair[1]))
    return list({one.words: one for _, one in found}.values())


def _sentences(asked: _Asked, chunk: Chunk) -> list[Stated]:
    read = items_of if asked.topic.get("items") else sentences_of
    fitting = [words for words in read(chunk) if _fits(asked, chunk, words)]
    return [
        stated_in(chunk, words, asked.lang)
        for words in fitting[: asked.topic.get("from_one", _FROM_ONE)]
    ]


def _rows(asked: _Asked, chunk: Chunk) -> list[Stated]:
    """The first rows of a passage's tables; their names say what its heading would."""
    form = asked.topic.get("rows")
    if not form:
        return []
    said = (getattr(row, form) for row in rows_of(chunk))
    fitting = [words for words in said if words and _fits(asked, chunk, words)][:_ROWS]
    return [stated_in(chunk, words, asked.lang, heading="") for words in fitting]


def _ordinal(one: Stated) -> int:
    number = one.source.id.rpartition("#")[2]
    return int(number) if number.isdigit() else 0


def _hits(docs: DocStore, query: str, lang: Lang) -> list[Hit]:
    """What is found in documents of the language, then in all of them."""
    queries = query.split(" / ")
    own = [docs.search(one, _HITS, Filters(lang=lang, current_only=True)) for one in queries]
    more = [docs.search(one, _HITS, Filters(current_only=True)) for one in queries]
    return list({hit.chunk.id: hit for hits in (*own, *more) for hit in hits}.values())


def _fits(asked: _Asked, chunk: Chunk, words: str) -> bool:
    topic = asked.topic
    wrong = topic.get("not_place")
    title = topic.get("title")
    if (
        language_of(words, chunk.lang) != chunk.lang
        or (topic.get("first") and not chunk.id.endswith("#0"))
        or (topic.get("headed") and not chunk.section)
        or (not topic.get("clauses") and words.endswith(_CLAUSE_ENDS))
        or (wrong and _says(wrong, chunk.place))
        or (title and not _says(title, chunk.title))
        or (topic.get("about") and not _is_about(asked, chunk, words))
    ):
        return False
    checks = [
        _says(topic[name], text)
        for name, text in (("place", chunk.place), ("says", words))
        if name in topic
    ]
    return all(checks) if topic.get("both") else any(checks)


def _says(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _is_about(asked: _Asked, chunk: Chunk, words: str) -> bool:
    if asked.is_loose:
        return asked.subject.is_in(f"{chunk.place} {words}")
    return is_about(asked.subject, chunk, words)


@cache
def _topics() -> dict[str, Any]:
    loaded: dict[str, Any] = packaged("tools.prd.gathering", "topics.yaml")
    return loaded
