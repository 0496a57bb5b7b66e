"""Which examples of a set a change means."""

from collections.abc import Sequence

from knowledge.records import DatasetVersion, Example
from tools.evals.building.changes import Change
from tools.evals.building.quotas import fits


def picked(examples: Sequence[Example], change: Change) -> list[Example]:
    """The examples that a `drop` or `keep` names, in order.

    Of several dimensions those to keep must fit all, those to drop any one.
    """
    last = len(examples) if -1 in change.places else 0
    return [
        one for at, one in enumerate(examples, start=1) if at == last or _is_meant(one, at, change)
    ]


def _is_meant(example: Example, place: int, change: Change) -> bool:
    if place in change.places or example.id in change.ids:
        return True
    if any(word in example.query.casefold() for word in change.words):
        return True
    if not change.where:
        return False
    if change.kind == "keep":
        return fits(example, change.where)
    return any(fits(example, {key: values}) for key, values in change.where.items())


def contents(versions: Sequence[DatasetVersion]) -> list[DatasetVersion]:
    """The versions that an undo can lead to, the newest first, and the one that stands."""
    return [one for at, one in enumerate(versions) if not one.is_off or not at]


def came_back(versions: Sequence[DatasetVersion]) -> bool:
    """Whether the last that was done brought back a set that was off the list."""
    return len(versions) > 1 and versions[1].is_off and not versions[0].is_off


def can_be_undone(versions: Sequence[DatasetVersion]) -> bool:
    """Whether an undo of a set, given all its versions, leads anywhere."""
    return came_back(versions) or former(contents(versions)) is not None


def former(versions: Sequence[DatasetVersion]) -> DatasetVersion | None:
    """The version that an undo leads to, given all of a set, the newest first; None for none.

    What an undo makes is a version too, with the content of an older one; undoing again goes on
    from there, so that it walks back and does not go to and fro.
    """
    if not versions:
        return None
    oldest_first = sorted(versions, key=lambda one: one.version)
    at = next(n for n, one in enumerate(oldest_first) if one.hash == versions[0].hash)
    return oldest_first[at - 1] if at else None
