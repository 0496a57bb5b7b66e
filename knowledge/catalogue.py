"""The catalogue: which models can be had where, at what price, and how good they are said to be.

The base is models.dev; ours is added for speech and digital humans, and the team's own
`offers.yaml` lies on top. Unknown is unknown: an offer without a price has no cost.
"""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

from genai_prices import Usage as Tokens
from genai_prices.types import ModelPrice

from knowledge.offers.models_dev import models_dev_offers
from knowledge.offers.names import read_name
from knowledge.offers.own import OWN, own_offers, speech_offers
from knowledge.offers.providers import chinese_names, compliance_of
from knowledge.offers.quality import qualities_of
from knowledge.offers.refresh import fetched_offers
from knowledge.records.offer import Offer, Price, Quality, Usage

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
        if home is None:
            return cls(_built_in())
        own = own_offers(home / OWN) if (home / OWN).exists() else []
        return cls([*_built_in(), *fetched_offers(home), *own])

    @cached_property
    def as_of(self) -> dt.date:
        """The day of the newest fact."""
        return max((one.as_of for one in self.offers if one.as_of), default=dt.date.min)

    @cached_property
    def _spoken(self) -> list[tuple[Offer, frozenset[str], frozenset[str]]]:
        """Each offer with the words of its name and of its provider's."""
        return [
            (
                one,
                frozenset(_WORD.findall(f"{one.model_id.rsplit('/', 1)[-1]} {one.name}".lower())),
                frozenset(_WORD.findall(f"{one.provider} {one.provider_name}".lower())),
            )
            for one in self.offers
        ]

    def offer(self, offer_id: str) -> Offer | None:
        """The offer with that id, or None."""
        return self._by_id.get(offer_id)

    def find(self, words: str) -> list[Offer]:
        """Offers of what a person calls so, the nearest first: `DeepSeek`, `gpt-5 mini`, 通义千问.

        All words have to be in the model's name or the provider's; of several, those come first
        that are called just so, then the maker's own before resellers', then the newest.
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
    offers = [*models_dev_offers(), *speech_offers()]
    return tuple(
        one.model_copy(update={"compliance": facts})
        if one.regions
        and "cn" in one.regions
        and (facts := compliance_of(read_name(one.model_id).maker))
        else one
        for one in offers
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
    is_long = price.long_from is not None and given > price.long_from
    return _priced(price, is_long=is_long).calc_price(scaled)["total_price"] / many


def _priced(price: Price, *, is_long: bool) -> ModelPrice:
    if not is_long:
        return ModelPrice(
            input_mtok=price.input, output_mtok=price.output, cache_read_mtok=price.cache_read
        )
    return ModelPrice(
        input_mtok=price.long_input or price.input,
        output_mtok=price.long_output or price.output,
        cache_read_mtok=price.long_cache_read or price.cache_read,
    )


def _words(text: str) -> frozenset[str]:
    """The words of what a person calls a model, Chinese names by the word they stand for."""
    lowered = text.lower()
    for chinese, word in chinese_names().items():
        lowered = lowered.replace(chinese, f" {word} ")
    return frozenset(_WORD.findall(lowered))


def _day(offer: Offer) -> int:
    return offer.released.toordinal() if offer.released else 0
