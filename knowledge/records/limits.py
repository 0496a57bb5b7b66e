"""Types of fields whose values a store must be able to keep, on every machine."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

_YEARS = range(1900, 3000)
_DEPTH = 50


def _keepable(time: datetime) -> datetime:
    # At the ends of the calendar a time has no equal in UTC, or in its own zone.
    if time.year not in _YEARS:
        raise ValueError(f"the year must lie between {_YEARS[0]} and {_YEARS[-1]}")
    return time


def _shallow(fields: dict[str, Any]) -> dict[str, Any]:
    level: list[Any] = [fields]
    for _ in range(_DEPTH):
        inner = [one for one in level if isinstance(one, dict | list)]
        if not inner:
            return fields
        level = [v for one in inner for v in (one.values() if isinstance(one, dict) else one)]
    raise ValueError(f"nested more than {_DEPTH} levels deep")


Moment = Annotated[datetime, AfterValidator(_keepable)]
"""A point in time that can be turned into any time zone."""

Count = Annotated[int, Field(ge=0, le=2**53)]
"""A number of things, exact in every engine."""

FreeForm = Annotated[dict[str, Any], AfterValidator(_shallow)]
"""Fields of the product's own, which may hold lists and fields in turn, to a depth."""
