"""From a scenario and what is required to the short list of each kind of model it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.records import Currency, ExchangeRate, Usage
from knowledge.records.measured import Measured
from tools.decisions.models.amounts import usage_of
from tools.decisions.models.constraints import Asked
from tools.decisions.models.fitting import Relaxed, RuledOut, fit, relax
from tools.decisions.models.requirements import Requirements
from tools.decisions.models.scores import Own
from tools.decisions.models.shortlist import Shortlist, shortlist
from tools.decisions.models.why_not import WhyNot, why_not
from tools.decisions.task import Part, Task, kind_part


class Chosen(BaseModel):
    """One kind of model that the scenario takes, and what was found for it."""

    model_config = ConfigDict(frozen=True)

    part: Part
    """The kind."""
    usage: Usage
    """A month's use of it."""
    is_nominal: bool
    """Whether that use is only a way to compare prices, because the real one is unknown."""
    ruled_out: tuple[RuledOut, ...]
    """Which constraint left how many."""
    listed: Shortlist | None
    """The short list; None: nothing fits."""
    relaxed: tuple[Relaxed, ...] = ()
    """When nothing fits: what to relax."""
    why_not: tuple[WhyNot, ...] = ()
    """What stands against the models that were asked about."""


class Choosing(BaseModel):
    """The whole choice."""

    model_config = ConfigDict(frozen=True)

    parts: tuple[Chosen, ...]
    """One for each kind of model, in the order in which the scenario takes them."""
    is_assumed: bool
    """Whether the scenario named no kind, and text was taken."""
    needs: Requirements
    """What was applied."""
    measured: Measured | None
    """What of it was measured; None where all was said or nothing is known."""
    rate: ExchangeRate | None
    """How currencies were converted."""
    unapplied: tuple[str, ...]
    """Why a budget was not applied (`no_traffic`, `no_rate`, `no_budget`), and `no_languages`."""


def choose(
    catalogue: Catalogue,
    scenario: str,
    task: Task,
    needs: Requirements,
    *,
    measured: Measured | None,
    rate: ExchangeRate | None,
    own: Mapping[str, Own],
    asked_about: Sequence[str] = (),
) -> Choosing:
    """Choose among all offers, exactly.

    A budget that cannot be compared, for want of traffic or of an exchange rate, is not applied,
    and that is said; nothing is guessed.
    """
    rate = needs.rate or rate
    usage = needs.usage(as_usage(measured))
    parts = task.parts or (_assumed(needs),)
    unapplied, needs = _applicable(needs, usage, rate, catalogue, parts)
    return Choosing(
        parts=tuple(
            _chosen(catalogue, scenario, Asked(part, needs, usage, rate), own, asked_about)
            for part in parts
        ),
        is_assumed=not task.parts,
        needs=needs,
        measured=measured if _is_open(needs) and _is_used(measured, parts) else None,
        rate=rate,
        unapplied=unapplied,
    )


def _chosen(
    catalogue: Catalogue,
    scenario: str,
    asked: Asked,
    own: Mapping[str, Own],
    asked_about: Sequence[str],
) -> Chosen:
    usage, is_nominal = usage_of(asked.part, asked.usage)
    needs = asked.needs.model_copy(update={"budget": None}) if is_nominal else asked.needs
    asked = replace(asked, usage=usage, needs=needs)
    found = fit(catalogue, asked)
    listed = shortlist(catalogue, found.offers, asked, scenario, own) if found.offers else None
    return Chosen(
        part=asked.part,
        usage=usage,
        is_nominal=is_nominal,
        ruled_out=found.ruled_out,
        listed=listed,
        relaxed=() if listed else tuple(relax(catalogue, asked)),
        why_not=tuple(why_not(catalogue, asked_about, asked, scenario, own)),
    )


def _assumed(needs: Requirements) -> Part:
    part = kind_part("chat")
    return part.model_copy(update={"inputs": part.inputs | (needs.inputs or frozenset())})


def as_usage(measured: Measured | None) -> Usage | None:
    """A month's measured use as what prices are reckoned from."""
    if measured is None:
        return None
    return Usage(
        calls=measured.calls_a_month,
        input_tokens=measured.input_tokens,
        output_tokens=measured.output_tokens,
    )


def _is_open(needs: Requirements) -> bool:
    """Whether some of the traffic was not said."""
    return None in (needs.calls, needs.input_tokens, needs.output_tokens)


def _is_used(measured: Measured | None, parts: Sequence[Part]) -> bool:
    """Whether traces tell what any of these kinds is billed by: they count tokens."""
    counts = measured is not None and measured.input_tokens is not None
    return counts and any(part.kind == "chat" for part in parts)


def _applicable(
    needs: Requirements,
    usage: Usage,
    rate: ExchangeRate | None,
    catalogue: Catalogue,
    parts: Sequence[Part],
) -> tuple[tuple[str, ...], Requirements]:
    """What cannot be applied, and the requirements without it."""
    unapplied: list[str] = []
    dropped: dict[str, None] = {}
    if needs.budget and rate is None and _mostly(catalogue, parts) != needs.budget.currency:
        unapplied.append("no_rate")
        dropped = {"budget": None}
    elif needs.budget and all(usage_of(part, usage)[1] for part in parts):
        unapplied.append("no_traffic")
    if needs.unbudgeted and needs.budget is None:
        unapplied.append("no_budget")
    if needs.languages and all(part.kind == "chat" for part in parts):
        unapplied.append("no_languages")
    return tuple(unapplied), needs.model_copy(update=dropped)


def _mostly(catalogue: Catalogue, parts: Sequence[Part]) -> Currency:
    """The currency of most prices of the kinds that are asked for."""
    kinds = {part.kind for part in parts}
    yuan = [one.price.currency == "CNY" for one in catalogue.offers if one.kind in kinds]
    return "CNY" if sum(yuan) * 2 > len(yuan) else "USD"
