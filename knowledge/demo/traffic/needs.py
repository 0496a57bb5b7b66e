"""What a user wants, before it is put into words."""

import random
from dataclasses import dataclass

from knowledge.demo.scriptmate.library import Library, Topic
from knowledge.language import Lang

SECONDS: dict[Lang, dict[int, int]] = {
    "zh": {15: 18, 30: 44, 60: 27, 90: 11},
    "en": {15: 22, 30: 48, 60: 30},  # the English library is too small for 90 seconds
}
TONES = {
    "comedy": ("casual", "sharp"),
    "knowledge": ("casual", "professional"),
    "mother_baby": ("casual", "professional", "warm"),
    "product_review": ("casual", "professional", "sharp"),
}
"""The moods that suit each style."""
INTENTS = {"write_script": 74, "write_title": 13, "brainstorm_topics": 11, "ask_help": 2}
_OFF_MAIN_AUDIENCE = {
    "成人纸尿裤",
    "护理裤",
    "儿童防晒霜",
    "儿童防晒",
    "adult diapers",
    "kids' sunscreen",
}


@dataclass(frozen=True)
class Need:
    """One wish, as the user means it."""

    lang: Lang
    """The user's language."""
    intent: str
    """What kind of help is wanted."""
    topic: Topic
    """The subject."""
    called: str
    """What the user calls the subject."""
    style: str
    """The script's style."""
    audience: str
    """For whom."""
    seconds: int
    """How long."""
    platform: str
    """Where it will be published."""
    tone: str | None = None
    """The mood; None when the user does not care."""


@dataclass(frozen=True)
class Channel:
    """What a user's account is about."""

    lang: Lang
    """The language it publishes in."""
    topics: tuple[Topic, ...]
    """Its subjects, the favourite first."""
    platform: str
    """Where it publishes."""


def draw_need(
    channel: Channel, library: Library, rng: random.Random, topic: Topic | None = None
) -> Need:
    """A wish that suits the channel, on `topic` if given."""
    lang = channel.lang
    if topic is None:
        weights = [1 / (rank + 1) for rank in range(len(channel.topics))]
        topic = rng.choices(channel.topics, weights)[0]
    called = topic.aliases[lang][0]
    if rng.random() < 0.6:
        called = rng.choice([a for a in topic.aliases[lang] if a not in _OFF_MAIN_AUDIENCE])
    styles = _covered_styles(topic, lang, library)
    style = rng.choices(styles, [5, *[1] * (len(styles) - 1)])[0]
    return Need(
        lang=lang,
        intent=rng.choices(list(INTENTS), list(INTENTS.values()))[0],
        topic=topic,
        called=called,
        style=style,
        audience=topic.audiences[0],
        seconds=rng.choices(list(SECONDS[lang]), list(SECONDS[lang].values()))[0],
        platform=channel.platform if rng.random() < 0.8 else rng.choice(platforms(lang)),
        tone=rng.choice(TONES[style]) if rng.random() < 0.2 else None,
    )


def platforms(lang: Lang) -> list[str]:
    """Where channels of that language publish."""
    if lang == "zh":
        return ["douyin", "xiaohongshu", "bilibili", "shipinhao", "kuaishou"]
    return ["tiktok", "youtube_shorts", "instagram"]


def _covered_styles(topic: Topic, lang: Lang, library: Library) -> list[str]:
    """The topic's styles that the library has anything for, the most usual first."""
    counts = {
        style: sum(entry.style == style for entry in library.about(topic, lang))
        for style in topic.styles
    }
    return sorted((s for s in counts if counts[s]), key=lambda s: -counts[s]) or [topic.styles[0]]
