"""Which of two answers is better? A judge is asked twice, the second time in the other order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang, language_of
from knowledge.records import Example
from knowledge.texts import say
from tools.evals.reply import JudgeFailed, answered, fenced
from tools.evals.scorers.matching import even
from tools.evals.scorers.writing import short

_ATTEMPTS = 2
_MOST_TEXT = 60_000
Winner = Literal["a", "b", "tie"]


class _Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    better: Literal["first", "second", "tie"]
    reason: str


@dataclass(frozen=True)
class Preference:
    """What the judge made of two answers."""

    winner: Winner | None
    """The better one; None where the judge failed."""
    steady: bool | None
    """Whether it said the same in both orders; None where it was not asked twice."""
    reason: str
    """Why, in the reader's language, with the judge's words."""


def preferred(
    example: Example, a: str, b: str, ask: Callable[[str], str], lang: Lang | None = None
) -> Preference:
    """The better of two answers to `example`.

    What the judge prefers only in one order is a tie: it was the order that it preferred.
    """
    tongue = lang or language_of(example.query)
    if even(a) == even(b):
        return Preference("tie", None, say("evals.pair.same", tongue))
    try:
        there = _asked(example, a, b, ask)
        back = _asked(example, b, a, ask)
    except JudgeFailed as failure:
        return Preference(None, None, say("evals.score.judge_failed", tongue, reason=str(failure)))
    names: dict[str, Winner] = {"first": "a", "second": "b", "tie": "tie"}
    swapped: dict[str, Winner] = {"first": "b", "second": "a", "tie": "tie"}
    one, other = names[there.better], swapped[back.better]
    if one != other:
        return Preference("tie", False, say("evals.pair.swayed", tongue))
    reason = say(f"evals.pair.{one}", tongue, reason=short(there.reason))
    return Preference(one, True, reason)


def _asked(example: Example, first: str, second: str, ask: Callable[[str], str]) -> _Reply:
    data = {
        "history": [{"role": turn.role, "text": turn.text} for turn in example.history],
        "query": example.query,
        "reference": example.reference,
        "first": first,
        "second": second,
    }
    question = fenced("judge_pair", {key: value for key, value in data.items() if value})
    if len(question) > _MOST_TEXT:
        raise JudgeFailed("the two answers are too long for one prompt")
    return answered(question, ask, _Reply, _ATTEMPTS)
