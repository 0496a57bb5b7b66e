"""What has to be said beside an offer: of its price, its end and its registration."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge.language import Lang
from knowledge.offers.doubt import FAR_BELOW
from knowledge.records.offer import Offer, Price
from knowledge.texts import clauses, say

_SIGNS = {"USD": "$", "CNY": "¥"}
_UNITS = ("million_characters", "minute", "piece")


def notes(offer: Offer, lang: Lang) -> tuple[str, ...]:
    """Sentences, the weightiest first; none where there is nothing to warn of."""
    return tuple(_notes(offer, lang))


def _notes(offer: Offer, lang: Lang) -> Iterator[str]:
    stated = [
        say("models.note.stated", lang, source=one.source, price=_told(one.price, lang))
        for one in offer.other_prices
    ]
    if offer.price_doubtful:
        times = FAR_BELOW
        yield say("models.note.doubtful", lang, stated=stated[0], times=times)
        stated = stated[1:]
    if stated:
        yield say("models.note.differ", lang, stated=clauses(stated, lang))
    if offer.price_source:
        yield say("models.note.price_source", lang, source=offer.price_source)
    if offer.ends:
        yield say("models.note.ends", lang, date=offer.ends)
    for fact in offer.compliance:
        yield say("models.note.compliance", lang, fact=fact)


def _told(price: Price, lang: Lang) -> str:
    """`$3 / $15 for a million tokens in / out`, or what else is charged."""
    sign = _SIGNS[price.currency]
    if price.input is not None or price.output is not None:
        sides = (price.input, price.output)
        told = " / ".join(f"{sign}{_plain(one)}" if one is not None else "–" for one in sides)
        return say("models.note.tokens", lang, price=told)
    known = ((unit, getattr(price, unit)) for unit in _UNITS)
    unit, amount = next(((u, one) for u, one in known if one is not None), ("piece", None))
    told = f"{sign}{_plain(amount)}" if amount is not None else "–"
    return say(f"models.note.{unit}", lang, price=told)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
