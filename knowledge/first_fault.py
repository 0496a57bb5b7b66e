"""What does not fit a record, in a line."""

from collections.abc import Iterable

from pydantic import ValidationError

_MOST_NAMED = 8
"""Fields that are named."""


def first_fault(error: ValidationError, there: Iterable[str] = ()) -> str:
    """The first field that does not fit, by its place, and why: `retrieved.0.text: ...`.

    Of one that is missing also what is there instead.
    """
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    told = f"{place}: {first['msg']}" if place else first["msg"]
    names = list(there)
    if first["type"] != "missing" or not names:
        return told
    more = ", …" if len(names) > _MOST_NAMED else ""
    return f"{told} (the fields here are {', '.join(names[:_MOST_NAMED])}{more})"
