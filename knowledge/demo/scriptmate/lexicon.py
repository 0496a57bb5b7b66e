"""The words by which ScriptMate recognises intents and slot values, in both languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.demo.data import read_yaml
from knowledge.language import LANGS, Lang

_FILE = Path(__file__).with_name("lexicon.yaml")
_SLOTS = {"style": "styles", "audience": "audiences", "platform": "platforms", "tone": "tones"}


@dataclass(frozen=True)
class Match:
    """A word of a query that stands for a value."""

    value: str
    """The value, such as `children`."""
    start: int
    """Where the word starts."""
    end: int
    """Where it ends."""


class Words:
    """Finds words in a text and tells what each stands for; longer words win."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {word.lower(): value for word, value in values.items()}
        words = [re.escape(word) for word in sorted(self._values, key=len, reverse=True)]
        # English words must stand alone; Chinese ones need no boundary
        latin = "|".join(word for word in words if word.isascii())
        han = "|".join(word for word in words if not word.isascii())
        bounded = rf"(?<![A-Za-z])(?:{latin})(?![A-Za-z])" if latin else ""
        self._pattern = re.compile("|".join(filter(None, [han, bounded])), re.IGNORECASE)

    def find(self, text: str) -> list[Match]:
        """All words found, left to right, without overlaps."""
        return [
            Match(self._values[found.group().lower()], found.start(), found.end())
            for found in self._pattern.finditer(text)
        ]

    def first(self, text: str) -> str | None:
        """What the first word found stands for."""
        found = self._pattern.search(text)
        return self._values[found.group().lower()] if found else None


@dataclass(frozen=True)
class Lexicon:
    """One language's words. Each language also knows the other's names of platforms."""

    intents: Words
    """Words to intent names."""
    slots: Mapping[str, Words]
    """For each slot, words to values."""
    names: Mapping[str, Mapping[str, str]]
    """For each slot and value, how it is written."""
    filler: Words
    """Words that never name a topic."""


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The words of `lang`."""
    raw: dict[str, Any] = read_yaml(_FILE)
    intents = {word: name for name, by_lang in raw["intents"].items() for word in by_lang[lang]}
    slots = {
        slot: {
            word: value
            for value, by_lang in raw[section].items()
            for word in (_all(by_lang) if slot == "platform" else by_lang[lang])
        }
        for slot, section in _SLOTS.items()
    }
    names = {
        slot: {value: by_lang[lang][0] for value, by_lang in raw[section].items()}
        for slot, section in _SLOTS.items()
    }
    return Lexicon(
        intents=Words(intents),
        slots={slot: Words(words) for slot, words in slots.items()},
        names=names,
        filler=Words({word: word for word in raw["filler"][lang]}),
    )


def blank(text: str, spans: Iterable[Match]) -> str:
    """The text with those words replaced by spaces, so that positions stay."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _all(by_lang: Mapping[str, list[str]]) -> list[str]:
    return [word for lang in LANGS for word in by_lang[lang]]
