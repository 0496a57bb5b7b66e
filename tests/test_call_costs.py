"""What calls cost by an offer: tiers, caches, and prices by day and hour."""

import datetime as dt
from decimal import Decimal

import pytest
from genai_prices.types import (
    ConditionalPrice,
    ModelPrice,
    StartDateConstraint,
    TimeOfDateConstraint,
)
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import Catalogue
from knowledge.offers.notes import notes
from knowledge.offers.stated import PACKAGE_DATE, in_force
from knowledge.records import Offer, Price, StatedPrice, Tier, Usage


def priced(**price: object) -> Offer:
    return Offer(
        provider="p", provider_name="P", model_id="m", name="M", price=Price.model_validate(price)
    )


def test_half_of_the_prompt_comes_from_the_cache() -> None:
    # 1,000 calls of 10,000 in, half of it cached, and 500 out, at $3, $0.30 cached and $15:
    # 5 M × 3 = $15; 5 M × 0.3 = $1.50; 0.5 M × 15 = $7.50.
    offer = priced(input="3", output="15", cache_read="0.3")
    usage = Usage(calls=1_000, input_tokens=10_000, output_tokens=500, cached_share=0.5)
    assert Catalogue([]).cost(offer, usage) == Decimal("24")


def test_without_a_price_for_the_cache_all_costs_the_same() -> None:
    usage = Usage(calls=1_000, input_tokens=10_000, output_tokens=500, cached_share=0.5)
    assert Catalogue([]).cost(priced(input="3", output="15"), usage) == Decimal("37.5")


@pytest.mark.parametrize(("tokens", "cost"), [(200_000, "0.315"), (300_000, "0.7725")])
def test_a_long_call_costs_more_from_its_first_token_on(tokens: int, cost: str) -> None:
    # $1.25 and $10 a million up to 200,000 tokens in, $2.50 and $15 for all above; 6,500 out:
    # 0.2 M × 1.25 + 0.0065 M × 10 = 0.25 + 0.065; 0.3 M × 2.5 + 0.0065 M × 15 = 0.75 + 0.0975
    # is the dearer rate for all; with 1,500 out 0.75 + 0.0225.
    long = {"above": 200_000, "input": "2.5", "output": "15"}
    offer = priced(input="1.25", output="10", tiers=[long])
    out = 6_500 if tokens == 200_000 else 1_500
    usage = Usage(calls=1, input_tokens=tokens, output_tokens=out)
    assert Catalogue([]).cost(offer, usage) == Decimal(cost)


@pytest.mark.parametrize(
    ("tokens", "cost"), [(32_000, "0.032"), (64_000, "0.128"), (256_000, "1.024")]
)
def test_a_call_pays_the_tier_that_it_falls_into(tokens: int, cost: str) -> None:
    # $1 a million up to 32,000 tokens, $2 up to 128,000, $4 above; the order of tiers is no matter.
    tiers = [{"above": 128_000, "input": "4"}, {"above": 32_000, "input": "2"}]
    usage = Usage(input_tokens=tokens, output_tokens=0)
    assert Catalogue([]).cost(priced(input="1", output="8", tiers=tiers), usage) == Decimal(cost)


@given(st.lists(st.integers(1, 10**6), max_size=5, unique=True), st.integers(0, 2 * 10**6))
def test_the_tier_is_the_last_one_passed(above: list[int], tokens: int) -> None:
    price = Price(tiers=tuple(Tier(above=one) for one in above))
    found = price.tier(tokens)
    passed = sorted(one for one in above if one < tokens)
    assert (found.above if found else None) == (passed[-1] if passed else None)


def test_sources_that_differ_are_named_with_their_price() -> None:
    other = StatedPrice(price=Price(minute=Decimal("0.05")), source="a page")
    offer = priced(minute="0.04").model_copy(update={"other_prices": (other,)})
    assert notes(offer, "en") == (
        "Another source has another price: a page says $0.05 a minute. The vendor's page decides"
        " before you order.",
    )
    assert notes(priced(input="1"), "zh") == ()


def conditional(cost: str, constraint: object = None) -> ConditionalPrice:
    price = ModelPrice(input_mtok=Decimal(cost), output_mtok=Decimal(cost))
    return ConditionalPrice(constraint=constraint, prices=price)  # type: ignore[arg-type]


def test_of_prices_by_day_the_last_begun_holds() -> None:
    past, future = (PACKAGE_DATE + dt.timedelta(days=days) for days in (-1, 1))
    prices = [
        conditional("5"),
        conditional("3", StartDateConstraint(past)),
        conditional("1", StartDateConstraint(future)),
    ]
    assert in_force(prices).input_mtok == Decimal(3)


def test_of_prices_by_the_hour_the_dearest_holds() -> None:
    start, end = dt.time(1, tzinfo=dt.UTC), dt.time(4, tzinfo=dt.UTC)
    prices = [conditional("1"), conditional("2", TimeOfDateConstraint(start, end))]
    assert in_force(prices).input_mtok == Decimal(2)


@pytest.mark.parametrize(
    "usage",
    [Usage(input_tokens=100, output_tokens=5), Usage(minutes=2), Usage(calls=5)],
)
def test_what_has_no_price_has_no_cost(usage: Usage) -> None:
    assert Catalogue([]).cost(priced(input="3"), usage) is None


def test_fractions_of_tokens_are_not_lost() -> None:
    usage = Usage(calls=10_000, input_tokens=0.5, output_tokens=0)
    assert Catalogue([]).cost(priced(input="2", output="4"), usage) == Decimal("0.01")
