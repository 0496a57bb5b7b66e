"""How well a place of a sentence fits a place of its source, told by what stands around both."""

from tools.prd.checking.stream import Stream

_AROUND = 8
"""Marks on each side that are looked at."""
_FURTHER = 4
"""More marks on each side of the source: a paraphrase leaves out and puts in."""
_SLOPE, _FAR = 0.12, 0.5
"""How much less a mark counts for each place that it stands nearer or farther, and at least."""


def fit(said: Stream, at: tuple[int, int], told: Stream, there: tuple[int, int]) -> float:
    """The weight of what stands on the same side of both places, the near counting most.

    A place is the first mark and the one after the last.
    """
    total = 0.0
    for step in (-1, 1):
        near = _near(told, there, step)
        far = None
        begin = at[0] - 1 if step < 0 else at[1]
        home = at[0] if step < 0 else at[1] - 1
        clause = said.clause[home] if 0 <= home < len(said) else -1
        for distance in range(_AROUND):
            place = begin + step * distance
            if not 0 <= place < len(said):
                break
            weight = said.weights[place] / (1 + 0.3 * distance)
            if said.clause[place] != clause:
                weight *= 0.5
            found = near.get(said.keys[place])
            if found is not None:
                total += weight * max(_FAR, 1 - _SLOPE * abs(found - distance))
                continue
            if far is None:
                far = _near(told, there, -step)
            if said.keys[place] in far:
                total += 0.3 * weight
    return total


def _near(told: Stream, there: tuple[int, int], step: int) -> dict[str, int]:
    begin = there[0] - 1 if step < 0 else there[1]
    found: dict[str, int] = {}
    for distance in range(_AROUND + _FURTHER):
        place = begin + step * distance
        if not 0 <= place < len(told):
            break
        found.setdefault(told.keys[place], distance)
    return found
