"""Amounts of money, and the rate at which a team converts them."""

import datetime as dt
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records.offer import Currency


class ExchangeRate(BaseModel):
    """What a dollar is worth in yuan, as somebody said it; we never guess one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cny_per_usd: Decimal = Field(gt=0)
    """Yuan for one dollar."""
    as_of: dt.date | None = None
    """The day of the rate; None where whoever gave it did not say."""
    source: str = ""
    """Whose rate it is; empty for one that the user has just said."""


class Money(BaseModel):
    """An amount in a currency."""

    model_config = ConfigDict(frozen=True)

    amount: Decimal = Field(ge=0)
    """How much."""
    currency: Currency
    """Of what."""

    def converted(self, to: Currency, rate: ExchangeRate | None) -> "Money | None":
        """The same in another currency; None without a rate.

        >>> rate = ExchangeRate(cny_per_usd=Decimal(7))
        >>> Money(amount=Decimal(14), currency="CNY").converted("USD", rate)
        Money(amount=Decimal('2'), currency='USD')
        """
        if to == self.currency:
            return self
        if rate is None:
            return None
        dollars = to == "USD"
        amount = self.amount / rate.cny_per_usd if dollars else self.amount * rate.cny_per_usd
        return Money(amount=amount, currency=to)
