"""An order that respects what depends on what: nothing comes before what it needs."""

from collections.abc import Collection, Iterable, Mapping, Sequence

After = Mapping[str, Collection[str]]
"""For each scenario those that it depends on."""


def in_turn(names: Sequence[str], after: After) -> tuple[list[str], dict[str, str]]:
    """The names in order, each behind what it needs; and who has brought which forward.

    What a scenario needs takes the place before it, however little it scores itself: a
    prerequisite that waited for its own place would hold up the one that is worth most. `after`
    has no cycle.
    """
    ordered: list[str] = []
    brought: dict[str, str] = {}

    def place(name: str, by: str | None) -> None:
        if name in ordered or name not in names:
            return
        if by is not None:
            brought[name] = by
        for one in [other for other in names if other in after.get(name, ())]:
            place(one, name)
        ordered.append(name)

    for name in names:
        place(name, None)
    return ordered, brought


def start_of(name: str, names: Sequence[str], after: After) -> str:
    """What has to be begun with so as to get to a scenario."""
    return in_turn([name, *(one for one in names if one != name)], after)[0][0]


def cycle_in(after: After) -> list[str]:
    """A round of scenarios that wait for each other, the first one again at its end; or none."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for one in after.get(name, ()):
            if found := walk(one, [*path, name]):
                return found
        done.add(name)
        return []

    return next((found for name in _all(after) if (found := walk(name, []))), [])


def _all(after: After) -> Iterable[str]:
    return list(after)
