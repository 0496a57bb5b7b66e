"""Does the answer keep to what was asked of it, as far as a rule can tell?"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.errors import BadInput
from knowledge.language import Lang, language_of
from knowledge.packaged import packaged
from knowledge.records import Example, Score, Trace
from knowledge.texts import say
from tools.diagnosis.rules import default_rules
from tools.diagnosis.slots import value_of
from tools.evals.scorers.formats import FORMATS
from tools.evals.scorers.lengths import characters, fitting, seconds_of, spoken
from tools.evals.scorers.markers import slot_called, stated
from tools.evals.scorers.matching import even
from tools.evals.scorers.overlap import tokens
from tools.evals.scorers.patterns import matches
from tools.evals.scorers.schema import NoJson, first_fault, read_json
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import listed, named, scored, tongue, unscored


@dataclass(frozen=True)
class Checked:
    """A constraint and what became of it."""

    name: str
    """As the example calls it."""
    value: Any
    """What it asks for."""
    met: bool | None
    """Whether the answer keeps to it; None where no rule can tell."""


def constraint_compliance(example: Example, trace: Trace, means: Means) -> Score:
    """The share of the example's constraints that the answer keeps to, of those a rule can check.

    The others are named in the reason and count neither way.
    """
    if not has_constraints(example):
        return unscored(trace, means, "no_constraints")
    if not trace.answer.strip():
        return unscored(trace, means, "empty")
    lang = tongue(trace, means)
    found = checked(example.constraints, trace.answer)
    open_ones = named((_told(one, lang) for one in found if one.met is None), lang)
    known = [one for one in found if one.met is not None]
    if not known:
        return unscored(trace, means, "constraints_unknown", words=open_ones)
    broken = [one for one in known if not one.met]
    met, total = len(known) - len(broken), len(known)
    words = named((_told(one, lang) for one in broken), lang)
    score = scored(
        met / total,
        trace,
        means,
        "constraints_broken" if broken else "constraints_met",
        met=met,
        total=total,
        words=words,
    )
    if len(known) == len(found):
        return score
    rest = say("evals.score.constraints_open", lang, words=open_ones)
    return score.model_copy(update={"reason": f"{score.reason}{rest}"})


def has_constraints(example: Example) -> bool:
    """Whether an example has a constraint on how the answer is written."""
    return any(map(_is_one, example.constraints))


def checked(constraints: Mapping[str, Any], answer: str) -> list[Checked]:
    """Each constraint on how the answer is written, checked where a rule can."""
    return [
        Checked(name, value, _check(name, value, answer))
        for name, value in constraints.items()
        if _is_one(name)
    ]


def _check(name: str, value: Any, answer: str) -> bool | None:
    rule = _RULES.get(_names().get(name.strip().casefold(), ""))
    if name in default_rules().seconds_keys:
        rule = _fits_time
    if rule is None:
        return _keeps_to_slot(name, value, answer)
    try:
        return rule(value, answer)
    except BadInput:  # a pattern or a schema that is none: it says nothing of the answer
        return None


def _fits_time(value: Any, answer: str) -> bool | None:
    seconds, lang = seconds_of({"seconds": value}), language_of(answer)
    said = spoken(answer, lang)
    if seconds is None or not said:
        return None
    low, high = fitting(seconds, lang)
    slack = default_rules().length.tolerance
    return low * (1 - slack) <= said <= high * (1 + slack)


def _characters(value: Any, answer: str) -> bool | None:
    return _within(value, characters(answer))


def _words(value: Any, answer: str) -> bool | None:
    return _within(value, len(tokens(answer)))


def _no_fewer_characters(value: Any, answer: str) -> bool | None:
    return _within([value, None], characters(answer))


def _no_fewer_words(value: Any, answer: str) -> bool | None:
    return _within([value, None], len(tokens(answer)))


def _within(value: Any, count: int) -> bool | None:
    """Whether a count is at most a number, or within `[low, high]` or `{"min", "max"}`."""
    low, high = _bounds(value)
    if low is None and high is None:
        return None
    return (low is None or low <= count) and (high is None or count <= high)


def _bounds(value: Any) -> tuple[float | None, float | None]:
    """The least and the most; None for an end that is open, and for both where none is given."""
    if isinstance(value, dict):
        ends = [value.get("min"), value.get("max")]
    elif isinstance(value, list | tuple):
        ends = list(value) if len(value) == 2 else [None, None]
    else:
        ends = [None, value]
    numbers = [_number(end) for end in ends]
    is_clear = all(
        end is None or number is not None for end, number in zip(ends, numbers, strict=True)
    )
    return (numbers[0], numbers[1]) if is_clear else (None, None)


def _number(given: Any) -> float | None:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    return given if is_number and math.isfinite(given) else None


def _has_all(value: Any, answer: str) -> bool | None:
    words, text = listed(value), even(answer)
    return None if words is None else all(even(word) in text for word in words)


def _has_none(value: Any, answer: str) -> bool | None:
    words, text = listed(value), even(answer)
    return None if words is None else not any(even(word) in text for word in words)


def _has_form(value: Any, answer: str) -> bool | None:
    wanted = value.strip().casefold() if isinstance(value, str) else ""
    form = next((form for form, names in _data()["formats"].items() if wanted in names), None)
    return None if form is None else FORMATS[form](answer)


def _has_patterns(value: Any, answer: str) -> bool | None:
    patterns = listed(value)
    return None if patterns is None else all(matches(one, answer) for one in patterns)


def _keeps_to_schema(value: Any, answer: str) -> bool | None:
    try:
        return first_fault(read_json(answer), value) is None
    except NoJson:
        return False


def _keeps_to_slot(name: str, value: Any, answer: str) -> bool | None:
    """By what the head of the answer states; a manner that clashes with a style breaks it."""
    slot = slot_called(name)
    wanted = value_of(value, slot) if slot else None
    if slot is None or wanted is None:
        return None
    rules = default_rules()
    if slot is rules.slots.get("language"):
        return language_of(answer) == wanted
    if slot is rules.slots.get("style"):
        clashing = rules.clashes.get(wanted, [])
        if any(rules.registers[manner].find(answer) for manner in clashing):
            return False
    said = stated(answer, slot)
    return None if not said else any(not slot.excludes(wanted, one) for one in said)


_RULES: dict[str, Callable[[Any, str], bool | None]] = {
    "at_most_characters": _characters,
    "at_least_characters": _no_fewer_characters,
    "at_most_words": _words,
    "at_least_words": _no_fewer_words,
    "contains": _has_all,
    "not_contains": _has_none,
    "format": _has_form,
    "regex": _has_patterns,
    "json_schema": _keeps_to_schema,
}


def _is_one(name: str) -> bool:
    return name not in _data()["apart"]


def _told(one: Checked, lang: Lang) -> str:
    return say("evals.score.constraint", lang, name=one.name, value=one.value)


@cache
def _names() -> dict[str, str]:
    """The rule that each name of a constraint stands for."""
    return {name: rule for rule, names in _data()["names"].items() for name in names}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = packaged(__package__, "constraints.yaml")
    return data
