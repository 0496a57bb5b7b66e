"""Prices that are too good to be true.

A model whose weights are closed runs at its maker's or under licence from it; who says that it
costs a fifth there has another unit, an old price, or something else under the name. Open weights
run anywhere, and a host may well be that much cheaper.
"""

from collections.abc import Iterable
from decimal import Decimal

from knowledge.records.offer import Offer, Price, StatedPrice

FAR_BELOW = 5
"""A price below the maker's by more than this factor is doubtful."""


def without_doubtful_prices(offers: Iterable[Offer]) -> list[Offer]:
    """The offers in their order; a doubtful price is put aside, so that it ranks nowhere."""
    offers = list(offers)
    makers: dict[str, Decimal] = {}
    for one in offers:
        cost = _cost(one.price)
        if one.is_first_party and one.price.currency == "USD" and cost:
            makers[one.model] = min(cost, makers.get(one.model, cost))
    is_open = {one.model for one in offers if one.open_weights}
    return [
        _put_aside(one) if one.model not in is_open and _is_doubtful(one, makers) else one
        for one in offers
    ]


def _is_doubtful(offer: Offer, makers: dict[str, Decimal]) -> bool:
    cost, makers_cost = _cost(offer.price), makers.get(offer.model)
    if cost is None or makers_cost is None or offer.price.currency != "USD":
        return False
    return cost * FAR_BELOW < makers_cost and not offer.is_first_party


def _cost(price: Price) -> Decimal | None:
    """A million tokens in and a million out; None where either is unknown."""
    if price.input is None or price.output is None:
        return None
    return price.input + price.output


def _put_aside(offer: Offer) -> Offer:
    stated = StatedPrice(
        price=offer.price, source=offer.price_source or offer.source, as_of=offer.as_of
    )
    unknown = Price(currency=offer.price.currency)
    put = {"price": unknown, "price_doubtful": True, "other_prices": (stated, *offer.other_prices)}
    return offer.model_copy(update=put)
