"""What a call of each scored model costs: by its maker's offer, in dollars."""

from collections.abc import Collection, Sequence

from knowledge.catalogue import Catalogue
from knowledge.offers.names import read_name, same_model
from knowledge.records import ExchangeRate, Offer, Usage
from tools.decisions.mix.outcome import Left, LeftOut, Priced


def prices_of(
    models: Sequence[str],
    catalogue: Catalogue,
    call: Usage,
    rate: ExchangeRate | None,
    fitting: Collection[str] | None = None,
) -> tuple[tuple[Priced, ...], tuple[LeftOut, ...]]:
    """The models with a price for `call`, and those left out with the reason.

    A name is an offer's id, or a model's name: then its maker's own offer comes before resellers'.
    Of the offers those in `fitting` count, by their ids; None: all do.
    """
    priced, left = [], []
    for model in models:
        found = _cost(_offers(model, catalogue), catalogue, call, rate, fitting)
        if isinstance(found, tuple):
            offer, cost = found
            priced.append(Priced(model=model, offer=offer.id, cost=cost))
        else:
            left.append(LeftOut(model=model, reason=found))
    return tuple(priced), tuple(left)


def _offers(model: str, catalogue: Catalogue) -> list[Offer]:
    """Offers of just that model, the maker's own first; of an id, that offer alone."""
    if exact := catalogue.offer(model):
        return [exact]
    name = read_name(model)
    found = [
        one
        for one in catalogue.find(model.rsplit("/", 1)[-1])
        if same_model(name, read_name(one.model_id))
    ]
    return sorted(found, key=lambda one: not one.is_first_party)


def _cost(
    offers: Sequence[Offer],
    catalogue: Catalogue,
    call: Usage,
    rate: ExchangeRate | None,
    fitting: Collection[str] | None,
) -> tuple[Offer, float] | Left:
    """The first of the offers that can be reckoned with and its cost, or why there is none."""
    if not offers:
        return "unknown"
    allowed = [one for one in offers if fitting is None or one.id in fitting]
    if not allowed:
        return "unfit"
    reason: Left = "no_price"
    for offer in allowed:
        cost = catalogue.cost(offer, call)
        if cost is None:
            continue
        if offer.price.currency == "USD":
            return offer, float(cost)
        if rate is not None:
            return offer, float(cost / rate.cny_per_usd)
        reason = "no_rate"
    return reason
