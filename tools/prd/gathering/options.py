"""What can be built and with what: the feature as a scenario, and the models that it takes."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time

from knowledge.records import Money, Need, Offer, Usage
from knowledge.records.measured import Measured
from knowledge.records.prd import Source
from knowledge.texts import say
from tools.decisions.models.amounts import usage_of
from tools.decisions.models.choose import Choosing, Chosen, as_usage, choose
from tools.decisions.models.own_scores import own_scores
from tools.decisions.models.requirements import requirements_of
from tools.decisions.models.shortlist import Choice
from tools.decisions.models.wording import money, score_value
from tools.decisions.scenarios.board import placed, scenario_of
from tools.decisions.scenarios.subject import Subject
from tools.decisions.task import task_of
from tools.deps import Deps
from tools.prd.gathering.facts import Priced, Scored

_ROLES = ("pick", "strongest", "cheapest", "other")
_MODELS = 3


def scenario_of_feature(
    deps: Deps, feature: str, subject: Subject, needs: Sequence[Need]
) -> Scored | None:
    """Its scores, given or estimated, and its place on the board; None without any score."""
    board = deps.scenarios.all()
    called = feature.strip().casefold()
    named = next((one for one in board if one.casefold() == called), None)
    named = named or next((one for one in board if subject.is_in(one)), None)
    numbers = {name: one.numbers for name, one in board.items()}
    if named is None:
        numbers[feature] = {}
    offers = deps.catalogue.offers
    order = placed(
        [
            scenario_of(
                name, of, deps.lang, needs=needs, other_names=deps.docs.asked_terms, offers=offers
            )
            for name, of in numbers.items()
        ]
    )
    names = [one.scenario.name for one in order]
    at = names.index(named or feature)
    found = order[at]
    pain, hard = found.scenario.pain, found.scenario.difficulty
    if pain.value is None and hard.value is None:
        return None
    unknown = say("scenarios.text.unknown", deps.lang)
    quote = say(
        "prd.quote.scenario",
        deps.lang,
        pain=unknown if pain.value is None else f"{pain.value:g}",
        hard=unknown if hard.value is None else f"{hard.value:g}",
        value=unknown if found.value is None else f"{found.value:g}",
    )
    source = Source(kind="scenario", id=found.scenario.name, quote=quote, at=deps.clock())
    return Scored(found, at + 1 if named else None, len(board), source)


def models_of(deps: Deps, feature: str, usage: Measured | None) -> tuple[Priced, ...]:
    """For each kind of model that the feature takes: the pick, the strongest and the cheapest."""
    found = chosen_for(deps, feature, usage)
    return tuple(
        _priced(deps, part, one)
        for part in (found.parts if found else ())
        if part.listed
        for one in _first(part.listed.choices)
    )


def price_now(
    deps: Deps,
    feature: str,
    usage: Measured | None,
    before: Source,
    chosen: Callable[[], Choosing | None],
) -> Source | None:
    """A price as it is now; None where the model is offered no more.

    Where cost and calls are those of `before`, the models `chosen` for the feature are not asked.
    """
    offer = deps.catalogue.offer(before.id)
    if offer is None:
        return None
    part = next((one for one in task_of(feature).parts if one.kind == offer.kind), None)
    if part is None:
        return before
    used, _ = usage_of(part, requirements_of([feature]).usage(as_usage(usage)))
    amount = deps.catalogue.cost(offer, used)
    cost = Money(amount=amount, currency=offer.price.currency) if amount is not None else None
    if (money(cost) or "–") in before.quote and f"{used.calls:,}" in before.quote:
        return before
    found = chosen()
    listed = [one.listed for one in found.parts if one.listed] if found else []
    known = [choice for one in listed for choice in (*one.choices, *one.drawn)]
    # The model may be had elsewhere for less by now; how good it is does not hang on that.
    score = next((score_value(it) for it in known if it.offer.model == offer.model), "–")
    return _price_source(deps, offer, money(cost), used, score)


def chosen_for(deps: Deps, feature: str, usage: Measured | None) -> Choosing | None:
    """The models for each part of the feature; None where it is not known what it takes."""
    task = task_of(feature)
    if not task.known:
        return None
    return choose(
        deps.catalogue,
        feature,
        task,
        requirements_of([feature]),
        measured=usage,
        rate=deps.product.exchange,
        own=own_scores(deps.load_scores()),
    )


def _first(choices: Sequence[Choice]) -> list[Choice]:
    """The most telling ones: the pick, then the strongest, the cheapest, the others."""
    known = [one for one in choices if one.role in _ROLES and one.cost is not None]
    return sorted(known, key=lambda one: _ROLES.index(one.role))[:_MODELS]


def _priced(deps: Deps, part: Chosen, one: Choice) -> Priced:
    source = _price_source(deps, one.offer, money(one.cost), part.usage, score_value(one))
    return Priced(one, part.part, part.usage, part.is_nominal, source)


def _price_source(deps: Deps, offer: Offer, cost: str | None, usage: Usage, score: str) -> Source:
    quote = say(
        "prd.quote.price",
        deps.lang,
        name=offer.name,
        provider=offer.provider_name,
        cost=cost or "–",
        calls=f"{usage.calls:,}",
        score=score,
    )
    at = datetime.combine(offer.as_of, time(), UTC) if offer.as_of else None
    return Source(kind="price", id=offer.id, quote=quote, at=at)
