"""Which column of a file holds what: by its name, else by what is in it, or as the user says."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.numerals import counted
from knowledge.packaged import packaged
from knowledge.readers.rows import Rows
from knowledge.readers.tables import letters
from tools.evals.building.guessing import (
    likeliest_answer,
    likeliest_query,
    numbering,
    unnamed,
)

Field = Literal[
    "id", "query", "reference", "answer", "history", "passages", "relevant", "keywords",
    "expect", "difficulty", "answerable", "segment", "constraints", "slice",
]  # fmt: skip
"""What a column fills; `slice` is an entry of the segment under the column's own name."""
Why = Literal["name", "contents", "said", "short", "long", "distinct", "empty", "ignored"]
"""How that was told: by name, by contents, by the user; short values that come again slice, long
ones and those that tell each row apart do not."""

_I = re.IGNORECASE
_LETTER = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,2})\s*列|\bcol(?:umn)?\s+([A-Za-z]{1,2})\b", _I)
_NUMBER = re.compile(r"第\s*(\d{1,3}|[一二三四五六七八九])\s*列|\bcol(?:umn)?\s+(\d{1,3})\b", _I)
_CLAUSES = re.compile(r"[，,；;。\n]| and (?=[^,]*\b(?:is|are|as|in)\b)", _I)


class Mapped(BaseModel):
    """What one column was taken for."""

    model_config = ConfigDict(frozen=True)

    column: str
    """The column's name."""
    letter: str
    """Its letter, as spreadsheets have it."""
    field: Field | None
    """What it fills; None where it is not used."""
    why: Why
    """How that was told."""
    filled: int = 0
    """Rows that have a value in it."""
    distinct: int = 0
    """Different values in it."""


def mapped(table: Rows, said: str = "") -> list[Mapped]:
    """What each column of a table is taken for; `said` are corrections in words."""
    corrected = corrections(said, table.columns)
    by_name = _named(table.columns)
    found: dict[str, tuple[Field | None, Why]] = {}
    taken: set[Field] = set()

    def give(name: str, field: Field | None, why: Why) -> None:
        if field == "segment" and not any(row.get(name, "")[:1] == "{" for _, row in table.rows):
            field = "slice"  # plain words are one segment, not an object of several
        found[name] = (field, why)
        if field not in {None, "slice"}:
            taken.add(field)

    for name, field in corrected.items():
        give(name, field, "said" if field else "ignored")
    for name, named in by_name.items():
        field = _either(set(by_name.values()) | taken) if named == "either" else named
        if name not in found and field not in taken:
            give(name, field, "name")
    rest = [name for name in table.columns if name not in found]
    values = {name: [row[name] for _, row in table.rows if name in row] for name in rest}
    if "query" not in taken and (likely := likeliest_query(values)):
        give(likely, "query", "contents")
    if not taken & {"reference", "answer"} and (likely := likeliest_answer(table, values, found)):
        give(likely, "reference", "contents")
    if "id" not in taken and (codes := numbering(values, found)):
        give(codes, "id", "contents")
    for name in rest:
        if name not in found:
            give(name, *unnamed(name, values[name]))
    return _as_taken(table, found)


def _as_taken(table: Rows, found: Mapping[str, tuple[Field | None, Why]]) -> list[Mapped]:
    """What each column was taken for, with how much is in it."""
    made = []
    for name, mark in zip(table.columns, letters(len(table.columns)), strict=True):
        cells = [row[name] for _, row in table.rows if name in row]
        field, why = found[name]
        counts = {"filled": len(cells), "distinct": len(set(cells))}
        made.append(Mapped(column=name, letter=mark, field=field, why=why, **counts))
    return made


def _named(columns: Sequence[str]) -> dict[str, Any]:
    """Columns with the fields that they are called by; letters are names only as Q and A."""
    letters_name = {"q", "a"} <= {name.casefold() for name in columns}
    return {
        name: field
        for name in columns
        if (len(name) > 1 or not name.isascii() or letters_name) and (field := _by_name(name))
    }


def corrections(said: str, columns: Sequence[str]) -> dict[str, Field | None]:
    """Columns with the field that the user gives them; None for one that is to be ignored.

    >>> corrections("答案列是C列，忽略备注", ["问", "备注", "文本"])
    {'文本': 'reference', '备注': None}
    """
    found: dict[str, Field | None] = {}
    for clause in _CLAUSES.split(said[:1_000]):
        column, rest = _column(clause, columns)
        if column is None:
            continue
        if _says(rest, "ignored"):
            found[column] = None
        elif field := _field(rest):
            found[column] = field
        elif _says(rest, "grouped"):
            found[column] = "slice"
    return found


def _column(clause: str, columns: Sequence[str]) -> tuple[str | None, str]:
    """The column that a clause names, and the clause without it."""
    if match := _LETTER.search(clause):
        letter = (match[1] or match[2]).upper()
        marks = letters(len(columns))
        if letter in marks:
            return columns[marks.index(letter)], clause.replace(match[0], " ")
    if match := _NUMBER.search(clause):
        number = counted(match[1] or match[2]) or 0
        if 1 <= number <= len(columns):
            return columns[number - 1], clause.replace(match[0], " ")
    lowered = clause.casefold()
    named = [name for name in columns if name and name.casefold() in lowered]
    for name in sorted(named, key=len, reverse=True):
        at = lowered.rfind(name.casefold())
        rest = clause[:at] + " " + clause[at + len(name) :]
        if _field(rest) or _says(rest, "ignored") or _says(rest, "grouped"):
            return name, rest
    return None, clause


def _field(text: str) -> Field | None:
    """The field that a text names by the longest of its names."""
    lowered = re.sub(r"[\s_-]", "", text.casefold())
    best: tuple[int, str] = (0, "")
    for field, names in _names().items():
        for name in names:
            if len(name) > best[0] and len(name) > 1 and name in lowered:
                best = (len(name), field)
    named = best[1] or None
    return "reference" if named == "either" else named  # type: ignore[return-value]


def _says(text: str, what: str) -> bool:
    words = _words()[what]
    return any(word in text.casefold() for word in [*words["zh"], *words["en"]])


def _by_name(column: str) -> Any:
    spelt = re.sub(r"[\s_\-.:：/]|[（(].*?[)）]", "", column.casefold())
    return next((field for field, names in _names().items() if spelt in names), None)


def _either(taken: set[Any]) -> Field:
    """A column that is only called "answer" is a reference unless another column is that."""
    return "answer" if "reference" in taken and "answer" not in taken else "reference"


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = packaged(__package__, "columns.yaml")
    return found


@cache
def _names() -> dict[str, frozenset[str]]:
    return {
        field: frozenset([*names["zh"], *names["en"]])
        for field, names in _words()["fields"].items()
    }
