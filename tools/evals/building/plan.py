"""What an evaluation set is to be made of: how many examples of which kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.evals.building.quantities import Bound

Where = Mapping[str, frozenset[str]]
"""For each dimension the values that will do; an example must fit all dimensions."""


@dataclass(frozen=True)
class Want:
    """How many examples of a kind are wanted."""

    where: Where
    """Which kind."""
    count: int | None = None
    """How many; None for a share or for the rest."""
    share: float | None = None
    """Which share of all, 0 to 1."""
    bound: Bound = "exactly"
    """How the number is meant."""


@dataclass(frozen=True)
class Each:
    """How many are wanted of every value of a dimension."""

    key: str
    """The dimension."""
    count: int | None
    """How many of each."""
    share: float | None
    """Which share each."""
    bound: Bound
    """How the number is meant."""
    where: Where = field(default_factory=dict)
    """What else they have to be."""


@dataclass(frozen=True)
class Plan:
    """What was asked for; nothing is filled in."""

    total: int | None = None
    """How many in all; None when it was not said."""
    wants: tuple[Want, ...] = ()
    """Kinds with their numbers."""
    rest: tuple[Where, ...] = ()
    """Kinds that share what is left over."""
    each: tuple[Each, ...] = ()
    """Dimensions with a number for every value."""
    only: Where = field(default_factory=dict)
    """Nothing but these."""
    without: Where = field(default_factory=dict)
    """None of these, whichever dimension they are of."""
    balance: tuple[str, ...] = ()
    """Dimensions whose values are to be equally many."""
    traffic: tuple[str, ...] = ()
    """Dimensions whose values are to be as frequent as in the traffic."""
    subject: str = ""
    """What it is to be about, in the user's words, where no slice of the data is called so."""
    unread: tuple[str, ...] = ()
    """Pieces that name something, or hold a number for it, which does not occur in the data."""

    @property
    def says_nothing(self) -> bool:
        """Whether no wish was read at all."""
        return self == Plan()
