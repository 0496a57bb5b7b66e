"""What does not fit a record, in a line."""

from pydantic import ValidationError


def first_fault(error: ValidationError) -> str:
    """The first field that does not fit, by its place, and why: `retrieved.0.text: ...`."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]
