"""The numbers of a sentence that its source does not have, whatever they are written as."""

from tools.claims.amounts import Amount
from tools.prd.checking.evidence import Evidence
from tools.prd.checking.stream import Stream


def uncarried(said: Stream, evidence: Evidence) -> list[Amount]:
    """The amounts of `said` that stand nowhere in `evidence`, not even rounded or as a share."""
    there = list(evidence.stream.amounts.values())
    return [
        mine
        for place, mine in said.amounts.items()
        if not any(mine.agrees(other) or _same(mine, other, said, place) for other in there)
    ]


def _same(mine: Amount, other: Amount, said: Stream, place: int) -> bool:
    """Whether one is the other rounded, or .82 as 82 %."""
    if mine.dimension and other.dimension and mine.dimension != other.dimension:
        return False
    decimals = _decimals(said.text[said.starts[place] : said.ends[place]])
    if abs(round(other.written, decimals) - mine.written) < 1e-9 and other.written != round(
        other.written
    ):
        return True
    is_share = mine.dimension == "%" and not other.dimension and 0 <= other.written <= 1
    return is_share and abs(round(100 * other.written, decimals) - mine.written) < 1e-9


def _decimals(text: str) -> int:
    _, _, after = text.partition(".")
    count = 0
    for mark in after:
        if not mark.isdigit():
            break
        count += 1
    return count
