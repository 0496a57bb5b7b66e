"""What documents say of a feature itself: what it does, its limits, its rules, its roles, risks.

A passage is the feature's own where its document or its heading is named for it. Elsewhere only a
sentence that begins with the feature is about it; one that names it in passing is not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.docs import DocStore
from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang, language_of
from knowledge.packaged import packaged
from knowledge.records import Chunk, Filters
from knowledge.tokens import terms
from tools.decisions.scenarios.subject import Subject
from tools.prd.gathering.facts import Stated
from tools.prd.gathering.reading import sentences_of, stated_in

_HOMES = 4
"""Documents named for the feature that are read in full."""
_HITS = 24
"""Passages of other documents that are looked at."""
_NAMED = 0.45
"""The share of a title that the feature's name makes up, from which the title is its name."""
_WHOLLY = 0.7
"""The same from which the document is about nothing else."""
_ALIKE = 0.6
"""The share of two sentences' words in common that makes them the same."""
_NEAREST = 3
_LITTLE = 2
"""Sentences on how it works below which anything that its own passages say is taken."""
_FROM_ONE = 2
"""Sentences of one kind that one passage gives."""
_LESSON = re.compile(
    r"lesson|tutorial|quick ?start|walk-?through|changelog|release notes|frequently asked|pricing"
    r"|interview|survey|glossary|competitor|personas?\b|教程|第\s*\d+\s*课|快速(?:开始|入门)|更新日志|发布说明"
    r"|常见问题|定价|访谈|问卷|术语|竞品|画像",
    re.IGNORECASE,
)
"""Titles of documents that speak to learners and buyers, or of the past and of others."""
_LABELLED = re.compile(r"^.{1,40}?(?:[:：]|\s[-–—]\s)")


@dataclass(frozen=True)
class _Passage:
    chunk: Chunk
    nearness: int
    """3: named for the feature alone; 2: named for it and more; 1: of something else."""


def own_facts(
    docs: DocStore, feature: str, subject: Subject, lang: Lang
) -> dict[str, tuple[Stated, ...]]:
    """Sentences in `lang` about the feature by kind; see own.yaml. None comes twice."""
    found: dict[str, list[Stated]] = {kind: [] for kind in _kinds()}
    seen: list[AbstractSet[str]] = []
    given: Counter[tuple[str, str]] = Counter()
    rest: list[tuple[_Passage, str]] = []
    for one in sorted(_passages(docs, feature, subject, lang), key=lambda one: -one.nearness):
        for words in sentences_of(one.chunk):
            if not _may_stand(words, one, subject, lang):
                continue
            kind = _kind_of(words, one, subject, lang)
            if kind is None and not _LABELLED.match(words):
                rest.append((one, words))
            if kind is None:
                continue
            said, place = frozenset(terms(words)), (kind, one.chunk.id)
            is_full = len(found[kind]) >= _kinds()[kind]["most"] or given[place] >= _FROM_ONE
            if not is_full and not any(_alike(said, other) for other in seen):
                given[place] += 1
                seen.append(said)
                found[kind].append(stated_in(one.chunk, words, lang))
    _add_rest(found, rest, seen, lang)
    return {kind: tuple(sentences) for kind, sentences in found.items()}


def _add_rest(
    found: dict[str, list[Stated]],
    rest: Sequence[tuple[_Passage, str]],
    seen: list[AbstractSet[str]],
    lang: Lang,
) -> None:
    """Where little is known, what the feature's own passages say besides."""
    kind = next(name for name, wanted in _kinds().items() if wanted.get("rest"))
    for one, words in rest:
        said = frozenset(terms(words))
        is_known = any(_alike(said, other) for other in seen)
        if one.nearness == _NEAREST and len(found[kind]) < _LITTLE and not is_known:
            seen.append(said)
            found[kind].append(stated_in(one.chunk, words, lang))


def spoken_abroad(docs: DocStore, subject: Subject, lang: Lang) -> tuple[Stated, ...]:
    """How documents in the other language that are named for the feature open, one of each."""
    other: Lang = "en" if lang == "zh" else "zh"
    opened = (docs.document_chunks(doc_id) for doc_id, _ in _homes(docs, subject, other))
    firsts = (
        next(((one, said) for one in chunks for said in sentences_of(one)), None)
        for chunks in opened
    )
    return tuple(stated_in(chunk, words, lang) for chunk, words in filter(None, firsts))


def is_about(subject: Subject, chunk: Chunk, words: str) -> bool:
    """Whether a sentence is about the subject: by its place, or because it begins with it."""
    if _LESSON.search(chunk.title) or _never(language_of(words, chunk.lang)).search(words):
        return False
    return subject.is_in(chunk.place) or _begins_with(subject, words)


