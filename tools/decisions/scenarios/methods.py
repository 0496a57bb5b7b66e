"""Other ways to put scenarios in order: RICE, ICE, WSJF and weighted criteria."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from tools.decisions.scenarios.numbers import score

Method = Literal["pain_difficulty", "rice", "ice", "wsjf", "weighted", "kano"]
_NEEDS: dict[str, tuple[str, ...]] = {
    "rice": ("reach", "impact", "confidence", "effort"),
    "ice": ("impact", "confidence", "ease"),
    "wsjf": ("value", "urgency", "risk", "effort"),
}
_IMPACT = ((9.0, 3.0), (6.0, 2.0), (4.0, 1.0), (1.5, 0.5), (0.0, 0.25))
_COSTS = frozenset(["difficulty", "effort"])
_ALIKE = {"pain": 1.0, "difficulty": 1.0}
_NUMBER = re.compile(r"([-−]?[\d,]+(?:\.\d+)?)\s*(%|万|k)?", re.IGNORECASE)
_UNITS = {"%": 0.01, "万": 10_000.0, "k": 1_000.0}


class Ranked(BaseModel):
    """A scenario's score by such a method."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The scenario."""
    score: float | None
    """Its score; None while numbers are missing."""
    formula: str
    """The arithmetic with its numbers; empty while some are missing."""
    missing: tuple[str, ...]
    """The numbers that it lacks."""


def heads_of(text: str) -> tuple[str, ...]:
    """What a method that a text names goes by, in the order in which people give its numbers."""
    named = (key for key in _NEEDS if re.search(rf"(?<![a-z]){key}(?![a-z])", text, re.IGNORECASE))
    return _NEEDS.get(next(named, ""), ())


def ranked(method: Method, numbers: Mapping[str, Mapping[str, str]]) -> list[Ranked]:
    """All scenarios by the method, the best first; those that lack numbers come last.

    RICE = reach × impact × confidence ÷ effort (Sean McBride, Intercom, 2016);
    ICE = impact × confidence × ease (Sean Ellis); WSJF = (value + urgency + risk) ÷ effort, the
    cost of delay over the size of the job (Donald Reinertsen; SAFe).
    """
    return _in_order([_ranked(method, name, said) for name, said in numbers.items()])


def weighted(
    weights: Mapping[str, float], numbers: Mapping[str, Mapping[str, float | None]]
) -> list[Ranked]:
    """Scenarios by weighted criteria, 0 to 1: how near each is to the best that the scale allows.

    SPOTIS (Dezert, Tchamova, Han and Tacnet, FUSION 2020) in pymcdm. Its bounds are those of the
    scale, 0 to 10, so that another scenario never changes the order of these; pain and
    difficulty alike where no weights are given. `numbers` are on that scale; of `_COSTS` less is
    better.
    """
    given = {name: weight for name, weight in weights.items() if weight > 0} or _ALIKE
    shares = {name: weight / sum(given.values()) for name, weight in given.items()}
    whole = {
        name: [values.get(key) for key in given]
        for name, values in numbers.items()
        if all(values.get(key) is not None for key in given)
    }
    scores = _spotis(list(whole.values()), shares) if whole else []
    found = dict(zip(whole, scores, strict=True))
    return _in_order(
        [
            Ranked(
                name=name,
                score=round(found[name], 3) if name in found else None,
                formula=_shared(shares, values) if name in found else "",
                missing=tuple(key for key in given if values.get(key) is None),
            )
            for name, values in numbers.items()
        ]
    )


def _shared(shares: Mapping[str, float], values: Mapping[str, float | None]) -> str:
    """Each criterion's share times how near its value is to the best that the scale allows."""
    near = {name: (values.get(name) or 0.0) / 10 for name in shares}
    return " + ".join(
        f"{share:.0%} {name} × {1 - near[name] if name in _COSTS else near[name]:.3g}"
        for name, share in shares.items()
    )


def _in_order(scenarios: Sequence[Ranked]) -> list[Ranked]:
    """The best first, those without a score last, equals by name."""
    return sorted(scenarios, key=lambda one: (one.score is None, -(one.score or 0.0), one.name))


def _spotis(rows: Sequence[Sequence[float | None]], shares: Mapping[str, float]) -> list[float]:
    # It loads matplotlib and pandas, which takes longer than all the rest of an answer.
    from pymcdm.methods import SPOTIS  # noqa: PLC0415

    types = np.array([-1 if name in _COSTS else 1 for name in shares])
    method = SPOTIS(np.array([[0.0, 10.0]] * len(shares)))
    # The library refuses a single criterion or scenario; both are in order here.
    away = method(
        np.array(rows, dtype=float), np.array(list(shares.values())), types, validation=False
    )
    return [1 - float(one) for one in away]


def number(said: str) -> float | None:
    """A plain number, with its unit: `1,200`, `3万`, `80%` is 0.8.

    >>> number("80%"), number("3万"), number("1,200"), number("many")
    (0.8, 30000.0, 1200.0, None)
    """
    match = _NUMBER.fullmatch(said.strip())
    if match is None:
        return None
    return float(match[1].replace(",", "").replace("−", "-")) * _UNITS.get(
        (match[2] or "").lower(), 1.0
    )


def _figure(method: Method, key: str, said: str) -> float | None:
    """A number as it is said, or what the method has for a word: RICE's impact goes from 0.25 to 3.

    The steps are Intercom's (2016); the others take a word for what it is of 10.
    """
    figure = number(said)
    if figure is not None or (method == "rice" and key != "impact"):
        return figure
    of_ten = score(said, 10)
    if of_ten is None or method != "rice":
        return of_ten
    return next(step for least, step in _IMPACT if of_ten >= least)


def _ranked(method: Method, name: str, said: Mapping[str, str]) -> Ranked:
    read = {key: _figure(method, key, said[key]) for key in _NEEDS[method] if key in said}
    values = {key: value for key, value in read.items() if value is not None}
    missing = tuple(key for key in _NEEDS[method] if key not in values)
    if missing or (method != "ice" and values["effort"] <= 0):
        return Ranked(name=name, score=None, formula="", missing=missing or ("effort",))
    told = {key: f"{value:g}" for key, value in values.items()}
    if method == "rice":
        score = values["reach"] * values["impact"] * values["confidence"] / values["effort"]
        formula = f"{told['reach']} × {told['impact']} × {told['confidence']} ÷ {told['effort']}"
    elif method == "ice":
        score = values["impact"] * values["confidence"] * values["ease"]
        formula = f"{told['impact']} × {told['confidence']} × {told['ease']}"
    else:
        score = (values["value"] + values["urgency"] + values["risk"]) / values["effort"]
        formula = f"({told['value']} + {told['urgency']} + {told['risk']}) ÷ {told['effort']}"
    return Ranked(name=name, score=round(score, 2), formula=formula, missing=())
