"""Reads a score as people give one: `9`, `4/5`, 高, `very low`, ★★★, `80%`."""

import re

_LEVELS: tuple[tuple[str, float], ...] = (
    (r"非常高|很高|极高|特别高|极强|很强|very high|extremely high", 9.0),
    (r"非常低|很低|极低|very low|very easy|trivial", 1.0),
    (r"中高|偏高|较高|medium[- ]high|fairly high", 7.0),
    (r"中低|偏低|较低|medium[- ]low|fairly low", 3.0),
    (r"高|强|大|难|high|hard|strong|large|big", 8.0),
    (r"中等?|一般|适中|medium|moderate|middling|average|mid", 5.0),
    (r"低|弱|小|容易|简单|low|easy|weak|small", 2.0),
)
LEVEL = "|".join(words for words, _ in _LEVELS)
_NUMBER = r"\d{1,4}(?:\.\d{1,2})?"
VALUE = (
    rf"(?:[★☆⭐]{{1,10}}|{_NUMBER}\s*[/／]\s*{_NUMBER}|{_NUMBER}\s*%|{_NUMBER}(?![\d.])"
    rf"|(?:{LEVEL})(?![a-z]))"
)
"""A score without a group, to build patterns of; they need `re.IGNORECASE`."""


def is_bare(said: str) -> bool:
    """Whether it is a number on a scale that is not said with it."""
    return re.fullmatch(_NUMBER, said.strip()) is not None


def score(said: str, scale: float) -> float | None:
    """The score on 0 to 10; `scale` is the most that a bare number may be. None: it is no score.

    >>> [score(one, 10) for one in ("9", "4/5", "高", "very low", "★★★☆☆", "80%")]
    [9.0, 8.0, 8.0, 1.0, 6.0, 8.0]
    """
    text = said.strip().lower()
    if stars := re.fullmatch(r"([★⭐]*)([☆]*)", text):
        filled, empty = len(stars[1]), len(stars[2])
        return 10 * filled / max(filled + empty, 5) if text else None
    if share := re.fullmatch(rf"({_NUMBER})\s*[/／]\s*({_NUMBER})", text):
        return _within(float(share[1]), float(share[2]))
    if percent := re.fullmatch(rf"({_NUMBER})\s*%", text):
        return _within(float(percent[1]), 100)
    if is_bare(text):
        return _within(float(text), scale)
    return next((value for words, value in _LEVELS if re.fullmatch(words, text)), None)


def _within(value: float, scale: float) -> float | None:
    return 10 * value / scale if 0 <= value <= scale and scale > 0 else None
