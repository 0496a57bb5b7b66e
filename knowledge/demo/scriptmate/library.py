"""The script library that ScriptMate retrieves from, and the topics that it knows by name."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from knowledge.corpus import Entry as CorpusEntry
from knowledge.demo.data import read_yaml
from knowledge.language import LANGS, Lang
from knowledge.records import Product

Kind = Literal["opening", "beat", "ending", "fact", "rule"]

DEMO = Path(__file__).parents[1]
_HELP_UPDATED = dt.date(2026, 7, 6)  # with the release of v1
_COMPETITORS = ("快稿", "QuickDraft", "百变脚本", "PolyScript")
_FORBIDDEN = ("闭眼入", "秒杀", "不买后悔", "输在起跑线", "再不买就晚了")
"""Of the product's rules on brand safety, P1: exaggeration and fear that general rules let pass."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage of the library."""

    id: str
    """Unique within the library."""
    title: str
    """What it is about, for the library's editors."""
    text: str
    """What may be said in a script, word for word."""
    kind: Kind
    """Which part of a script it serves; a `rule` guides and is not spoken."""
    style: str
    """The script style that it was written for."""
    audience: str
    """Whom it was written for."""
    topic: str
    """The topic's name in the entry's language."""
    lang: Lang
    """The language of the text."""
    updated: dt.date
    """When an editor last touched it."""
    superseded_by: str | None = None
    """The entry that replaced this one; None while it is current."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that the library covers."""

    id: str
    """Language-independent name."""
    names: Mapping[Lang, str]
    """The name in each language."""
    aliases: Mapping[Lang, tuple[str, ...]]
    """What people call it, the name first."""
    styles: tuple[str, ...]
    """The script styles covered, the most usual first."""
    audiences: tuple[str, ...]
    """The audiences covered, the most usual first."""


@dataclass(frozen=True, eq=False)
class Library:
    """All entries and topics, with the look-ups that the product needs."""

    entries: tuple[Entry, ...]
    """The script passages, current and superseded."""
    topics: tuple[Topic, ...]
    """What the entries are about."""
    help: tuple[Entry, ...] = ()
    """Answers to questions about the product itself."""

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by their ids."""
        return {entry.id: entry for entry in (*self.entries, *self.help)}

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topics by their ids."""
        return {topic.id: topic for topic in self.topics}

    def about(self, topic: Topic, lang: Lang) -> tuple[Entry, ...]:
        """The entries on `topic` in `lang`, current and superseded."""
        return self._by_topic.get((topic.names[lang], lang), ())

    def covers(self, topic: Topic, lang: Lang) -> bool:
        """Whether a whole script on `topic` can be composed in `lang`."""
        kinds = {entry.kind for entry in self.about(topic, lang) if entry.superseded_by is None}
        return kinds >= {"opening", "ending"} and bool(kinds & {"beat", "fact"})

    @cached_property
    def _by_topic(self) -> dict[tuple[str, Lang], tuple[Entry, ...]]:
        found: dict[tuple[str, Lang], list[Entry]] = {}
        for entry in self.entries:
            found.setdefault((entry.topic, entry.lang), []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}


@cache
def demo_library() -> Library:
    """The library that ships with the demo."""
    lines = (DEMO / "library.jsonl").read_text(encoding="utf-8").splitlines()
    return Library(
        entries=tuple(_entry(json.loads(line)) for line in lines if line.strip()),
        topics=tuple(_topic(row) for row in read_yaml(DEMO / "topics.yaml")),
        help=tuple(
            _help_entry(row, lang)
            for row in read_yaml(Path(__file__).with_name("help.yaml"))
            for lang in LANGS
        ),
    )


def corpus_of(library: Library) -> list[CorpusEntry]:
    """All that the product can retrieve, superseded entries included."""
    return [
        CorpusEntry(
            id=entry.id,
            title=entry.title,
            text=entry.text,
            topic=None if entry in library.help else entry.topic,
            superseded_by=entry.superseded_by,
            updated=entry.updated,
        )
        for entry in (*library.entries, *library.help)
    ]


def product_of(library: Library, relevant_score: Mapping[str, float]) -> Product:
    """What the team says of the product: its topics' names, its threshold, what it never says."""
    names = tuple(tuple(n for lang in LANGS for n in t.aliases[lang]) for t in library.topics)
    return Product(
        names=names,
        relevant_score=dict(relevant_score),
        competitors=_COMPETITORS,
        forbidden=_FORBIDDEN,
    )


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "updated": dt.date.fromisoformat(row["updated"])})


def _help_entry(row: dict[str, Any], lang: Lang) -> Entry:
    return Entry(
        id=f"help-{row['id']}-{lang}",
        title=row[lang]["title"],
        text=row[lang]["text"],
        kind="rule",
        style="help",
        audience="general",
        topic="ScriptMate",
        lang=lang,
        updated=_HELP_UPDATED,
    )


def _topic(row: dict[str, Any]) -> Topic:
    return Topic(
        id=row["id"],
        names={"zh": row["zh"], "en": row["en"]},
        aliases={
            "zh": (row["zh"], *row["aliases_zh"]),
            "en": (row["en"], *row["aliases_en"]),
        },
        styles=tuple(row["styles"]),
        audiences=tuple(row["audiences"]),
    )
