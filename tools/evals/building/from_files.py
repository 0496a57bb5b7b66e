"""Examples from a table of any make: each row becomes one, or is named with its error."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.language import language_of
from knowledge.packaged import packaged
from knowledge.readers.rows import Rows
from knowledge.records import Example, Passage, Turn
from tools.diagnosis.rules import default_rules
from tools.evals.building.columns import Mapped
from tools.evals.building.slicing import (
    DIFFICULTY,
    UNKNOWN,
    known_dimensions,
    names_of_dimension,
)

_LISTED = re.compile(r"[;；、,，|\n]+")
_ROLES = {"user", "assistant", "agent", "system"}


class BadRow(BaseModel):
    """A row that makes no example."""

    model_config = ConfigDict(frozen=True)

    number: int
    """Its number in the file."""
    reason: str
    """A key of `sets.rows`: `no_query`, `broken` or `no_object`."""


def from_rows(
    table: Rows, mapping: Sequence[Mapped], file: str, added: datetime | None
) -> tuple[list[Example], list[BadRow]]:
    """An example of each row, in order, and the rows that make none; no row is in neither."""
    examples: list[Example] = []
    bad = [BadRow(number=number, reason=reason) for number, reason in table.broken]
    ids: set[str] = set()
    for number, row in table.rows:
        fields = {one.field: row[one.column] for one in mapping if one.field and one.column in row}
        query = fields.get("query", "").strip()
        if not query:
            bad.append(BadRow(number=number, reason="no_query"))
            continue
        slices = {
            one.column: row[one.column]
            for one in mapping
            if one.field == "slice" and one.column in row
        }
        id_ = fields.get("id") or f"{file}#{number}"
        if id_ in ids:
            id_ = f"{id_} ({number})"
        ids.add(id_)
        examples.append(
            _example(
                id_=id_,
                query=query,
                fields=fields,
                slices=slices,
                source=f"file:{file}#{number}",
                added=added,
            )
        )
    return examples, sorted(bad, key=lambda one: one.number)


def _example(
    *,
    id_: str,
    query: str,
    fields: Mapping[Any, str],
    slices: Mapping[str, str],
    source: str,
    added: datetime | None,
) -> Example:
    constraints = _object(fields.get("constraints"))
    segment = {str(key): str(value) for key, value in _object(fields.get("segment")).items()}
    for name, value in slices.items():
        key = _dimension(name)
        segment[key] = _value(key, value)
    segment.setdefault("lang", language_of(query))
    if "difficulty" in fields or DIFFICULTY not in segment:
        segment[DIFFICULTY] = _difficulty(fields.get("difficulty"))
    if answerable := _yes_or_no(fields.get("answerable")):
        segment["answerable"] = answerable
    return Example(
        id=id_,
        query=query,
        history=_history(fields.get("history")),
        reference=fields.get("reference"),
        answer=fields.get("answer"),
        passages=_passages(fields.get("passages")),
        relevant=_list(fields["relevant"]) if "relevant" in fields else None,
        keywords=_list(fields.get("keywords", "")),
        constraints=constraints,
        segment=segment,
        source=source,
        expect=fields.get("expect", ""),
        added=added,
    )


def _dimension(name: str) -> str:
    """Our name for a column that people call so: style for 风格."""
    spelt = name.casefold().strip()
    return next((key for key in known_dimensions() if spelt in names_of_dimension(key)), name)


def _value(key: str, value: str) -> str:
    """The value under the name that the traffic has for it: comedy for 搞笑."""
    slot = default_rules().slots.get(key)
    return slot.value_of.get(value.casefold().strip(), value) if slot else value


def _difficulty(said: str | None) -> str:
    spelt = (said or "").strip().casefold()
    values: dict[str, list[str]] = packaged(__package__, "columns.yaml")["difficulty_values"]
    return next((name for name, words in values.items() if spelt in words), UNKNOWN)


def _yes_or_no(said: str | None) -> str | None:
    spelt = (said or "").strip().casefold()
    words = packaged(__package__, "columns.yaml")
    return next((name for name in ("yes", "no") if spelt in words[name]), None)


def _parsed(cell: str | None) -> Any:
    """What a cell of JSON holds; None for plain words."""
    if not cell or cell[0] not in "[{":
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def _object(cell: str | None) -> dict[str, Any]:
    found = _parsed(cell)
    return found if isinstance(found, dict) else {}


def _list(cell: str) -> list[str]:
    found = _parsed(cell)
    if isinstance(found, list):
        return [
            one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in found
        ]
    return [one.strip() for one in _LISTED.split(cell) if one.strip()]


def _history(cell: str | None) -> list[Turn]:
    """Turns of JSON; plain words are the user's one turn."""
    found = _parsed(cell)
    if not isinstance(found, list):
        return [Turn(role="user", text=cell)] if cell else []
    turns = []
    for at, one in enumerate(found):
        if isinstance(one, str):
            turns.append(Turn(role="user" if at % 2 == 0 else "assistant", text=one))
        elif isinstance(one, dict):
            role = one.get("role")
            text = one.get("text", one.get("content", ""))
            turns.append(Turn(role=role if role in _ROLES else "user", text=str(text)))
    return turns


def _passages(cell: str | None) -> list[Passage] | None:
    if cell is None:
        return None
    found = _parsed(cell)
    texts = found if isinstance(found, list) else [cell]
    made = []
    for at, one in enumerate(texts, start=1):
        if isinstance(one, dict):
            text = str(one.get("text", one.get("content", "")))
            made.append(Passage(id=str(one.get("id", at)), text=text))
        else:
            made.append(Passage(id=str(at), text=str(one)))
    return made
