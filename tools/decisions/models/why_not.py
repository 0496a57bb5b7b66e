"""Why a model that somebody names is not the pick: what it breaks, or what beats it."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue
from knowledge.records import Offer
from tools.decisions.models.constraints import Asked, constraints_of
from tools.decisions.models.scores import Own
from tools.decisions.models.shortlist import Choice, shortlist

_MOST = 3


class WhyNot(BaseModel):
    """What stands against one model."""

    model_config = ConfigDict(frozen=True)

    name: str
    """As it was named."""
    offer: Offer | None
    """The nearest offer of that name; None: the catalogue has none."""
    breaks: tuple[str, ...] = ()
    """The constraints that it breaks; empty: it fits."""
    choice: Choice | None = None
    """Its cost and score."""


def why_not(
    catalogue: Catalogue, names: Sequence[str], asked: Asked, words: str, own: Mapping[str, Own]
) -> list[WhyNot]:
    """For each name its best offers' constraints that do not hold, fewest first."""
    tests = list(constraints_of(catalogue, asked))
    found: list[WhyNot] = []
    for name in names[:_MOST]:
        offers = catalogue.find(name)
        if not offers:
            found.append(WhyNot(name=name, offer=None))
            continue
        broken = {
            one.id: [test.name for test in tests if not test.meets(one)] for one in offers[:40]
        }
        best = min(offers[:40], key=lambda one: (len(broken[one.id]), offers.index(one)))
        listed = shortlist(catalogue, [best], asked, words, own).choices
        found.append(WhyNot(name=name, offer=best, breaks=tuple(broken[best.id]), choice=listed[0]))
    return found
