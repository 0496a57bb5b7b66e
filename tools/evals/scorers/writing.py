"""How a score is written down: its value with a reason in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.beginning import beginning
from knowledge.errors import BadInput
from knowledge.language import Lang, language_of
from knowledge.records import Example, Score, Span, Trace
from knowledge.texts import say, series
from tools.evals.scorers.scorer import Means

_SHOWN = 80
_LISTED = 5
"""Things that are named in a reason; more are counted."""
_PLACES = 4


def tongue(trace: Trace, means: Means) -> Lang:
    """The reader's language; else the answer's, and the query's where the answer is in none."""
    return means.lang or language_of(trace.answer, default=language_of(trace.query))


def reference_of(example: Example, trace: Trace) -> str | None:
    """The known good answer; None where there is none or it says nothing."""
    given = (example.reference, trace.reference)
    return next((text for text in given if text is not None and text.strip()), None)


def unscored(trace: Trace, means: Means, why: str, **values: Any) -> Score:
    """No value, and why: the text `evals.score.<why>`."""
    reason = say(f"evals.score.{why}", tongue(trace, means), **values)
    return Score(value=None, answer=trace.answer, reason=reason)


def unusable(trace: Trace, means: Means, error: BadInput) -> Score:
    """No value, because a constraint of the example cannot be used."""
    return Score(value=None, answer=trace.answer, reason=error.text(tongue(trace, means)))


def scored(
    value: float,
    trace: Trace,
    means: Means,
    how: str,
    spans: Sequence[Span] = (),
    /,
    **values: Any,
) -> Score:
    """A value with its reason: the text `evals.score.<how>`."""
    reason = say(f"evals.score.{how}", tongue(trace, means), **values)
    return Score(value=round(value, _PLACES), answer=trace.answer, reason=reason, spans=list(spans))


def named(things: Iterable[str], lang: Lang) -> str:
    """The first few things by name, and how many more there are."""
    all_of_them = [short(one) for one in things]
    shown, more = all_of_them[:_LISTED], len(all_of_them) - _LISTED
    told = series(shown, lang)
    return told if more <= 0 else say("evals.score.and_more", lang, shown=told, more=more)


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    return beginning(text, _SHOWN)


def listed(value: Any) -> list[str] | None:
    """The words that a constraint gives, as one text or several; None where it gives none.

    >>> listed("退款"), listed(["a", 7, " "]), listed({"a": 1})
    (['退款'], ['a', '7'], None)
    """
    given = value if isinstance(value, list | tuple) else [value]
    if any(not isinstance(one, str | int | float) or isinstance(one, bool) for one in given):
        return None
    return [word for one in given if (word := str(one)).strip()] or None
