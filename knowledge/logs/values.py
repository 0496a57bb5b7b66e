"""Numbers, times and JSON out of what exports hold; None for what is none."""

import json
import math
from datetime import datetime
from typing import Any


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
