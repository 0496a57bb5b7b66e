"""What of a script is said aloud, and whether it fits the time that was asked for."""

import re
from dataclasses import dataclass

from knowledge.han import HAN
from knowledge.language import Lang, language_of
from tools.diagnosis.facts import Facts
from tools.diagnosis.rules import Rules

_VOICE = re.compile(
    r"^\s*(?:\*\*)?(?:口播|旁白|台词|配音|解说|人声|voice(?:[- ]?over)?|narrat(?:or|ion)|line|vo)"
    r"(?:\*\*)?\s*[:：]\s*(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_ASIDE = re.compile(r"[（(【\[][^（）()【】\[\]\n]*[）)】\]]")
_ITEM = re.compile(r"^\s*\d{1,2}\s*[.、)）]\s*")
_LABEL = re.compile(r"^([^:：]{1,23})[:：]")
_PART = 0.4
"""Share of the least length below which a text without a log may be a part of one, pasted."""
_UNIT: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(rf"{HAN.pattern}|\d|[A-Za-z]+"),
    "en": re.compile(r"[A-Za-z0-9][\w.,%'’/-]*"),
}


@dataclass(frozen=True)
class Misfit:
    """A script that is too short or too long for its time."""

    seconds: str
    """The time that was asked for."""
    said: int
    """Spoken characters or words."""
    low: int
    """The least that fits."""
    high: int
    """The most that fits."""
    factor: float
    """How many times too short or too long, above 1."""
    about: str
    """How many seconds it would take to say, an estimate."""


def spoken_lines(script: str, rules: Rules) -> list[str]:
    """The lines that are said: those marked as voice, or all but titles and directions."""
    if marked := [line.strip() for line in _VOICE.findall(script)]:
        return marked
    kept = (_ITEM.sub("", _ASIDE.sub("", line)).strip(" *#-") for line in script.splitlines())
    return [line for line in kept if line and not _is_direction(line, rules)]


def spoken_length(lines: list[str], lang: Lang) -> int:
    """Chinese characters and digits (a Latin word counts as one), or English words."""
    return sum(len(_UNIT[lang].findall(line)) for line in lines)


def misfit(facts: Facts) -> Misfit | None:
    """How far the script is from the time that was asked for, or else understood."""
    asked = facts.asked.inherited.get("seconds")
    wish = asked[0] if asked else facts.asked.logged.get("seconds")
    name = facts.trace.intent.name if facts.trace.intent else None
    if wish is None or not facts.asked.creative or (name and "script" not in name):
        return None
    tongue = language_of(facts.said.answer, default=facts.lang)
    span = facts.rules.length.span(round(float(wish.value)), tongue)
    said = spoken_length(spoken_lines(facts.said.answer, facts.rules), tongue)
    if span is None or said == 0:
        return None
    (low, high), slack = span, facts.rules.length.tolerance
    if _is_excerpt(facts, said / low):
        return None
    if low * (1 - slack) <= said <= high * (1 + slack):
        return None
    about = f"{float(wish.value) * said / ((low + high) / 2):.0f}"
    return Misfit(wish.value, said, low, high, max(low / said, said / high), about)


def _is_excerpt(facts: Facts, share: float) -> bool:
    """Whether the answer is only quoted in part, as people do when they paste a case."""
    logged = facts.trace.intent or facts.trace.feature
    return facts.said.answer.endswith(("…", "...", "……")) or (not logged and share < _PART)


def _is_direction(line: str, rules: Rules) -> bool:
    if line[-1] in ":：":
        return True
    label = _LABEL.match(line)
    return label is not None and rules.directions.find(label[1]) is not None
