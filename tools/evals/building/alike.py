"""Drops examples that ask the same again, so that each one of a set tests something else."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.records import Example
from tools.evals.building.slicing import slices_of
from tools.evals.likeness import alike, asked
from tools.evals.likeness.alike import Least

_LEAST = Least(shingles=0.75, within=0.95, words=0.75)
"""Stricter than for what may be trained on: one form of words with another subject is no repeat."""
_SAME = ("copy", "near_copy", "paraphrase")
"""Likenesses for which one of two is dropped; a translation tests the other language."""


class Alike(BaseModel):
    """An example that was dropped for another one."""

    model_config = ConfigDict(frozen=True)

    dropped: str
    """Its query."""
    kept: str
    """The query that it repeats."""


def without_alike(
    examples: Sequence[Example], among: Sequence[Example] = ()
) -> tuple[list[Example], list[Alike]]:
    """The examples that repeat neither an earlier one nor one of `among`, and those that do.

    Two that differ in a figure, in what they ask for, or in a slice of the product's own are not
    the same: "15 秒" and "30 秒" test different things.
    """
    everything = [*among, *examples]
    pairs = alike([asked(one) for one in everything], least=_LEAST)
    gone: dict[int, int] = {}
    for pair in sorted(pairs, key=lambda one: (max(one.one, one.other), min(one.one, one.other))):
        later, earlier = max(pair.one, pair.other), min(pair.one, pair.other)
        if later < len(among) or later in gone or earlier in gone:
            continue
        is_same = pair.why in _SAME and not pair.figures_differ
        if is_same and _asks_the_same(everything[later], everything[earlier]):
            gone[later] = earlier
    kept = [one for at, one in enumerate(everything) if at >= len(among) and at not in gone]
    dropped = [
        Alike(dropped=everything[later].query, kept=everything[earlier].query)
        for later, earlier in sorted(gone.items())
    ]
    return kept, dropped


def _asks_the_same(one: Example, other: Example) -> bool:
    if one.relevant and other.relevant and not {*one.relevant} & {*other.relevant}:
        return False  # other passages answer it
    here, there = slices_of(one), slices_of(other)
    named = {*one.constraints, *other.constraints, "intent", "feature", "style", "audience"}
    return one.constraints == other.constraints and all(
        here.get(key) == there.get(key) for key in named
    )
