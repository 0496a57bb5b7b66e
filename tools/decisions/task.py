"""Which kinds of model a scenario in words takes: its task, part by part."""

import re
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.han import HAN
from knowledge.packaged import packaged
from knowledge.records import Kind, Modality

_LONGEST = 2_000
"""Characters of a scenario that are looked at."""
_LENGTH = r"\d+\s*-?\s*(?:秒|分钟|seconds?|minutes?|s\b)"
"""How long something is to be, which may stand within the words that name it."""


class Part(BaseModel):
    """One kind of model that a task takes."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    """What the model is for."""
    inputs: frozenset[Modality]
    """What it has to take; `chat` with images or video is what is called multimodal."""
    outputs: frozenset[Modality]
    """What it has to give; empty for vectors."""
    said: str
    """The words that call for it, verbatim."""


class Task(BaseModel):
    """The kinds of model that a scenario takes; no parts: its words name none."""

    model_config = ConfigDict(frozen=True)

    parts: tuple[Part, ...] = ()
    """In the order in which they are said; a digital human is an avatar and a voice."""
    languages: frozenset[str] = frozenset()
    """Languages that are named, as ISO 639 codes; empty: none is named."""

    @property
    def known(self) -> bool:
        """Whether any kind of model is named."""
        return bool(self.parts)


def task_of(text: str) -> Task:
    """The task of a scenario in words, in either language or both.

    >>> [part.kind for part in task_of("数字人口播视频").parts]
    ['avatar', 'tts']
    >>> task_of("make our users happy").known
    False
    """
    text = text[:_LONGEST]
    strong, weak = (_spans(text, _matchers(is_weak=is_weak)) for is_weak in (False, True))
    parts: list[Part] = []
    for start, end, takes in strong or weak:
        for name in takes:
            part = Part(**_lexicon()["parts"][name], said=text[start:end])
            if not any((one.kind, one.inputs) == (part.kind, part.inputs) for one in parts):
                parts.append(part)
    return Task(parts=tuple(_absorbed(parts)), languages=languages_in(text))


def languages_in(text: str) -> frozenset[str]:
    """The languages that a text names, as ISO 639 codes.

    >>> sorted(languages_in("支持中英文语音"))
    ['en', 'zh']
    """
    return frozenset(code for code, words in _languages().items() if words.search(text))


def kind_part(kind: Kind) -> Part:
    """The plainest part of a kind, for callers that name the kind itself."""
    parts: dict[str, dict[str, Any]] = _lexicon()["parts"]
    return next(Part(**one, said=kind) for one in parts.values() if one["kind"] == kind)


def _absorbed(parts: list[Part]) -> list[Part]:
    """Chat parts without those that another chat part can do as well: what sees can also write."""
    return [
        one
        for one in parts
        if not any(one.kind == other.kind and one.inputs < other.inputs for other in parts)
    ]


def _spans(
    text: str, matchers: list[tuple[re.Pattern[str], list[str]]]
) -> list[tuple[int, int, list[str]]]:
    """Where words of the lexicon stand, without overlaps, in the order of the text."""
    found = [
        (match.start(), match.end(), takes)
        for pattern, takes in matchers
        for match in pattern.finditer(text)
    ]
    kept: list[tuple[int, int, list[str]]] = []
    for start, end, takes in sorted(found, key=lambda one: (-one[1], one[0])):
        if all(end <= other[0] for other in kept):
            kept.append((start, end, takes))
    return sorted(kept, key=lambda one: one[:2])


@cache
def _lexicon() -> dict[str, Any]:
    loaded: dict[str, Any] = packaged("tools.decisions", "task.yaml")
    return loaded


@cache
def _matchers(*, is_weak: bool) -> list[tuple[re.Pattern[str], list[str]]]:
    """For each word a pattern of its own, because words of one entry may overlap too."""
    return [
        (_pattern(word), entry["takes"])
        for entry in _lexicon()["entries"]
        if entry.get("weak", False) is is_weak
        for word in (*entry["zh"], *entry["en"])
    ]


@cache
def _languages() -> dict[str, re.Pattern[str]]:
    return {
        code: re.compile(
            "|".join(_pattern(word).pattern for word in (*words["zh"], *words["en"])), re.IGNORECASE
        )
        for code, words in _lexicon()["languages"].items()
    }


def _pattern(word: str) -> re.Pattern[str]:
    lang = "zh" if HAN.search(word) else "en"
    fillers = "|".join([*map(re.escape, _lexicon()["fillers"][lang]), _LENGTH])
    if lang == "zh":
        body = re.escape(word).replace(re.escape("~"), rf"\s*(?:(?:{fillers})\s*){{0,3}}")
    else:
        body = re.escape(word).replace(rf"\ {re.escape('~')}\ ", rf"\s+(?:(?:{fillers})\s+){{0,3}}")
        body = rf"(?<![A-Za-z]){body}(?:e?s)?(?![A-Za-z])".replace(r"\ ", r"\s+")
    return re.compile(body, re.IGNORECASE)
