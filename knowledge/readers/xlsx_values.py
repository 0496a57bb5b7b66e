"""Values of a sheet as Excel shows them."""

import datetime as dt
import re
from typing import Any

from openpyxl.styles.numbers import is_date_format

from knowledge.readers.reading import one_line


def shown_value(cell: Any) -> str:
    """A value as Excel shows it, and the note on it."""
    if cell is None:
        return ""
    value = cell.value
    text = "" if value is None else _formatted(value, cell.number_format or "General")
    comment = getattr(cell, "comment", None)
    note = one_line(comment.text) if comment is not None else ""
    return f"{text} [{note}]".strip() if note else text


def _formatted(value: object, pattern: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return (
            value.date().isoformat()
            if value.time() == dt.time()
            else value.isoformat(" ", "minutes")
        )
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float) and not is_date_format(pattern):
        return _figure(value, pattern.partition(";")[0])
    return one_line(str(value))


def _figure(value: float, pattern: str) -> str:
    plain = re.sub(r"\[\$([^\]-]*)[^\]]*\]|\"([^\"]*)\"|\\(.)|[_*].", r"\1\2\3", pattern)
    found = re.search(r"[#0?][#0?,.]*", plain)
    decimals = len(re.sub(r"[^0]", "", plain.split(".", 1)[1])) if found and "." in plain else 0
    if "%" in plain:
        return f"{value * 100:.{decimals}f}%"
    if found is None or plain.lower() == "general" or re.search(r"[Ee/]", plain):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    comma = "," if "," in found[0] else ""
    return f"{plain[: found.start()]}{value:{comma}.{decimals}f}{plain[found.end() :]}".strip()
