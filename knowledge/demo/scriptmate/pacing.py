"""How much can be said in how many seconds, and which passages fit."""

import re
from collections.abc import Sequence
from itertools import combinations, islice

from knowledge.han import HAN
from knowledge.language import Lang

# Spoken length by script length: Chinese characters at about 4 a second, English words at 2.5.
_BOUNDS: dict[Lang, dict[int, tuple[int, int]]] = {
    "zh": {15: (50, 65), 30: (100, 130), 60: (210, 260), 90: (310, 390)},
    "en": {15: (31, 43), 30: (63, 82), 60: (127, 165), 90: (190, 255)},
}
_PACE: dict[Lang, tuple[float, float]] = {"zh": (3.4, 4.3), "en": (2.1, 2.8)}
_TRIES = 400

_SPOKEN: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(rf"{HAN.pattern}|\d|[A-Za-z]+"),
    "en": re.compile(r"[A-Za-z0-9][\w.,%'’/-]*"),
}
_SENTENCE_END: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?<=[。！？!?])"),
    "en": re.compile(r"(?<=[.!?])\s+(?=[\"“'(A-Z0-9])"),
}
_CLAUSE_END = re.compile(r"(?<=[，；：,;:])")


def speech_length(text: str, lang: Lang) -> int:
    """Spoken length: Chinese characters and digits (a Latin word counts as one), or words."""
    return len(_SPOKEN[lang].findall(text))


def bounds(seconds: int, lang: Lang) -> tuple[int, int]:
    """The least and the most that can be said in that time."""
    low, high = _PACE[lang]
    return _BOUNDS[lang].get(seconds, (round(seconds * low), round(seconds * high)))


def pack(fixed: int, lengths: Sequence[int], seconds: int, lang: Lang) -> list[int] | None:
    """Which of `lengths` (best first) to say beside `fixed`, so that all of it fits the time.

    Prefers early ones. None when no choice fits.
    """
    low, high = bounds(seconds, lang)
    for count in range(1, len(lengths) + 1):
        if fixed + sum(sorted(lengths)[:count]) > high:
            return None
        if fixed + sum(sorted(lengths)[-count:]) < low:
            continue
        for chosen in islice(combinations(range(len(lengths)), count), _TRIES):
            if low <= fixed + sum(lengths[index] for index in chosen) <= high:
                return list(chosen)
    return None


def sentences(text: str, lang: Lang) -> list[str]:
    """The sentences of a passage, verbatim."""
    return [part.strip() for part in _SENTENCE_END[lang].split(text) if part.strip()]


def headline(text: str, lang: Lang) -> str:
    """The beginning of a passage that is long enough to stand alone, without its final stop."""
    least, most = (9, 22) if lang == "zh" else (6, 16)
    line = sentences(text, lang)[0]
    if speech_length(line, lang) > most:
        taken = ""
        for clause in _CLAUSE_END.split(line):
            if speech_length(taken, lang) >= least:
                break
            taken += clause
        line = taken
    line = line.strip().rstrip("。，,；;：:")
    return line if line.endswith(".m.") else line.rstrip(".")
