"""How long lengths of time are in one another's units: 24 months, two years, five working days."""

import math

_DAY = 86_400.0
_MONTH, _YEAR = 30.44 * _DAY, 365.25 * _DAY
_LONGEST = 60
"""年 after a larger number names a year."""
_SLACK = 0.1
"""Share by which lengths in different units may differ and be meant as one: 4 weeks, a month."""
_WEEK, _WORKED = 7, 5
_AROUND = 2
"""Days off that may lie around some working days: a week-end."""


def lasting(number: float, dimension: str) -> tuple[float, float] | None:
    """The least and the most seconds that an amount lasts; None where it is no length of time.

    Working days are no calendar days: five of them may take a week, or nine days.
    """
    match dimension:
        case "time":
            return number, number
        case "workdays":
            return number * _DAY, (math.ceil(number * _WEEK / _WORKED) + _AROUND) * _DAY
        case "months":
            return number * _MONTH, number * _MONTH
        case "year" if number <= _LONGEST:
            return number * _YEAR, number * _YEAR
    return None


def may_be_one(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two lengths in different units may be the same."""
    return one[0] <= other[1] * (1 + _SLACK) and other[0] <= one[1] * (1 + _SLACK)
