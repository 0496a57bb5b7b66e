"""First stage: what does the user want, and what should be searched for?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from knowledge.demo.scriptmate.lexicon import Lexicon, Match, Words, blank, lexicon
from knowledge.demo.scriptmate.library import Library
from knowledge.language import Lang, language_of
from knowledge.records import Intent, Turn

Version = Literal["v1", "v2"]

DEFAULT_SECONDS = 30
_FORMS: dict[Lang, dict[str, str]] = {
    "zh": {"write_script": "脚本", "write_title": "标题", "brainstorm_topics": "选题"},
    "en": {
        "write_script": "script on",
        "write_title": "titles on",
        "brainstorm_topics": "ideas on",
    },
}

_NUMERALS = {"十五": 15, "三十": 30, "六十": 60, "九十": 90}
_SECONDS = [
    (re.compile(r"(\d+)\s*[-–]?\s*(?:秒|seconds?|secs?|s(?![a-z]))", re.IGNORECASE), None),
    (re.compile(r"[一1]\s*分半|分半钟|a minute and a half|1\.5[- ]min", re.IGNORECASE), 90),
    (re.compile(r"半分钟|half a minute|half-minute", re.IGNORECASE), 30),
    (re.compile(r"[一1]\s*分钟|(?:one|a|1)[- ]?min(?:ute)?\b", re.IGNORECASE), 60),
    *((re.compile(f"{word}秒"), value) for word, value in _NUMERALS.items()),
]
_FOR_WHOM = re.compile(
    r"(?:(?<!发)给|面向|受众是|主要是|观众是|for|aimed at|audience is|watched by)\s*(?:the\s)?$",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[\s\W_]+")


@dataclass(frozen=True)
class Understanding:
    """What the first stage hands on."""

    query: str
    """The user's words."""
    lang: Lang
    """The language to answer in."""
    intent: Intent
    """The intent and its slots: topic, style, audience, seconds, platform, tone."""
    rewritten_query: str | None = None
    """What retrieval searches for; None when there is nothing to search."""

    @property
    def slots(self) -> dict[str, Any]:
        """The intent's slots."""
        return self.intent.slots


def understand(
    query: str, history: Sequence[Turn] = (), *, library: Library, version: Version
) -> Understanding:
    """Read intent and slots out of `query`; what it leaves open comes from `history`."""
    lang = language_of(query, default="zh")
    slots = _slots(query, lang, library)
    name = _intent(query, lang, known_topic="topic" in slots, follows=bool(history))
    if name == "ask_help":
        return Understanding(query, lang, Intent(name=name, slots={}), query)
    if "topic" not in slots:
        earlier = [turn.text for turn in history if turn.role == "user"]
        inherited: dict[str, Any] = {}
        for text in earlier:
            inherited |= _slots(text, language_of(text, default="zh"), library)
        slots = inherited | slots
    if "topic" not in slots and name != "rewrite_script":
        slots |= _unknown_topic(query, lang)
    intent = Intent(name=name, slots=slots)
    return Understanding(query, lang, intent, rewrite(intent, lang, library, version))


def rewrite(intent: Intent, lang: Lang, library: Library, version: Version) -> str | None:
    """The search query that the slots make; v2 adds the audience and the topic's proper name."""
    slots = intent.slots
    if "topic" not in slots:
        return None
    words = lexicon(lang)
    topic, style = str(slots["topic"]), words.names["style"].get(slots.get("style", ""), "")
    form = _FORMS[lang].get(intent.name or "", _FORMS[lang]["write_script"])
    if version == "v2":
        known = topic_words(library, lang).first(topic)
        topic = library.topic_by_id[known].names[lang] if known else topic
    style = "" if style in topic else style
    audience = slots.get("audience", "") if version == "v2" else ""
    named = words.slots["audience"].first(topic) == audience
    whom = "" if named else words.names["audience"].get(audience, "")
    if lang == "zh":
        return f"{f'面向{whom}的' if whom else ''}{topic}{style}{form}"
    return " ".join(f"{style} {form} {topic} {f'for {whom}' if whom else ''}".split())


def seconds_of(understanding: Understanding) -> int:
    """How long the script shall be."""
    wished = understanding.slots.get("seconds")
    return wished if isinstance(wished, int) else DEFAULT_SECONDS


@cache
def topic_words(library: Library, lang: Lang) -> Words:
    """All names of the library's topics in `lang`."""
    return Words({word: topic.id for topic in library.topics for word in topic.aliases[lang]})


def _intent(query: str, lang: Lang, *, known_topic: bool, follows: bool) -> str:
    found = {match.value for match in lexicon(lang).intents.find(query)}
    for name in ("ask_help", "write_title", "brainstorm_topics"):
        if name in found:
            return name
    # "make it funny" within a first request is a wish, not a revision
    if "rewrite_script" in found and (follows or not known_topic):
        return "rewrite_script"
    return "write_script"


def _slots(text: str, lang: Lang, library: Library) -> dict[str, Any]:
    words = lexicon(lang)
    slots: dict[str, Any] = {}
    seconds = _seconds(text)
    addressed = _addressed(text, words)
    rest = blank(text, [addressed]) if addressed else text
    topics = topic_words(library, lang).find(rest)
    if not topics:  # "toys for adults": what names the audience is part of the topic
        rest, topics = text, topic_words(library, lang).find(text)
    if topics:
        slots["topic"] = rest[topics[0].start : topics[0].end]
        rest = blank(rest, topics[:1])
    named = slots.get("topic", "")
    style = words.slots["style"].first(rest) or words.slots["style"].first(named)
    audience = (
        addressed.value
        if addressed
        else words.slots["audience"].first(rest) or words.slots["audience"].first(named)
    )
    optional = {
        "style": style,
        "audience": audience,
        "seconds": seconds,
        "platform": words.slots["platform"].first(rest),
        "tone": words.slots["tone"].first(rest),
    }
    return slots | {slot: value for slot, value in optional.items() if value is not None}


def _seconds(text: str) -> int | None:
    for pattern, value in _SECONDS:
        found = pattern.search(text)
        if found:
            return value if value is not None else int(found.group(1))
    return None


def _addressed(text: str, words: Lexicon) -> Match | None:
    """An audience that is named as such: "给老人看的", "for parents"."""
    for match in words.slots["audience"].find(text):
        if _FOR_WHOM.search(text[: match.start]):
            return match
    return None


def _unknown_topic(query: str, lang: Lang) -> dict[str, Any]:
    """What is left when all known words are taken away: a subject that the library lacks."""
    words = lexicon(lang)
    for pattern, _ in _SECONDS:
        query = pattern.sub(lambda found: " " * len(found.group()), query)
    for known in (words.filler, words.intents, *words.slots.values()):
        query = blank(query, known.find(query))
    pieces = [piece for piece in _STOPS.split(query) if piece]
    if lang == "en":
        subject = " ".join(pieces)
        return {"topic": subject} if len(subject) > 2 else {}
    longest = max(pieces, key=len, default="")
    return {"topic": longest} if len(longest) > 1 else {}
