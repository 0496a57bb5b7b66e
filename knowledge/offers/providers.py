"""What is known of providers: where they process data, whose models are their own, plans."""

from collections.abc import Collection
from functools import cache
from typing import Any, cast, get_args

from knowledge.packaged import packaged
from knowledge.records.offer import Region


@cache
def _known() -> dict[str, Any]:
    loaded: dict[str, Any] = packaged("knowledge.offers", "providers.yaml")
    return loaded


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_known()[name].split())


@cache
def regions_of(provider: str) -> frozenset[Region] | None:
    """Where a provider processes data; None where that is not known."""
    regions = [cast("Region", one) for one in get_args(Region) if provider in _listed(one)]
    return frozenset(regions) or None


def is_plan(provider: str) -> bool:
    """Whether it sells by the month, or runs on one's own machine, so that a call has no price."""
    return provider in _listed("plans")


def first_party(provider: str, words: Collection[str]) -> bool:
    """Whether the provider made the model whose name has these words."""
    made = _known()["makers"].get(provider, ())
    return any(word.startswith(maker) for word in words for maker in made)


def compliance_of(words: Collection[str]) -> tuple[str, ...]:
    """What is known of a model's registrations."""
    known: dict[str, dict[str, Any]] = _known()["registered"]
    return tuple(
        str(fact["words"])
        for maker, fact in known.items()
        if any(word.startswith(maker) for word in words)
    )


@cache
def chinese_names() -> dict[str, str]:
    """What people call makers in Chinese, longest first, and the word in names for it."""
    called: dict[str, str] = _known()["called"]
    return dict(sorted(called.items(), key=lambda item: -len(item[0])))
