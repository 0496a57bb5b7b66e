"""The candidates with their numbers: what was given, what was worked out, in order."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.packaged import packaged
from knowledge.records import Estimate, Need, Offer, Scenario
from knowledge.texts import say
from tools.decisions.scenarios.numbers import score
from tools.decisions.scenarios.reading import Said
from tools.decisions.task import task_of
from tools.inert import inert

Quadrant = Literal["first", "plan", "fill", "not_now", "unknown"]
MIDDLE = 5.0
"""Where high begins, for pain and for difficulty."""
_WIDTH = 2.0
"""How far an estimate of difficulty may well be off, either way."""
_QUOTES = 2


class Placed(BaseModel):
    """A scenario at its place in the order."""

    model_config = ConfigDict(frozen=True)

    scenario: Scenario
    """What it is, with its numbers."""
    value: float | None
    """What the order goes by; None where a number is unknown."""
    quadrant: Quadrant
    """High pain and low difficulty is to be done first."""


def value_of(pain: float, difficulty: float) -> float:
    """Pain × ease, 0 to 10: high pain and low difficulty first.

    Ease is 10 − difficulty; the product, unlike a difference, gives nothing for what is easy but
    hurts nobody.
    """
    return pain * (10 - difficulty) / 10


def placed(scenarios: Sequence[Scenario]) -> list[Placed]:
    """The scenarios in order; those with an unknown number come last, equals by name."""
    found = [_place(one) for one in scenarios]
    return sorted(
        found,
        key=lambda one: (one.value is None, -(one.value or 0.0), one.scenario.name),
    )


def quadrant_of(pain: float | None, difficulty: float | None) -> Quadrant:
    """Where a point stands: high is from the middle on."""
    if pain is None or difficulty is None:
        return "unknown"
    if pain >= MIDDLE:
        return "first" if difficulty < MIDDLE else "plan"
    return "fill" if difficulty < MIDDLE else "not_now"


def given(said: str, scale: float) -> Estimate | None:
    """A number that the PM gave; None when it is no score on that scale."""
    value = score(said, scale)
    if value is None:
        return None
    return Estimate(
        value=value, origin="given", said=said, low=max(value - 1, 0), high=min(value + 1, 10)
    )


def scenario_of(
    said: Said,
    scale: float,
    lang: Lang,
    *,
    needs: Callable[[str], Sequence[Need]],
    offers: Sequence[Offer],
) -> Scenario:
    """A scenario with what was said of it; what was not said is estimated from evidence."""
    pain = given(said.numbers["pain"], scale) if "pain" in said.numbers else None
    hard = given(said.numbers["difficulty"], scale) if "difficulty" in said.numbers else None
    return Scenario(
        name=said.name,
        pain=pain or estimated_pain(needs(said.name), lang),
        difficulty=hard or estimated_difficulty(said.name, offers, lang),
    )


def estimated_pain(needs: Sequence[Need], lang: Lang) -> Estimate:
    """The greatest pain among the needs that the scenario is about; unknown without any.

    The interval goes down to the needs' mean and up by what frequency leaves open.
    """
    if not needs:
        return Estimate(value=None, origin="estimated")
    first = max(needs, key=lambda one: one.pain)
    mean = sum(one.pain for one in needs) / len(needs)
    return Estimate(
        value=round(first.pain, 1),
        origin="estimated",
        low=round(min(mean, first.pain), 1),
        high=round(min(first.pain + 1.5, 10), 1),
        evidence=tuple(_voiced(need, lang) for need in needs[:_QUOTES]),
    )


def estimated_difficulty(name: str, offers: Sequence[Offer], lang: Lang) -> Estimate:
    """How mature the models are that the task takes: the hardest part, and one more each further.

    Unknown when the name tells no kind of model.
    """
    parts = task_of(name).parts
    if not parts:
        return Estimate(value=None, origin="estimated")
    table = _maturity()
    bases = [float(table[part.kind]["base"]) for part in parts]
    value = min(max(bases) + len(parts) - 1, 10.0)
    evidence = [
        say(
            "scenarios.text.maturity",
            lang,
            why=table[part.kind]["why"][lang],
            providers=len({one.provider for one in offers if one.kind == part.kind}),
            kind=say(f"models.kind.{part.kind}", lang),
        )
        for part in parts
    ]
    return Estimate(
        value=value,
        origin="estimated",
        low=max(value - _WIDTH, 0),
        high=min(value + _WIDTH, 10),
        evidence=tuple(evidence),
    )


def numbers_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Numbers as a caller gave them, as words; those that are absent are left out."""
    return {name: str(value) for name, value in values.items() if value is not None}


def _place(one: Scenario) -> Placed:
    pain, hard = one.pain.value, one.difficulty.value
    value = None if pain is None or hard is None else round(value_of(pain, hard), 2)
    return Placed(
        scenario=one,
        value=value,
        quadrant=quadrant_of(pain, hard),
    )


def _voiced(need: Need, lang: Lang) -> str:
    voice = need.voices[0]
    return say(
        "scenarios.text.voiced",
        lang,
        need=inert(need.name[lang]),
        people=need.people,
        pain=f"{need.pain:.1f}",
        quote=inert(voice.quote),
        link=f"#{voice.opens}:{voice.source}",
    )


@cache
def _maturity() -> dict[str, Any]:
    loaded: dict[str, Any] = packaged("tools.decisions.scenarios", "maturity.yaml")
    return loaded
