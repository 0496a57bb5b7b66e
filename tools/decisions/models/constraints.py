"""The constraints, one a predicate. What is unknown of an offer meets none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.catalogue import Catalogue
from knowledge.records import ExchangeRate, Money, Offer, Usage
from tools.decisions.models.requirements import Requirements
from tools.decisions.task import Part

_SPOKEN = frozenset(["tts", "asr", "voice", "avatar"])


@dataclass(frozen=True)
class Constraint:
    """Something that an offer has to meet."""

    name: str
    """Which field of the requirements it comes from; `task` is what the scenario takes."""
    meets: Callable[[Offer], bool]
    """Whether an offer does."""


@dataclass(frozen=True)
class Asked:
    """All that a choice among offers goes by."""

    part: Part
    """The kind of model."""
    needs: Requirements
    """What is required of it."""
    usage: Usage
    """A month's use."""
    rate: ExchangeRate | None
    """How currencies are converted; None: not at all."""


def monthly(catalogue: Catalogue, offer: Offer, asked: Asked) -> Money | None:
    """What a month costs in the offer's currency; None where that is unknown."""
    cost = catalogue.cost(offer, asked.usage) if asked.usage.calls else None
    return Money(amount=cost, currency=offer.price.currency) if cost is not None else None


def takes(offer: Offer, part: Part) -> bool:
    """Whether an offer is of the kind that a part of a task takes."""
    return offer.kind == part.kind and part.inputs <= offer.inputs and part.outputs <= offer.outputs


def constraints_of(catalogue: Catalogue, asked: Asked) -> Iterator[Constraint]:
    """The constraints in the order in which they are shown; the dearest to check come last."""
    part, needs = asked.part, asked.needs
    yield Constraint("task", lambda one: takes(one, part) and not one.is_deprecated)
    if needs.only:
        wanted = _ids(catalogue, needs.only)
        yield Constraint("only", lambda one: one.id in wanted)
    if needs.exclude:
        away = _ids(catalogue, needs.exclude)
        yield Constraint("exclude", lambda one: one.id not in away)
    for name, test in _facts(needs, part):
        yield Constraint(name, test)
    prices = (
        ("max_input_price", needs.max_input_price),
        ("max_output_price", needs.max_output_price),
    )
    for name, most in prices:
        if most is not None:
            side = "input" if name == "max_input_price" else "output"
            yield Constraint(name, _priced(side, most, asked.rate))
    if needs.budget is not None:
        yield Constraint("budget", _within(catalogue, asked, needs.budget))


def _facts(needs: Requirements, part: Part) -> Iterator[tuple[str, Callable[[Offer], bool]]]:
    if (inputs := needs.inputs) and part.kind == "chat":
        yield "inputs", lambda one: inputs <= one.inputs
    if (languages := needs.languages) and part.kind in _SPOKEN:
        yield "languages", lambda one: one.languages is not None and languages <= one.languages
    if needs.tool_call is not None:
        yield "tool_call", lambda one: one.tool_call is needs.tool_call
    if needs.structured_output is not None:
        yield "structured_output", lambda one: one.structured_output is needs.structured_output
    if (context := needs.context) is not None:
        yield "context", lambda one: one.context is not None and one.context >= context
    if needs.open_weights is not None:
        yield "open_weights", lambda one: one.open_weights is needs.open_weights
    if (regions := needs.regions) is not None:
        yield "regions", lambda one: one.regions is not None and bool(one.regions & regions)
    if needs.reasoning is not None:
        yield "reasoning", lambda one: one.reasoning is needs.reasoning
    if (released := needs.released_after) is not None:
        yield "released_after", lambda one: one.released is not None and one.released >= released
    if words := needs.compliance:
        yield "compliance", lambda one: all(_stated(word, one) for word in words)


def _stated(word: str, offer: Offer) -> bool:
    return any(word.lower() in fact.lower() for fact in offer.compliance)


def _ids(catalogue: Catalogue, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one.id for name in names for one in catalogue.find(name))


def _priced(side: str, most: Money, rate: ExchangeRate | None) -> Callable[[Offer], bool]:
    def meets(offer: Offer) -> bool:
        price: Decimal | None = getattr(offer.price, side)
        if price is None:
            return False
        told = Money(amount=price, currency=offer.price.currency).converted(most.currency, rate)
        return told is not None and told.amount <= most.amount

    return meets


def _within(catalogue: Catalogue, asked: Asked, budget: Money) -> Callable[[Offer], bool]:
    def meets(offer: Offer) -> bool:
        cost = monthly(catalogue, offer, asked)
        told = cost.converted(budget.currency, asked.rate) if cost else None
        return told is not None and told.amount <= budget.amount

    return meets
