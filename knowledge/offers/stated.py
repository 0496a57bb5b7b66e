"""Prices as the `genai-prices` package states them: where ours has none, and beside ours.

Only a model of the very same id at the same provider is taken; the package's own rules for likening
ids are meant for bills, and would give a regional surcharge to the offer without one.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib.metadata import version

from genai_prices import data
from genai_prices.types import ConditionalPrice, ModelPrice, StartDateConstraint, TieredPrices

from knowledge.offers.providers import is_plan
from knowledge.records.offer import Offer, Price, StatedPrice, Tier

PACKAGE_DATE = dt.date(2026, 11, 9)
"""The newest day on which a price in the package began; what begins later is announced only."""
_PROVIDERS = {
    "x-ai": "xai",
    "aws": "amazon-bedrock",
    "together": "togetherai",
    "fireworks": "fireworks-ai",
    "novita": "novita-ai",
    "cloudflare": "cloudflare-workers-ai",
}
"""What the package calls a provider, and we."""
_COMPARED = "input output cache_read audio_input audio_output million_characters minute".split()


def with_stated_prices(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Each with the package's price where it has none, and beside its own where they differ."""
    for offer in offers:
        stated = None if is_plan(offer.provider) else _stated().get(offer.id.lower())
        if stated is None:
            yield offer
        elif not offer.price.is_known:
            yield offer.model_copy(update={"price": stated.price, "price_source": stated.source})
        elif _differs(offer.price, stated.price):
            yield offer.model_copy(update={"other_prices": (*offer.other_prices, stated)})
        else:
            yield offer


def _differs(ours: Price, theirs: Price) -> bool:
    """Whether a figure that both know is another; rounding, and what only one knows, is none."""
    if ours.currency != theirs.currency:
        return True
    pairs = ((getattr(ours, name), getattr(theirs, name)) for name in _COMPARED)
    return any(abs(one - other) * 100 > max(one, other) for one, other in pairs if one and other)


@cache
def _stated() -> dict[str, StatedPrice]:
    """The package's prices by the offer's id, in lower case."""
    source = f"genai-prices {version('genai-prices')}"
    found = {}
    for provider in data.providers:
        ours = _PROVIDERS.get(provider.id, provider.id)
        for model in provider.models:
            price = _price(in_force(model.prices))
            if price.is_known:
                offer_id = f"{ours}/{model.id}".lower()
                found[offer_id] = StatedPrice(price=price, source=source, as_of=PACKAGE_DATE)
    return found


def in_force(prices: ModelPrice | list[ConditionalPrice]) -> ModelPrice:
    """The price on the package's day; of prices by the hour the dearest, so that none looks cheap.

    The last that has begun by then holds; one that begins on no day has always held.
    """
    if isinstance(prices, ModelPrice):
        return prices
    by_day = [one for one in prices if _start(one) is not None or one.constraint is None]
    begun = [one for one in by_day if (_start(one) or dt.date.min) <= PACKAGE_DATE]
    hourly = [one for one in prices if one not in by_day]
    return max((one.prices for one in [*begun[-1:], *hourly]), key=_height, default=ModelPrice())


def _start(price: ConditionalPrice) -> dt.date | None:
    when = price.constraint
    return when.start_date if isinstance(when, StartDateConstraint) else None


def _height(price: ModelPrice) -> Decimal:
    sides = (price.input_mtok, price.output_mtok)
    return sum((_base(one) or Decimal(0) for one in sides), Decimal(0))


def _price(stated: ModelPrice) -> Price:
    hours = _base(stated.audio_hours) or _base(stated.input_audio_hours)
    given, made = _base(stated.input_mtok), _base(stated.output_mtok)
    if not given and not made:
        given = made = None  # a trial or a plan, as in models.dev's list
    return Price(
        input=given,
        output=made,
        cache_read=_base(stated.cache_read_mtok) or None,
        cache_write=_base(stated.cache_write_mtok) or None,
        audio_input=_base(stated.input_audio_mtok),
        audio_output=_base(stated.output_audio_mtok),
        million_characters=_base(stated.input_mchars),
        minute=hours / 60 if hours else None,
        tiers=tuple(_tiers(stated)),
    )


def _tiers(stated: ModelPrice) -> Iterator[Tier]:
    sides = {
        "input": stated.input_mtok,
        "output": stated.output_mtok,
        "cache_read": stated.cache_read_mtok,
    }
    steps = {
        (tier.start, name): tier.price
        for name, price in sides.items()
        if isinstance(price, TieredPrices)
        for tier in price.tiers
    }
    for above in sorted({start for start, _ in steps}):
        yield Tier(above=above, **{name: steps.get((above, name)) for name in sides})


def _base(price: Decimal | TieredPrices | None) -> Decimal | None:
    return price.base if isinstance(price, TieredPrices) else price
