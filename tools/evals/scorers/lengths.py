"""How long the answer is: in characters, and how well a script fits its time when spoken."""

from collections.abc import Mapping
from typing import Any

from knowledge.language import Lang, language_of
from knowledge.records import Example, Score, Trace
from tools.diagnosis.rules import default_rules
from tools.diagnosis.slots import logged_seconds
from tools.diagnosis.spoken import spoken_length, spoken_lines
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import scored, unscored


def length(_example: Example, trace: Trace, means: Means) -> Score:
    """The characters of the answer, spaces apart. A figure to compare, no verdict."""
    count = characters(trace.answer)
    return scored(count, trace, means, "characters", count=count)


def characters(text: str) -> int:
    """Characters other than spaces."""
    return sum(map(len, text.split()))


def duration(example: Example, trace: Trace, means: Means) -> Score:
    """How well the words of a script fit into `constraints["seconds"]`, 0 to 1.

    1 within the range of spoken characters (zh) or words (en) for that time; beyond it the ratio
    of the nearer bound to what is said, so that twice too long is 0.5.
    """
    seconds = seconds_of(example.constraints)
    if seconds is None:
        return unscored(trace, means, "no_seconds")
    lang = language_of(trace.answer)
    said = spoken(trace.answer, lang)
    if not said:
        return unscored(trace, means, "nothing_spoken")
    low, high = fitting(seconds, lang)
    value = min(1.0, said / low, high / said)
    how = "duration" if value == 1 else "too_short" if said < low else "too_long"
    return scored(
        value,
        trace,
        means,
        f"{how}_{lang}",
        seconds=f"{seconds:g}",
        said=said,
        low=round(low),
        high=round(high),
    )


def seconds_of(constraints: Mapping[str, Any]) -> float | None:
    """The time that a script is to take; None where none is given."""
    for key in default_rules().seconds_keys:
        if (wish := logged_seconds(constraints.get(key))) is not None:
            return float(wish.value)
    return None


def spoken(script: str, lang: Lang) -> int:
    """Chinese characters or English words of a script that are said aloud."""
    return spoken_length(spoken_lines(script, default_rules()), lang)


def fitting(seconds: float, lang: Lang) -> tuple[float, float]:
    """The range of spoken characters or words for that time.

    The rule's own where it lists the time; else by proportion of the nearest time that it lists.

    >>> fitting(30, "zh"), fitting(20, "zh")
    ((100.0, 130.0), (66.66666666666667, 86.66666666666667))
    """
    rule = default_rules().length
    listed = rule.zh if lang == "zh" else rule.en
    near = min(listed, key=lambda one: (abs(one - seconds), one))
    low, high = (bound * seconds / near for bound in listed[near])
    return low, high
