"""Questions with what answers them, from other sources than the development file's.

Chinese search queries from DuReader's demo, English conversations from MTRAG-UN's answerable ones,
sections of Dify's documentation in both languages; and the development file's own questions, to be
planted anew in other words. All from `CASEBOOK_BENCH_DATA`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.data import DATA, rows
from benchmarks.word_pairs import PairIndex, held, pairs
from knowledge.corpus import Corpus, Entry
from knowledge.language import Lang
from knowledge.records import Turn
from tools.claims.measure import content

_DUREADER = ("retrieval_dureader_queries.jsonl", "retrieval_dureader_corpus.jsonl")
_MTRAG = ("unanswerable_mtragun_dev.jsonl",)
_DIFY = ("retrieval_dify_corpus.jsonl",)
_DEVELOPED = ("rootcause_dev.jsonl", "rootcause_dev_docs.jsonl")
_SECTION = re.compile(r"^#{2,4} +(.+?) *$", re.MULTILINE)
_MARKUP = re.compile(
    r"```.*?```|<[^>]{1,300}>|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[\]]", re.DOTALL
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]|[^.!?\n]+(?:\.(?!\s|$)[^.!?\n]*)*[.!?](?=\s|$)")
_MOST_OF_A_KIND = 240
_MANY_PAGES = 4
_HELD = 0.25
"""Share of an answer's pairs of words that its passages must have; the rest may be in the answer's
own words. Of several answers to a question some were drawn from pages that are not there."""
_DOUBLE, _TELLS = 0.5, 6
"""Share of an answer, or of the passage that has it, from which another passage says the same, and
the pairs of words from which an answer tells enough for that."""


@dataclass(frozen=True)
class Source:
    """A question with what answers it."""

    id: str
    lang: Lang
    query: str
    history: tuple[Turn, ...]
    reference: str
    gold: tuple[str, ...]
    """The passages that answer it."""
    kin: str
    """What the ids of passages start with that may answer it too."""
    doubles: frozenset[str] = frozenset()
    """The other passages that have the answer, or most of a passage that has it."""
    is_answered: bool = True
    """Whether the passages have its answer; nothing is planted in a question without one."""


@dataclass(frozen=True)
class Field:
    """Questions of one source and the passages among which theirs are."""

    name: str
    sources: list[Source]
    entries: list[Entry]


def fields() -> list[Field]:
    """All whose data are there."""
    made: list[tuple[tuple[str, ...], Callable[[], Field]]] = [
        (_DUREADER, _dureader),
        (_MTRAG, _mtrag),
        (_DIFY, lambda: _dify("zh")),
        (_DIFY, lambda: _dify("en")),
        (_DEVELOPED, lambda: _developed("zh")),
        (_DEVELOPED, lambda: _developed("en")),
    ]
    return [
        _with_doubles(make())
        for files, make in made
        if all((DATA / file).exists() for file in files)
    ]


def _with_doubles(field: Field) -> Field:
    texts = {one.id: one.text for one in field.entries}
    index = PairIndex(texts)
    sources: list[Source] = []
    for one in field.sources:
        told = [one.reference, *(texts[key] for key in one.gold)]
        known = (index.holding(text, _DOUBLE) for text in told if len(pairs(text)) >= _TELLS)
        doubles = frozenset[str]().union(*known)
        gold = sorted(one.gold, key=lambda key: -held(one.reference, [texts[key]]))
        sources.append(replace(one, gold=tuple(gold), doubles=doubles))
    return Field(field.name, sources, field.entries)


def _dureader() -> Field:
    entries = [
        Entry(id=row["id"], title=row.get("title"), text=row["text"]) for row in rows(_DUREADER[1])
    ]
    texts = {entry.id: entry.text for entry in entries}
    sources: list[Source] = []
    for row in rows(_DUREADER[0]):
        told = [texts[one] for one in row["gold"]]
        answers = [one for one in row["answers"] if 2 <= len(one) <= 160]
        if not answers:
            continue
        best = max(answers, key=lambda one: held(one, told))
        sources.append(
            Source(
                id=row["id"],
                lang="zh",
                query=row["query"],
                history=(),
                reference=best,
                gold=tuple(row["gold"]),
                kin=f"{row['id']}-",
                is_answered=held(best, told) >= _HELD,
            )
        )
    return Field("DuReader, zh", sources, entries)


def _mtrag() -> Field:
    found = [row for row in rows(_MTRAG[0]) if row["contexts"]]
    ids = {text: f"mtrag-{at}" for at, text in enumerate(_all_contexts(found))}
    sources = [
        Source(
            id=row["id"],
            lang="en",
            query=row["query"],
            history=tuple(_turn(one) for one in row["history"]),
            reference=row["reference"],
            gold=tuple(ids[text] for text in row["contexts"]),
            kin="?",
        )
        for row in found
        if row["answerability"] == "ANSWERABLE" and "Non-Question" not in str(row["question_type"])
    ]
    return Field("MTRAG-UN, en", sources, [Entry(id=i, text=text) for text, i in ids.items()])


def _all_contexts(found: list[dict[str, Any]]) -> Iterator[str]:
    yield from dict.fromkeys(text for row in found for text in row["contexts"])


def _turn(row: dict[str, str]) -> Turn:
    return Turn(role="user" if row["role"] == "user" else "assistant", text=row["text"])


def _dify(lang: Lang) -> Field:
    """Each section a passage; one of its sentences answers the question about it."""
    sources: list[Source] = []
    entries: list[Entry] = []
    asked, seen = 0, Counter[str]()
    pages = [one for one in rows(_DIFY[0]) if one["lang"] == lang]
    for row in pages:
        seen.update(set(content(_MARKUP.sub(" ", row["text"]))))

    def boilerplate(sentence: str) -> bool:
        """Whether it says nothing of its own: all its terms stand on many pages."""
        return min((seen[term] for term in content(sentence)), default=99) > _MANY_PAGES

    for page, row in enumerate(pages):
        pieces = _SECTION.split(row["text"])
        for at, section in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
            heading, plain = (" ".join(_MARKUP.sub(" ", text).split()) for text in section)
            entry = Entry(id=f"dify-{page}-{at}", title=heading, text=f"{heading}\n{plain[:1500]}")
            entries.append(entry)
            told = [one.strip() for one in _SENTENCE.findall(plain[:1500])]
            told = [one for one in told if (14 if lang == "zh" else 40) < len(one) < 220]
            told = [one for one in told if not boilerplate(one)][:1]
            if told and at % 3 == 1 and len(sources) < _MOST_OF_A_KIND:
                asked += 1
                form = FORMS[lang][asked % len(FORMS[lang])]
                query = form.format(title=row["title"], heading=heading)
                sources.append(
                    Source(entry.id, lang, query, (), told[0], (entry.id,), f"dify-{page}-")
                )
    return Field(f"Dify docs, {lang}", sources, entries)


FORMS: dict[Lang, list[str]] = {
    "zh": [
        "{title}里的“{heading}”是怎么回事？",
        "{heading}（{title}）怎么用",
        "关于{title}，{heading}要注意什么？",
    ],
    "en": [
        'In {title}, how does "{heading}" work?',
        "{heading} in {title}",
        "What should I know about {heading} when using {title}?",
    ],
}  # fmt: skip
"""How a section of a documentation is asked for."""


def _developed(lang: Lang) -> Field:
    """The development file's questions whose passage is there."""
    entries = [
        Entry(id=row["id"], text=row["text"])
        for row in rows(_DEVELOPED[1])
        if row["id"].startswith("cmrc" if lang == "zh" else "xquad")
    ]
    pool = Corpus(entries)
    sources = []
    for row in rows(_DEVELOPED[0]):
        if row["lang"] != lang or row["cause"] == "query":
            continue
        found = pool.search(f"{row['query']}\n{row['reference']}", 3)
        gold = [one.id for one in found if row["reference"] in one.text][:1]
        if gold:
            sources.append(
                Source(row["id"], lang, row["query"], (), row["reference"], tuple(gold), gold[0])
            )
    return Field(f"dev file's, {lang}", sources, entries)
