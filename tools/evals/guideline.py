"""What annotators of a set go by: it follows from what the set's examples hold."""

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.language import Lang
from knowledge.records import Example
from knowledge.texts import say, series
from tools.evals.annotating import LABELS
from tools.evals.building.slicing import value_name

_TASKS = 3
"""Kinds of question that are named."""
_OFTEN = 0.1
"""The share of examples from which on a rule is worth a line."""


def guideline(examples: Sequence[Example], lang: Lang) -> list[str]:
    """Line by line: what is asked, what to look at, and what counts as wrong."""
    if own := _own_rubric(examples):
        return [say("annotation.rule.own", lang, question=str(own["question"])), _skip(lang)]
    rules = [
        name
        for name, holds in (
            ("answer", [bool(one.answer) for one in examples]),
            ("no_answer", [not one.answer for one in examples]),
            ("reference", [bool(one.answer and one.reference) for one in examples]),
            ("passages", [bool(one.answer and one.passages) for one in examples]),
            ("keywords", [bool(one.keywords) for one in examples]),
            ("constraints", [_wishes(one) for one in examples]),
            ("history", [bool(one.history) for one in examples]),
            ("unanswerable", [one.constraints.get("answerable") is False for one in examples]),
        )
        if examples and sum(holds) >= _OFTEN * len(examples)
    ]
    lines = [say(f"annotation.rule.{one}", lang) for one in rules]
    return [line for line in (_task(examples, lang), *lines, _skip(lang)) if line]


def labels_of(examples: Sequence[Example]) -> list[str] | None:
    """What the labels stand for by a rubric that all examples share; None for the usual ones."""
    own = _own_rubric(examples)
    levels = own.get("levels") if own else None
    if not isinstance(levels, Mapping) or len(levels) != len(LABELS):
        return None
    return [str(levels[key]) for key in sorted(levels, key=str)]


def _own_rubric(examples: Sequence[Example]) -> Mapping[str, object] | None:
    """The rubric that every example brings, where it is one and the same."""
    given = [one.constraints.get("rubric") for one in examples]
    first = given[0] if given else None
    if first is None or any(one != first for one in given):
        return None
    if isinstance(first, Mapping):
        return first if first.get("question") else None
    return {"question": first} if isinstance(first, str) and first.strip() else None


def _wishes(example: Example) -> bool:
    return bool(example.constraints.keys() - {"rubric", "answerable"})


def _task(examples: Sequence[Example], lang: Lang) -> str:
    """Which questions they are, where the set says so."""
    for key in ("feature", "intent"):
        counts = Counter(one.segment[key] for one in examples if one.segment.get(key))
        if counts:
            names = [value_name(key, value, lang) for value, _ in counts.most_common(_TASKS)]
            return say("annotation.rule.task", lang, tasks=series(names, lang))
    return ""


def _skip(lang: Lang) -> str:
    return say("annotation.rule.skip", lang)
