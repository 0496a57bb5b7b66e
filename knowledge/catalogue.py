"""The catalogue: which models can be had where, at what price, and how good they are said to be.

The base is models.dev; ours is added for speech and digital humans, and the team's own
`offers.yaml` lies on top. Of several sources of a price the first in this order is taken: the
team's file, our list of speech, what was fetched last, models.dev, genai-prices; another that says
otherwise is kept beside it. Unknown is unknown: an offer without a price has no cost.
"""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

from genai_prices import Usage as Tokens
from genai_prices.types import ModelPrice

from knowledge.offers.agreed import as_most_say
from knowledge.offers.doubt import without_doubtful_prices
from knowledge.offers.models_dev import models_dev_offers
from knowledge.offers.names import read_name
from knowledge.offers.own import OWN, own_offers, speech_offers
from knowledge.offers.providers import chinese_names, compliance_of, houses_of
from knowledge.offers.quality import qualities_of
from knowledge.offers.refresh import fetched_offers
from knowledge.offers.stated import with_stated_prices
from knowledge.records.offer import Offer, Price, Quality, Tier, Usage

_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)*")


class Catalogue:
    """All offers. Immutable, and so safe to share."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self.offers: tuple[Offer, ...] = tuple({one.id: one for one in offers}.values())
        """Each once; a later one takes the place of an earlier one with its id."""
        self._by_id = {one.id: one for one in self.offers}
        self._qualities: dict[str, tuple[Quality, ...]] = {}

    @classmethod
    def load(cls, home: Path | None = None) -> "Catalogue":
        """What is built in; over it what was fetched last, and the team's own offers on top.

        Raises BadInput for a file of own offers that cannot be read.
        """
        fetched = fetched_offers(home) if home else []
        offers = _completed(fetched) if fetched else _built_in()
        own = home / OWN if home else None
        if own is None or not own.exists():
            return cls(offers)
        return cls([*offers, *own_offers(own, {one.id: one for one in offers})])

    @cached_property
    def as_of(self) -> dt.date:
        """The day of the newest fact."""
        return max((one.as_of for one in self.offers if one.as_of), default=dt.date.min)

    @cached_property
    def _spoken(self) -> list[tuple[Offer, frozenset[str], frozenset[str]]]:
        """Each offer with the words of its name, and of its provider's and its maker's."""
        return [
            (
                one,
                frozenset(_WORD.findall(f"{one.model_id.rsplit('/', 1)[-1]} {one.name}".lower())),
                frozenset(_WORD.findall(f"{one.provider} {one.provider_name}".lower()))
                | houses_of(read_name(one.model_id).maker),
            )
            for one in self.offers
        ]

    def offer(self, offer_id: str) -> Offer | None:
        """The offer with that id, or None."""
        return self._by_id.get(offer_id)

    def find(self, words: str) -> list[Offer]:
        """Offers of what a person calls so, the nearest first: `DeepSeek`, `gpt-5 mini`, 通义千问.

        All words have to be in the model's name, the provider's or the maker's; of several, those
        come first that are called just so, then the maker's own before resellers', then the newest.
        """
        wanted = _words(words)
        if not wanted:
            return []
        found = [
            (named != wanted, not one.is_first_party, one.kind != "chat", -_day(one), one.id)
            for one, named, provider in self._spoken
            if wanted <= named | provider
        ]
        return [self._by_id[offer_id] for *_, offer_id in sorted(found)]

    def qualities(self, offer: Offer) -> tuple[Quality, ...]:
        """The public scores of the offer's model; empty where there are none."""
        if offer.id not in self._qualities:
            self._qualities[offer.id] = qualities_of(offer)
        return self._qualities[offer.id]

    def cost(self, offer: Offer, usage: Usage) -> Decimal | None:
        """What a usage costs in the offer's currency, exactly.

        None when an amount that the price is for, or the price of an amount, is unknown. The
        arithmetic of tokens, with cheaper cached and dearer long calls, is genai-prices'.
        """
        parts = [
            _tokens(offer.price, usage) if _has_tokens(usage) else None,
            _times(offer.price.million_characters, usage.characters, Decimal(1_000_000)),
            _times(offer.price.minute, usage.minutes),
            _times(offer.price.piece, usage.pieces),
        ]
        asked = [_has_tokens(usage), *(one is not None for one in _amounts(usage))]
        needed = [part for part, is_asked in zip(parts, asked, strict=True) if is_asked]
        if not needed or any(part is None for part in needed):
            return None
        return sum((part for part in needed if part is not None), Decimal(0)) * usage.calls


@cache
def _built_in() -> tuple[Offer, ...]:
    return _completed(())


def _completed(fetched: Iterable[Offer]) -> tuple[Offer, ...]:
    """Each offer once, with what else is known of its price and of its maker's registration."""
    offers = [*models_dev_offers(), *fetched, *speech_offers()]
    once = {one.id: one for one in offers}.values()
    priced = without_doubtful_prices(with_stated_prices(as_most_say(once)))
    return tuple(
        one.model_copy(update={"compliance": facts})
        if one.regions
        and "cn" in one.regions
        and not one.compliance
        and (facts := compliance_of(read_name(one.model_id).maker))
        else one
        for one in priced
    )


def _amounts(usage: Usage) -> tuple[float | None, ...]:
    return usage.characters, usage.minutes, usage.pieces


def _has_tokens(usage: Usage) -> bool:
    return usage.input_tokens is not None or usage.output_tokens is not None


def _times(
    price: Decimal | None, amount: float | None, per: Decimal = Decimal(1)
) -> Decimal | None:
    return price * Decimal(str(amount)) / per if price is not None and amount is not None else None


@lru_cache(maxsize=16_384)
def _tokens(price: Price, usage: Usage) -> Decimal | None:
    """One call's tokens; None where a price for some of them is unknown."""
    given, made = usage.input_tokens or 0, usage.output_tokens or 0
    if (given and price.input is None) or (made and price.output is None):
        return None
    cached = given * usage.cached_share if price.cache_read is not None else 0
    # Whole tokens only: a mean of 1,234.5 is reckoned as ten thousand calls, then divided.
    many = 10_000
    scaled = Tokens(
        input_tokens=round(given * many),
        output_tokens=round(made * many),
        cache_read_tokens=round(cached * many),
    )
    return _priced(price, price.tier(given)).calc_price(scaled)["total_price"] / many


def _priced(price: Price, tier: Tier | None) -> ModelPrice:
    long = tier or Tier(above=0)
    return ModelPrice(
        input_mtok=price.input if long.input is None else long.input,
        output_mtok=price.output if long.output is None else long.output,
        cache_read_mtok=price.cache_read if long.cache_read is None else long.cache_read,
    )


def _words(text: str) -> frozenset[str]:
    """The words of what a person calls a model, Chinese names by the word they stand for."""
    lowered = text.lower()
    for chinese, word in chinese_names().items():
        lowered = lowered.replace(chinese, f" {word} ")
    return frozenset(_WORD.findall(lowered))


def _day(offer: Offer) -> int:
    return offer.released.toordinal() if offer.released else 0
