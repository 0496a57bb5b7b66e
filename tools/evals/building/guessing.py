"""What a column without a known name holds, told by what is in it and by parts of its name."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any, Literal

from knowledge.packaged import packaged
from knowledge.readers.rows import Rows
from tools.evals.building.slicing import MOST_VALUES, known_dimensions, names_of_dimension

_I = re.IGNORECASE
_SHORT = 40
"""Characters of a usual value up to which a column without a field is one to slice by."""
_TEXT = 4
"""Characters of a usual value from which on a column may hold questions."""
_ASKS = re.compile(r"[?？]\s*$|^(?:写|帮|请|怎么|如何|what|how|why|write|can|please)", _I)


def likeliest_query(values: Mapping[str, Sequence[str]]) -> str | None:
    """The column that asks most, else the leftmost one of differing texts."""
    best: tuple[float, str] | None = None
    for name, cells in values.items():
        if not cells or mean(map(len, cells)) < _TEXT or all(map(_is_code, cells)):
            continue
        asks = mean(bool(_ASKS.search(cell)) for cell in cells)
        differs = len(set(cells)) / len(cells)
        score = asks + differs + _hinted(name, "query") - _hinted(name, "reference")
        if best is None or score > best[0] + 0.1:
            best = (score, name)
    return best[1] if best else None


def likeliest_answer(
    table: Rows, values: Mapping[str, Sequence[str]], found: Mapping[str, Any]
) -> str | None:
    """The column of the longest texts, where they are longer than the questions."""
    query = next((name for name, (field, _) in found.items() if field == "query"), None)
    asked = [len(row[query]) for _, row in table.rows if query and query in row]
    best: tuple[float, str] | None = None
    for name, cells in values.items():
        if name in found or not cells or len(set(cells)) < 0.5 * len(cells):
            continue
        length = mean(map(len, cells))
        if _hinted(name, "reference"):
            return name
        if length > max(_SHORT, mean(asked) if asked else 0) and (not best or length > best[0]):
            best = (length, name)
    return best[1] if best else None


def _hinted(name: str, field: str) -> float:
    """How much a column's name speaks for a field by a part of it."""
    words = packaged(__package__, "columns.yaml")["hints"][field]
    return 0.5 if any(word in name.casefold() for word in [*words["zh"], *words["en"]]) else 0.0


def numbering(values: Mapping[str, Sequence[str]], found: Mapping[str, Any]) -> str | None:
    """The first column of codes that number the rows, such as GD-001; None without one."""
    return next(
        (name for name, cells in values.items() if name not in found and _number(cells)), None
    )


def _number(cells: Sequence[str]) -> bool:
    """Whether values are codes and all different, so that they are no ratings or dates of a day."""
    return len(set(cells)) == len(cells) > 1 and all(map(_is_code, cells))


def unnamed(
    name: str, cells: Sequence[str]
) -> tuple[Literal["slice"] | None, Literal["short", "long", "distinct", "empty"]]:
    """What any other column is taken for: one to slice by, or nothing."""
    if not cells:
        return None, "empty"
    if mean(map(len, cells)) > _SHORT:
        return None, "long"
    is_known = any(name.strip().casefold() in names_of_dimension(key) for key in known_dimensions())
    return ("slice", "short") if is_known or groups_rows(cells) else (None, "distinct")


def groups_rows(cells: Sequence[str]) -> bool:
    """Whether values put rows into groups: not too many of them, and most rows share theirs.

    Numbers, names, times and free text tell rows apart, and nothing can be said of a group of one.

    >>> groups_rows(["a", "b", "a"]), groups_rows(["1", "2", "3"])
    (True, False)
    """
    counts = Counter(cells)
    shared = sum(count for count in counts.values() if count > 1)
    return len(counts) <= MOST_VALUES and 2 * shared >= len(cells)


def _is_code(cell: str) -> bool:
    """Whether a value is a number, a date or an id such as GD-001, and no words."""
    return re.fullmatch(r"[-+]?[A-Za-z]{0,6}[-_#/ ]?\d[\w.,%:/-]*", cell, re.ASCII) is not None
