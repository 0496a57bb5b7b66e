"""Numbers, times and JSON out of what exports hold; None for what is none."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

_DEEPEST = 30
"""Objects within objects that are looked into."""


def number(value: Any) -> float | None:
    """A finite number, also one that stands in a cell; None for anything else."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool | int | float):
        try:
            found = float(value)
        except OverflowError:
            return None
        return found if math.isfinite(found) else None
    return None


def count(value: Any) -> int | None:
    """A number of things; None for what is none."""
    found = number(value)
    whole = found is not None and found >= 0 and found == int(found)
    return int(found) if whole and found is not None and found <= 2**53 else None


def milliseconds(start: Any, end: Any) -> float | None:
    """From one ISO time to another; None where either is missing or none."""
    try:
        first, last = (datetime.fromisoformat(str(one)) for one in (start, end))
        return (last - first).total_seconds() * 1_000
    except (ValueError, TypeError):
        return None


def parsed(cell: Any) -> Any:
    """What a cell of JSON holds; the cell itself where that is none."""
    if not isinstance(cell, str) or not cell:
        return None if cell == "" else cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def first_of(value: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The first of some names under which something stands; None where nothing does."""
    return next((value[name] for name in names if value.get(name) not in (None, "")), None)


def total(found: Iterable[Any]) -> int | None:
    """The sum of some numbers of things; None without any, or where one of them is unknown."""
    return count(_sum(map(count, found)))


def summed(found: Iterable[Any]) -> float | None:
    """The sum of some numbers, likewise."""
    return _sum(map(number, found))


def _sum(found: Iterable[float | None]) -> float | None:
    known = list(found)
    told = [one for one in known if one is not None]
    return sum(told) if told and len(told) == len(known) else None


def flat_of(value: Any, before: str = "", depth: int = 0) -> dict[str, Any]:
    """Objects within objects as one, keys joined by points; lists stay lists."""
    found: dict[str, Any] = {}
    for name, one in value.items() if isinstance(value, Mapping) else ():
        if isinstance(one, Mapping) and depth < _DEEPEST:
            found |= flat_of(one, f"{before}{name}.", depth + 1)
        else:
            found[f"{before}{name}"] = one
    return found
