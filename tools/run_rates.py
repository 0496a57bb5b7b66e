"""The business rates of a version, from what its users did."""

from knowledge.reception import Reception


def rates(reception: Reception) -> list[tuple[str, int, int]]:
    """The business rates: a name, of how many, out of how many."""
    found = [
        (name, getattr(reception, name), reception.answers)
        for name in ("adopted", "edited", "regenerated", "abandoned")
    ]
    found.append(("down", reception.down, reception.rated))
    found.append(("bought_again", reception.buyers_again, reception.buyers))
    return found
