"""From the offers that fit to a short list: one entry a model, each with what it is there for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.offers.quality import LIVEBENCH_DATE
from knowledge.records import Money, Offer, Quality
from tools.decisions.models.constraints import Asked, monthly
from tools.decisions.models.requirements import Requirements
from tools.decisions.models.scores import (
    Own,
    Score,
    Yardstick,
    aspects_of,
    board_score,
    other_scores,
    own_score,
)

Role = Literal["pick", "strongest", "cheapest", "efficient", "other"]
GOOD_ENOUGH = 0.9
"""The pick is the cheapest model that reaches this share of the best fitting one's score, unless
another share was said."""
MOST = 6
"""Entries of a short list."""


class Choice(BaseModel):
    """A model that fits, at the provider where it is best had."""

    model_config = ConfigDict(frozen=True)

    offer: Offer
    """The offer."""
    role: Role
    """What it is on the list for."""
    cost: Money | None
    """A month in the offer's currency; None is unknown."""
    comparable: float | None
    """The same in dollars, to compare; None is unknown."""
    score: Score | None
    """How good it is by the yardstick; None is unknown."""
    others: tuple[Quality, ...] = ()
    """What other boards say."""
    also_at: int = 0
    """At how many other providers it fits as well."""


class Shortlist(BaseModel):
    """What was chosen, and by what."""

    model_config = ConfigDict(frozen=True)

    yardstick: Yardstick
    """By what quality was compared."""
    choices: tuple[Choice, ...]
    """The best first; at most `MOST`."""
    drawn: tuple[Choice, ...]
    """All models with a cost and a score, for the picture, the cheapest first."""
    models: int
    """How many different models fit."""
    unscored: int
    """How many of them have no score by the yardstick."""
    unpriced: int
    """How many have no known cost."""


def shortlist(
    catalogue: Catalogue,
    offers: Sequence[Offer],
    asked: Asked,
    words: str,
    own: Mapping[str, Own],
) -> Shortlist:
    """The short list: cheapest good enough first, then the strongest, the cheapest, the efficient.

    With `prefer` cost or quality the order is by that. What has no score is never called good,
    and what has no price is never called cheap: such models come after all others.
    """
    yardstick = _yardstick(offers, own, words, asked)
    choices = [
        _choice(catalogue, group, asked, yardstick, own) for group in _by_model(offers).values()
    ]
    known = sorted((one for one in choices if _is_known(one)), key=_cheap)
    ordered = _ordered(known, asked.needs)
    rest = sorted((one for one in choices if not _is_known(one)), key=_unknown_last)
    listed = [*ordered, *(one.model_copy(update={"role": "other"}) for one in rest)]
    return Shortlist(
        yardstick=yardstick,
        choices=tuple(listed[:MOST]),
        drawn=tuple(known),
        models=len(choices),
        unscored=sum(one.score is None for one in choices),
        unpriced=sum(one.comparable is None for one in choices),
    )


def efficient(known: Sequence[Choice]) -> list[Choice]:
    """Those that no other one beats in both cost and score, the cheapest first."""
    front: list[Choice] = []
    for one in sorted(known, key=_cheap):
        if not front or _value(one) > _value(front[-1]):
            front.append(one)
    return front


def _yardstick(
    offers: Sequence[Offer], own: Mapping[str, Own], words: str, asked: Asked
) -> Yardstick:
    if any(one.model in own for one in offers):
        return Yardstick(basis="own")
    if asked.part.kind != "chat":
        return Yardstick(basis="none")
    return Yardstick(
        basis="public", board="LiveBench", metrics=aspects_of(words), date=LIVEBENCH_DATE
    )


def _by_model(offers: Sequence[Offer]) -> dict[str, list[Offer]]:
    groups: dict[str, list[Offer]] = defaultdict(list)
    for one in offers:
        groups[one.model or one.id].append(one)
    return groups


def _choice(
    catalogue: Catalogue,
    group: Sequence[Offer],
    asked: Asked,
    yardstick: Yardstick,
    own: Mapping[str, Own],
) -> Choice:
    """The maker's own offer where it has a price, else the cheapest."""
    costs = {one.id: monthly(catalogue, one, asked) for one in group}
    dollars = {one.id: _dollars(costs[one.id], asked) for one in group}

    def rank(one: Offer) -> tuple[bool, bool, float, str]:
        cost = dollars[one.id]
        return (cost is None, not one.is_first_party, cost or 0.0, one.id)

    best = min(group, key=rank)
    score = None
    if yardstick.basis == "own":
        score = own_score(best, own)
    elif yardstick.basis == "public":
        score = board_score(catalogue, best, yardstick.metrics)
    return Choice(
        offer=best,
        role="other",
        cost=costs[best.id],
        comparable=dollars[best.id],
        score=score,
        others=tuple(other_scores(catalogue, best)),
        also_at=len(group) - 1,
    )


def _dollars(cost: Money | None, asked: Asked) -> float | None:
    told = cost.converted("USD", asked.rate) if cost else None
    return float(told.amount) if told else None


def _ordered(known: Sequence[Choice], needs: Requirements) -> list[Choice]:
    if not known:
        return []
    front = efficient(known)
    strongest = max(known, key=lambda one: (_value(one), -_cost(one)))
    least = (needs.good_enough or GOOD_ENOUGH) * _value(strongest)
    enough = min((one for one in known if _value(one) >= least), key=_cheap)
    pick = enough
    if needs.good_enough is None:
        pick = {"cost": known[0], "quality": strongest}.get(needs.prefer or "", enough)
    pick = front[min(max(front.index(pick) + needs.step, 0), len(front) - 1)]
    roles: list[tuple[Role, Choice]] = [
        ("pick", pick),
        ("strongest", strongest),
        ("cheapest", known[0]),
    ]
    roles += [("efficient", one) for one in sorted(front, key=lambda one: -_value(one))]
    roles += [("other", one) for one in sorted(known, key=lambda one: -_value(one))]
    listed: dict[str, Choice] = {}
    for role, one in roles:
        listed.setdefault(one.offer.id, one.model_copy(update={"role": role}))
    return list(listed.values())


def _is_known(one: Choice) -> bool:
    return one.score is not None and one.comparable is not None


def _value(one: Choice) -> float:
    return one.score.value if one.score else 0.0


def _cost(one: Choice) -> float:
    return one.comparable if one.comparable is not None else float("inf")


def _cheap(one: Choice) -> tuple[float, float, str]:
    return (_cost(one), -_value(one), one.offer.id)


def _unknown_last(one: Choice) -> tuple[bool, bool, float, str]:
    return (one.score is None, one.comparable is None, _cost(one), one.offer.id)
