"""What is known of providers: where they process data, whose models are their own, plans."""

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


@cache
def maker_words() -> tuple[str, ...]:
    """The words that the models of makers are known by, longest first: `claude`, `qwen`, `o3`."""
    makers: dict[str, list[str]] = _known()["makers"]
    words = {word for made in makers.values() for word in made} | set(_known()["unsold"].split())
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def spoken_names() -> tuple[str, ...]:
    """What a text may call a model, a maker or a provider by, longest first, in lower case.

    Words that mean something else in running text, such as `step`, are left out.
    """
    words = set(maker_words()) - set(_known()["common"].split())
    words |= set(_known()["spoken"].split()) | set(chinese_names())
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def first_party(provider: str, maker: str | None) -> bool:
    """Whether the provider made the models that are known by this word."""
    return maker is not None and maker in _known()["makers"].get(provider, ())


@cache
def houses_of(maker: str | None) -> frozenset[str]:
    """What people call the makers whose models are known by this word: `google` for `gemini`."""
    makers, houses = _known()["makers"], _known()["houses"]
    return frozenset(name for name, provider in houses.items() if maker in makers[provider])


def compliance_of(maker: str | None) -> tuple[str, ...]:
    """What is known of the registration of a maker's models, each with its source."""
    known: dict[str, str] = _known()["registered"]
    return (known[maker],) if maker in known else ()


@cache
def chinese_names() -> dict[str, str]:
    """What people call makers in Chinese, longest first, and the word in names for it."""
    called: dict[str, str] = _known()["called"]
    return dict(sorted(called.items(), key=lambda item: -len(item[0])))
