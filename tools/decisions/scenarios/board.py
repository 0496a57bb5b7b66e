"""The candidates with their numbers: what was given, what was worked out, in order."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.packaged import packaged
from knowledge.records import Estimate, Need, Offer, Scenario, Voice
from knowledge.texts import say
from tools.decisions.scenarios.numbers import score
from tools.decisions.scenarios.subject import OtherNames, concerning, subject_of
from tools.decisions.scenarios.turns import After, in_turn
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
    after: tuple[str, ...] = ()
    """What it depends on, of those in the order."""
    brought_by: str | None = None
    """The scenario that needs it, where that has brought it forward."""


def value_of(pain: float, difficulty: float) -> float:
    """Pain × ease, 0 to 10: high pain and low difficulty first.

    Ease is 10 − difficulty; the product, unlike a difference, gives nothing for what is easy but
    hurts nobody.
    """
    return pain * (10 - difficulty) / 10


def placed(scenarios: Sequence[Scenario], after: After | None = None) -> list[Placed]:
    """The scenarios in order; those with an unknown number come last, equals by name.

    What another one depends on (`after`, without a cycle) comes before it, whatever its value.
    """
    found = {one.name: _place(one) for one in scenarios}
    by_value = sorted(
        found.values(),
        key=lambda one: (one.value is None, -(one.value or 0.0), one.scenario.name),
    )
    names, brought = in_turn([one.scenario.name for one in by_value], after or {})
    return [
        found[name].model_copy(
            update={
                "after": tuple(one for one in (after or {}).get(name, ()) if one in found),
                "brought_by": brought.get(name),
            }
        )
        for name in names
    ]


def quadrant_of(pain: float | None, difficulty: float | None) -> Quadrant:
    """Where a point stands: high is from the middle on."""
    if pain is None or difficulty is None:
        return "unknown"
    if pain >= MIDDLE:
        return "first" if difficulty < MIDDLE else "plan"
    return "fill" if difficulty < MIDDLE else "not_now"


def given(said: str) -> Estimate | None:
    """A number that the PM gave; None when it is no score on a scale of ten."""
    value = score(said, 10)
    if value is None:
        return None
    return Estimate(
        value=value, origin="given", said=said, low=max(value - 1, 0), high=min(value + 1, 10)
    )


def scenario_of(
    name: str,
    numbers: Mapping[str, str],
    lang: Lang,
    *,
    needs: Sequence[Need],
    other_names: OtherNames,
    offers: Sequence[Offer],
) -> Scenario:
    """A scenario with what was said of it; what was not said is estimated from evidence."""
    pain = given(numbers["pain"]) if "pain" in numbers else None
    hard = given(numbers["difficulty"]) if "difficulty" in numbers else None
    return Scenario(
        name=name,
        pain=pain or estimated_pain(concerning(subject_of(name, other_names), needs), lang),
        difficulty=hard or estimated_difficulty(name, offers, lang),
    )


def estimated_pain(concerns: Sequence[tuple[Need, Voice]], lang: Lang) -> Estimate:
    """The greatest pain among the needs that the scenario is about; unknown without any.

    The interval goes down to the needs' mean and up by what frequency leaves open.
    """
    if not concerns:
        return Estimate(value=None, origin="estimated")
    pains = [need.pain for need, _ in concerns]
    most = max(pains)
    return Estimate(
        value=round(most, 1),
        origin="estimated",
        low=round(min(sum(pains) / len(pains), most), 1),
        high=round(min(most + 1.5, 10), 1),
        evidence=tuple(_voiced(need, voice, lang) for need, voice in concerns[:_QUOTES]),
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


def _place(one: Scenario) -> Placed:
    pain, hard = one.pain.value, one.difficulty.value
    value = None if pain is None or hard is None else round(value_of(pain, hard), 2)
    return Placed(
        scenario=one,
        value=value,
        quadrant=quadrant_of(pain, hard),
    )


def _voiced(need: Need, voice: Voice, lang: Lang) -> str:
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
