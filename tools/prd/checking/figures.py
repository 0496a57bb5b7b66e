"""What a figure says that its result does not have: a number, a number of another kind, a name."""

import itertools
import re
from collections.abc import Iterator

from knowledge.han import HAN
from tools.claims.amounts import Amount
from tools.claims.digits import fold
from tools.prd.checking.displaced import Fault
from tools.prd.checking.evidence import Evidence
from tools.prd.checking.stream import Stream
from tools.prd.checking.wording import lists, pattern

_RANGE = re.compile(r"\s*(?:[-–—~～至到]|to)\s*")
_DASH = re.compile(r"\s?[–—~～]\s?")
_OF = re.compile(r"\s*(?:/|of (?:the )?)\s*")
_AMONG = re.compile(r"[^，。；,;.]{0,16}?[里中](?:有|的)?\s*")
_STRONG = frozenset("% points time cny usd eur gbp byte".split())
"""Units that a result writes out: a number without one is of something else."""
_NAME = re.compile(
    r"(?<![A-Za-z\d_])[A-Za-z][\w.+]*(?:[ -](?:[A-Z][\w.+]*|\d[\w.]*[A-Za-z]?(?![\w.%])))*"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_VERSION = re.compile(r"(?<![a-z\d])v\d[\d.]*")
_BEGUN = re.compile(r"(?:^|[.:!?;]\s)[\W]*$")
_BEFORE = 12


def uncarried(said: Stream, evidence: Evidence) -> list[Amount]:
    """The amounts of `said` that stand nowhere in `evidence`, not even rounded or as a share."""
    there = list(evidence.stream.amounts.values())
    return [
        mine
        for place, mine in said.amounts.items()
        if not any(mine.agrees(other) or _same(mine, other, said, place) for other in there)
    ]


def misread(said: Stream, evidence: Evidence) -> list[Fault]:
    """The amounts of a figure that its result has as something else: in another unit, or as an end
    of a range, where it has others that are what the figure says.
    """
    there = evidence.stream
    theirs, ends = list(there.amounts.values()), _ends(there)
    mine_ends = _ends(said)
    found = [Fault(one.start, other.end, "amount") for one, other in _turned_round(said)]
    for place, mine in said.amounts.items():
        own = [one for one in theirs if mine.agrees(one) or _same(mine, one, said, place)]
        if not own:
            continue
        kin = [one for one in theirs if one.dimension == mine.dimension]
        is_strong = mine.dimension in _STRONG and bool(kin)
        if (is_strong and not any(_is_of(mine.dimension, one) for one in own)) or (
            not mine.dimension
            and mine not in mine_ends
            and all(one.dimension in _STRONG for one in own)
            and any(not one.dimension for one in theirs)
        ):
            found.append(Fault(mine.start, mine.end, "number"))
        elif (
            mine not in mine_ends
            and all(one in ends for one in own)
            and any(one not in ends for one in kin)
            and not pattern("reckoned.end").search(
                said.text[max(0, mine.start - _BEFORE) : mine.start]
            )
        ):
            found.append(Fault(mine.start, mine.end, "amount"))
    return found


def foreign_names(said: Stream, evidence: Evidence, known: str) -> Iterator[Fault]:
    """Names in Latin letters that stand neither in the result nor in `known`, in one piece."""
    there = fold(f"{evidence.text}\n{known}").replace("_", " ")
    spared = {one.casefold() for one in lists()["known"]}
    is_english = not HAN.search(_QUOTED.sub(" ", said.text))
    for mark in _NAME.finditer(said.text):
        name = mark[0].rstrip(".")
        is_first = _BEGUN.search(said.text[: mark.start()]) is not None
        is_long = " " in name or "-" in name
        if is_english and (not name[0].isupper() or (is_first and not is_long)):
            continue
        bare = fold(name).replace("_", " ")
        if _VERSION.fullmatch(bare) and not _VERSION.search(there):
            continue  # of which version a figure is, its result need not say
        if len(name) > 1 and bare not in spared and bare not in there:
            first, _, rest = bare.partition(" ")
            # A sentence begins with a capital: The GPT ...
            if is_english and is_first and rest and rest in there and first not in there:
                continue
            yield Fault(mark.start(), mark.start() + len(name), "name")


def _ends(stream: Stream) -> list[Amount]:
    """The amounts that begin or end a range."""
    row = list(stream.amounts.values())
    found = []
    for one, other in itertools.pairwise(row):
        if _RANGE.fullmatch(stream.text[one.end : other.start]):
            found += [one, other]
    return found


def _turned_round(stream: Stream) -> Iterator[tuple[Amount, Amount]]:
    """Ranges whose end is less than their beginning, and parts that are more than their whole."""
    row = list(stream.amounts.values())
    for one, other in itertools.pairwise(row):
        between = stream.text[one.end : other.start]
        is_alike = one.dimension == other.dimension
        if one.number > other.number:
            if _DASH.fullmatch(between) and is_alike and one.dimension:
                yield one, other
            if _OF.fullmatch(between) and not {one.dimension, other.dimension} & _STRONG:
                yield one, other
        elif one.number < other.number and is_alike and _AMONG.fullmatch(between):
            yield one, other


def _is_of(dimension: str, one: Amount) -> bool:
    return one.dimension == dimension or (
        dimension == "%" and not one.dimension and 0 <= one.written <= 1
    )


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
