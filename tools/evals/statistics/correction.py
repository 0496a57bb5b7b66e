"""Many metrics, one chance of five in a hundred to be fooled by any of them."""

from collections.abc import Sequence


def holm(ps: Sequence[float | None]) -> list[float | None]:
    """The p of each test so corrected that all together err as rarely as one would.

    Holm's step-down method (Scandinavian Journal of Statistics 6, 1979, 65-70), which asks
    nothing of how the metrics hang together. None stays None and counts for nothing: what
    cannot be tested cannot be found by chance.
    """
    known = sorted((p, at) for at, p in enumerate(ps) if p is not None)
    corrected: list[float | None] = [None] * len(ps)
    least = 0.0
    for rank, (p, at) in enumerate(known):
        least = max(least, min(1.0, p * (len(known) - rank)))
        corrected[at] = least
    return corrected


def in_sequence(first: float | None, others: Sequence[float | None]) -> list[float | None]:
    """Corrected ps of the other metrics when one was named beforehand and is tested first.

    The first keeps its p; the others are tested only after it, by Holm among themselves: serial
    gatekeeping (Dmitrienko and Tamhane, Pharmaceutical Statistics 6, 2007, 171-180). So none of
    them is surer than the first.
    """
    gate = 1.0 if first is None else first
    return [None if p is None else max(gate, p) for p in holm(others)]
