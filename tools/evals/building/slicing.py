"""What an example can be sliced by, and the names that people have for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from knowledge.language import LANGS, Lang
from knowledge.packaged import packaged
from knowledge.records import Example
from knowledge.texts import say
from tools.diagnosis.rules import default_rules

BECAUSE = "hard_because"
"""The entry of an example's segment that says why it is hard; nothing to slice by."""
DIFFICULTY = "difficulty"
CASE = "case"
UNKNOWN: Literal["unknown"] = "unknown"
MOST_VALUES = 30
"""A column with more values than these tells examples apart rather than groups of them."""
_LANGUAGES = {"zh": "chinese", "en": "english"}
_LATER = ("answerable", "form", "lang", DIFFICULTY, CASE, "cause", "version", "feature", "intent")
"""What says less of what users want than a product's own segments do, least first."""


def slices_of(example: Example) -> dict[str, str]:
    """The example's segment, and the stage that failed on it where that is known."""
    return groups_of(example.segment) | ({"cause": example.cause} if example.cause else {})


def groups_of(segment: Mapping[str, str]) -> dict[str, str]:
    """What of a segment puts an example into a group; why it is hard is told of it alone."""
    return {key: value for key, value in segment.items() if key != BECAUSE and value}


def dimensions(examples: Sequence[Example]) -> dict[str, Counter[str]]:
    """Every dimension with how often each of its values occurs; the most telling first."""
    found: dict[str, Counter[str]] = {}
    for example in examples:
        for key, value in slices_of(example).items():
            found.setdefault(key, Counter())[value] += 1
    kept = {key: values for key, values in found.items() if len(values) <= MOST_VALUES}
    return {key: kept[key] for key in sorted(kept, key=lambda key: _rank(key, kept[key]))}


def main_dimension(examples: Sequence[Example]) -> str | None:
    """What a set is balanced by unless the user says otherwise; None where nothing varies."""
    found = dimensions(examples)
    return next((key for key, values in found.items() if len(values) > 1), None)


def difficulties(examples: Sequence[Example]) -> dict[str, int]:
    """How many examples are how hard, the most frequent first."""
    counts = Counter(one.segment.get(DIFFICULTY, UNKNOWN) for one in examples)
    return dict(counts.most_common())


def hard_reasons(examples: Sequence[Example]) -> dict[str, int]:
    """Why the hard ones are hard, with how many, the most frequent first."""
    found = (one.segment[BECAUSE].split(", ") for one in examples if BECAUSE in one.segment)
    return dict(Counter(reason for reasons in found for reason in reasons).most_common())


def value_name(key: str, value: str, lang: Lang) -> str:
    """What people call a value: 搞笑 for comedy; the value itself where no list has a name."""
    if key == "lang" and value in _LANGUAGES:
        return say(f"sets.value.lang.{_LANGUAGES[value]}", lang)
    if key in {DIFFICULTY, CASE} and value in _words("values").get(key, {}):
        return say(f"sets.value.{key}.{value}", lang)
    if key == "cause":
        return say(f"diagnosis.cause.{value}", lang)
    slot = default_rules().slots.get(key)
    words = slot.values.get(value) if slot else None
    if lang == "zh" and words and words.zh:
        return words.zh[0]
    return value.replace("_", " ") if value != UNKNOWN else say("sets.value.unknown", lang)


def dimension_name(key: str, lang: Lang) -> str:
    """What people call a dimension: 风格 for style."""
    known = _words("dimensions").get(key)
    return str(known[lang][0]) if known else key.replace("_", " ")


def names_of(key: str, value: str) -> set[str]:
    """All names of a value, in small letters."""
    names = {value, value.replace("_", " "), value.replace("_", "-")}
    slot = default_rules().slots.get(key)
    if slot and value in slot.values:
        names |= {*slot.values[value].zh, *slot.values[value].en}
    listed = _words("values").get(key, {}).get(value, {})
    names |= {name for lang in LANGS for name in listed.get(lang, [])}
    return {name.casefold() for name in names}


def names_of_dimension(key: str) -> set[str]:
    """All names of a dimension, in small letters."""
    listed = _words("dimensions").get(key, {})
    return {key.casefold(), *(name.casefold() for lang in LANGS for name in listed.get(lang, []))}


def known_dimensions() -> list[str]:
    """The dimensions that people have words for."""
    return list(_words("dimensions"))


@cache
def _words(part: str) -> dict[str, Any]:
    found: dict[str, Any] = packaged(__package__, "words.yaml")[part]
    return found


def _rank(key: str, values: Counter[str]) -> tuple[int, int, int, str]:
    """Own segments by how much of the data they tell of, then ours; the commonest name first."""
    later = len(_LATER) - _LATER.index(key) if key in _LATER else 0
    named = known_dimensions()
    place = named.index(key) if key in named else len(named)
    return later, -sum(values.values()), place, key
