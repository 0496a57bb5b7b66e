"""Sentences of the documents that a PRD can quote, by topic."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache
from itertools import islice
from typing import Any

from knowledge.docs import DocStore
from knowledge.language import Lang, language_of
from knowledge.packaged import packaged
from knowledge.records import Chunk, Filters, Hit
from knowledge.records.prd import Source
from knowledge.texts import say
from tools.decisions.scenarios.subject import Subject
from tools.excerpt import Span, spans_of
from tools.prd.gathering.facts import Stated

_HITS = 12
_MOST = 5
"""Sentences of a topic that names no number of its own."""
_ROWS = 3
_FROM_ONE = 2
"""Sentences of one passage, so that a topic rests on several."""
_LENGTHS: dict[Lang, tuple[int, int]] = {"zh": (10, 120), "en": (36, 260)}
"""Letters of a sentence that can stand by itself."""
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BROKEN = re.compile(
    r"https?://|^\W*$|[|{}<>\\]|[:：]$|[?？]$|^[（(]?(?:[但而且所以因此这那它其此]|下面|上面|如下|见|例如|比如)"
    r"|^本[页文]|^(?:This|That|These|Those|It|They|But|And|So|However|He|She|For example|See)\b"
)
"""What cannot be understood without its surroundings, or is no sentence."""
_CLAUSE_ENDS = ("；", ";")
_PAIRS = ("“”", "（）", "()", "《》", "「」")


def stated_by_topic(
    docs: DocStore, feature: str, subject: Subject, lang: Lang, *, in_use: bool
) -> dict[str, tuple[Stated, ...]]:
    """For each topic what current documents say, those in `lang` first; a sentence comes once.

    What holds for the product as it is concerns a feature that is in use; a new one only where
    the sentence speaks of it.
    """
    taken: set[str] = set()
    found = {}
    for name, topic in _topics().items():
        if topic.get("existing") and not in_use:
            topic = {**topic, "about": True}  # noqa: PLW2901
        sentences = _of_topic(docs, topic, (feature, subject), lang, taken)
        taken |= {one.words for one in sentences}
        found[name] = tuple(sentences)
    return found


def passage_source(chunk: Chunk, words: str) -> Source:
    """A passage as the source of a sentence."""
    at = datetime.combine(chunk.date, time(), UTC) if chunk.date else None
    return Source(kind="passage", id=chunk.id, quote=words, at=at)


def sentences_of(chunk: Chunk, *, rows: bool = False) -> Iterator[str]:
    """The sentences of a passage that can stand by themselves, without marks of emphasis.

    What refers to its surroundings is left out, and rows of tables are unless they are asked for:
    of those the first two cells.
    """
    for span in spans_of(chunk.text):
        if span.lead is not None or (
            span.table is not None and not (rows and span.header is not None)
        ):
            continue
        words = _plain(span, chunk.lang)
        least, most = _LENGTHS[language_of(words, chunk.lang)]
        whole = all(words.count(pair[0]) == words.count(pair[1]) for pair in _PAIRS)
        if least <= len(words) <= most and whole and not _BROKEN.search(words):
            yield words


def statements(chunk: Chunk) -> list[str]:
    """All that a passage says, sentence by sentence and row by row, in the form of quotes."""
    return [_plain(span, chunk.lang) for span in spans_of(chunk.text)]


def _plain(span: Span, lang: Lang) -> str:
    """A sentence without its marks of emphasis; of a row the first two cells."""
    text = span.text
    if span.cells:
        text = say("prd.cells", lang, name=span.cells[0], value=" ".join(span.cells[1:2]))
    return _MARKS.sub(r"\2", _LINK.sub(r"\1", text)).strip().strip(">").strip()


def about(docs: DocStore, words: str, lang: Lang, most: int = 1) -> list[Stated]:
    """Sentences that hold these words, by any name that documents have for them."""
    asked = docs.asked_terms(words)
    if not asked:
        return []
    found = (
        _stated(hit.chunk, sentence)
        for hit in _hits(docs, words, lang)
        for sentence in sentences_of(hit.chunk)
        if words.casefold() in sentence.casefold()
    )
    return list(islice(found, most))


def _of_topic(
    docs: DocStore,
    topic: Mapping[str, Any],
    named: tuple[str, Subject],
    lang: Lang,
    taken: set[str],
) -> list[Stated]:
    feature, subject = named
    query = topic["query"][lang].format(feature=feature)
    most = topic.get("from_one", _FROM_ONE)
    found: list[Stated] = []
    for hit in _hits(docs, query, lang):
        chosen = [
            words
            for words in sentences_of(hit.chunk)
            if words not in taken and _fits(topic, hit.chunk, words, subject)
        ]
        rows = _rows(topic, hit.chunk, subject) if topic.get("rows") else []
        found += rows or [_stated(hit.chunk, words) for words in chosen[:most]]
    own = [one for one in found if one.lang == lang]
    abroad = found[:1] if topic.get("abroad") else []
    distinct = {one.words: one for one in own or abroad}
    return list(distinct.values())[: topic.get("most", _MOST)]


def _hits(docs: DocStore, query: str, lang: Lang) -> list[Hit]:
    """What is found in documents of the language, then in all of them."""
    queries = query.split(" / ")
    own = [docs.search(one, _HITS, Filters(lang=lang, current_only=True)) for one in queries]
    more = [docs.search(one, _HITS, Filters(current_only=True)) for one in queries]
    return list({hit.chunk.id: hit for hits in (*own, *more) for hit in hits}.values())


def _fits(topic: Mapping[str, Any], chunk: Chunk, words: str, subject: Subject) -> bool:
    if topic.get("first") and not chunk.id.endswith("#0"):
        return False
    if not topic.get("clauses") and words.endswith(_CLAUSE_ENDS):
        return False
    if topic.get("about") and not subject.is_in(f"{chunk.place} {words}"):
        return False
    if (wrong := topic.get("not_place")) and re.search(wrong, chunk.place, re.IGNORECASE):
        return False
    checks = []
    if place := topic.get("place"):
        checks.append(re.search(place, chunk.place, re.IGNORECASE) is not None)
    if says := topic.get("says"):
        checks.append(re.search(says, words, re.IGNORECASE) is not None)
    if not checks:
        return subject.is_in(words)
    return all(checks) if topic.get("both") else any(checks)


def _rows(topic: Mapping[str, Any], chunk: Chunk, subject: Subject) -> list[Stated]:
    """The first rows of a passage's tables; their names say what its heading would."""
    plain = set(sentences_of(chunk))
    rows = [one for one in sentences_of(chunk, rows=True) if one not in plain]
    fitting = [one for one in rows if _fits(topic, chunk, one, subject)][:_ROWS]
    return [replace(_stated(chunk, one), heading="") for one in fitting]


def _stated(chunk: Chunk, words: str) -> Stated:
    heading = chunk.section[-1] if chunk.section else ""
    return Stated(words, chunk.title, heading, chunk.lang, passage_source(chunk, words))


@cache
def _topics() -> dict[str, Any]:
    loaded: dict[str, Any] = packaged("tools.prd.gathering", "topics.yaml")
    return loaded
