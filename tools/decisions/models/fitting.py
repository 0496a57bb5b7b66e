"""Which offers meet all constraints, which constraint ruled out how many, and what to relax."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.records import Offer
from tools.decisions.models.constraints import Asked, constraints_of, monthly


class RuledOut(BaseModel):
    """What one constraint did."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The constraint."""
    out: int
    """How many offers of the kind break it, whatever else they break."""
    left: int
    """How many are left once it and those before it have been applied."""


class Relaxed(BaseModel):
    """A least change of the requirements that lets an offer in."""

    model_config = ConfigDict(frozen=True)

    names: tuple[str, ...]
    """The constraints to relax; one, or two where no single one does."""
    to: str | None
    """How far, for a number; None: it has to go."""
    offer: str
    """The offer that comes in."""
    count: int
    """How many come in when it goes altogether."""


class Fit(BaseModel):
    """The offers that meet everything."""

    model_config = ConfigDict(frozen=True)

    offers: tuple[Offer, ...]
    """All of them."""
    ruled_out: tuple[RuledOut, ...]
    """The constraints in the order in which they were applied."""


def fit(catalogue: Catalogue, asked: Asked) -> Fit:
    """Apply the constraints one after the other; exact, over the whole catalogue."""
    first, *others = constraints_of(catalogue, asked)
    kind = [one for one in catalogue.offers if first.meets(one)]
    left, ruled = kind, [RuledOut(name=first.name, out=0, left=len(kind))]
    for constraint in others:
        left = [one for one in left if constraint.meets(one)]
        # What breaks the budget takes a reckoning for each offer, so it is counted on those left.
        among = kind if constraint.name != "budget" else None
        out = (
            sum(not constraint.meets(one) for one in among) if among else ruled[-1].left - len(left)
        )
        ruled.append(RuledOut(name=constraint.name, out=out, left=len(left)))
    return Fit(offers=tuple(left), ruled_out=tuple(ruled))


def relax(catalogue: Catalogue, asked: Asked) -> list[Relaxed]:
    """What to relax when nothing fits: each single constraint that does, else the pairs that do."""
    task, *others = constraints_of(catalogue, asked)
    kind = [one for one in catalogue.offers if task.meets(one)]
    names = [one.name for one in others]
    broken = [
        frozenset(name for name, breaks in zip(names, row, strict=True) if breaks)
        for row in zip(*([not one.meets(offer) for offer in kind] for one in others), strict=True)
    ]
    if found := [
        one for name in names if (one := _relaxed(catalogue, asked, kind, broken, (name,)))
    ]:
        return found
    pairs = [_relaxed(catalogue, asked, kind, broken, pair) for pair in combinations(names, 2)]
    return [one for one in pairs if one]


def _relaxed(
    catalogue: Catalogue,
    asked: Asked,
    kind: Sequence[Offer],
    broken: Sequence[frozenset[str]],
    names: tuple[str, ...],
) -> Relaxed | None:
    """What comes in when these constraints go; `broken` are those that each offer breaks."""
    gone = frozenset(names)
    inside = [offer for offer, breaks in zip(kind, broken, strict=True) if breaks <= gone]
    if not inside:
        return None
    if len(names) > 1:
        return Relaxed(names=names, to=None, offer=inside[0].id, count=len(inside))
    nearest = _nearest(catalogue, asked, names[0], inside)
    offer, to = nearest or (inside[0], None)
    is_number = names[0] in {"budget", "max_input_price", "max_output_price", "context"}
    if is_number and nearest is None:
        return None  # what has no price stays out, however high the budget is
    return Relaxed(names=names, to=to, offer=offer.id, count=len(inside))


def _nearest(
    catalogue: Catalogue, asked: Asked, name: str, inside: Sequence[Offer]
) -> tuple[Offer, str] | None:
    """The offer that a number has to be changed least for, and to what."""
    if name == "context":
        known = [(one.context, one) for one in inside if one.context]
        best = max(known, key=lambda item: item[0], default=None)
        return (best[1], f"{best[0]:,}") if best else None
    if name not in {"budget", "max_input_price", "max_output_price"}:
        return None
    limit = getattr(asked.needs, name)
    priced: list[tuple[Decimal, str, Offer]] = []
    for one in inside:
        if name == "budget":
            money = monthly(catalogue, one, asked)
            told = money.converted(limit.currency, asked.rate) if money else None
            amount = told.amount if told else None
        else:
            amount = one.price.input if name == "max_input_price" else one.price.output
            amount = amount if one.price.currency == limit.currency else None
        if amount is not None:
            priced.append((amount, one.id, one))
    least = min(priced, key=lambda item: item[:2], default=None)
    return (least[2], f"{least[0]:,.2f} {limit.currency}") if least else None