def _may_stand(words: str, passage: _Passage, subject: Subject, lang: Lang) -> bool:
    """Whether a sentence can be a fact of a PRD, and is about the feature."""
    if language_of(words, lang) != lang or _never(lang).search(words):
        return False
    if lang == "en" and not _pattern(_loaded()["verb"]).search(words):
        return False
    if passage.nearness == _NEAREST:
        return True
    return _begins_with(subject, words) if passage.nearness == 1 else subject.is_in(words)


def _kind_of(words: str, passage: _Passage, subject: Subject, lang: Lang) -> str | None:
    # A setting and what it is for: an item of a list, and no fact by itself.
    is_item = _LABELLED.match(words) and not re.search(r"\d", words)
    names = subject.is_in(words)
    for kind, wanted in _kinds().items():
        defines = names and _begins_with(subject, words)
        if wanted.get("named") and not defines:
            continue
        says = _pattern(wanted["says"][lang]).search(words)
        place = "place" in wanted and _pattern(wanted["place"][lang]).search(passage.chunk.place)
        if place or (says and not is_item):
            return kind
    return None


def _passages(docs: DocStore, feature: str, subject: Subject, lang: Lang) -> list[_Passage]:
    homes = _homes(docs, subject, lang)
    found = {
        chunk.id: _Passage(chunk, _NEAREST if share >= _WHOLLY else 2)
        for doc_id, share in homes
        for chunk in docs.document_chunks(doc_id)
    }
    queries = dict.fromkeys([feature, subject.term])
    for query in queries:
        for hit in docs.search(query, _HITS, Filters(lang=lang, current_only=True)):
            chunk = hit.chunk
            if chunk.id in found or _LESSON.search(chunk.title):
                continue
            share = max((_share(subject, one) for one in chunk.section), default=0.0)
            found[chunk.id] = _Passage(chunk, _nearness(share))
    return list(found.values())


def _nearness(share: float) -> int:
    return _NEAREST if share >= _WHOLLY else 2 if share >= _NAMED else 1


def _homes(docs: DocStore, subject: Subject, lang: Lang) -> list[tuple[str, float]]:
    """The current documents that are named for the subject, the plainest name first."""
    shares = {
        one.doc_id: (_share(subject, one.title), one.title)
        for one in docs.documents()
        if one.lang == lang and not one.superseded and not _LESSON.search(one.title)
    }
    shares |= {
        one.doc_id: (_WHOLLY, one.title)
        for one in docs.documents()
        if one.lang == lang and not one.superseded and _opens_with(docs, one, subject)
    }
    titles: dict[str, tuple[str, float]] = {}
    for doc_id, (share, title) in sorted(shares.items(), key=lambda one: -one[1][0]):
        if share >= _NAMED:
            titles.setdefault(title.casefold(), (doc_id, share))
    return list(titles.values())[:_HOMES]


def _opens_with(docs: DocStore, one: DocumentSummary, subject: Subject) -> bool:
    """Whether a document whose title is a part of the subject's name opens by naming it in full."""
    title, term = one.title.casefold().strip(), subject.term.casefold()
    if title not in term or not _NAMED * len(term) <= len(title) < len(term):
        return False
    return any(
        _begins_with(subject, words)
        for chunk in docs.document_chunks(one.doc_id)[:2]
        for words in sentences_of(chunk)
    )


def _share(subject: Subject, title: str) -> float:
    """How much of a title the subject's name is; 0 where the title does not hold it."""
    if not subject.is_in(title):
        return 0.0
    said = terms(title)
    return min(1.0, max(len(subject.term) / len(title), len(subject.words) / max(len(said), 1)))


def _begins_with(subject: Subject, words: str) -> bool:
    """Whether the subject is named in the first half of a sentence."""
    half = words[: max(len(words) // 2, len(subject.term) + 12)]
    return subject.is_in(half.rpartition(" ")[0] or half) or subject.is_in(half)


def _alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    shared = len(one & other)
    return shared >= _ALIKE * min(len(one), len(other)) if one and other else False


@cache
def _loaded() -> dict[str, Any]:
    loaded: dict[str, Any] = packaged("tools.prd.gathering", "own.yaml")
    return loaded


def _kinds() -> dict[str, Any]:
    kinds: dict[str, Any] = _loaded()["kinds"]
    return kinds


def _never(lang: Lang) -> re.Pattern[str]:
    return _pattern(_loaded()["never"][lang])


@cache
def _pattern(text: str) -> re.Pattern[str]:
    # Folded lines of YAML leave a space before each bar.
    return re.compile(re.sub(r"\s+\|", "|", text), re.IGNORECASE)
