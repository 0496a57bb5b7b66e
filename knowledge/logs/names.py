"""What people and tools call the fields of a trace: at the head of a column, or before a colon."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from knowledge.packaged import packaged
from knowledge.records.shapes import NAMES

_BETWEEN = re.compile(r"[\s\-]+")
_UNSPELT = re.compile(r"[\s\-_的]+")


def field_labelled(label: str) -> str | None:
    """The field that a label before a colon names; None where it names none.

    >>> field_labelled("用户的问题"), field_labelled("Model output"), field_labelled("备注")
    ('query', 'answer', None)
    """
    return _names("labels").get(_spelt(label))


def fields_of(columns: Sequence[str]) -> list[str]:
    """The field that each column of a table holds; one that holds none keeps its name, made small.

    A field is held by the column of its own name, else by the first that means it. A trace's id is
    the row's where the row has no other; a user is what the user said where nothing else is.

    >>> fields_of(["Trace ID", "User", "问题", "AI 回答", "标签"])
    ['id', 'user_id', 'query', 'answer', '标签']
    >>> fields_of(["user", "output"])
    ['query', 'answer']
    """
    own = [_BETWEEN.sub("_", name.strip().casefold()) for name in columns]
    found: list[str] = []
    for name in own:
        field = _names("columns").get(_spelt(name), name)
        is_held = field != name and (field in own or field in found)
        found.append(name if is_held else field)
    if "query" not in found and "answer" in found:
        said = next((at for at, name in enumerate(own) if field_labelled(name) == "query"), None)
        found = ["query" if at == said else field for at, field in enumerate(found)]
    if not {"id", "kind"} & set(found):
        found = ["id" if field == "trace_id" else field for field in found]
    return found


@cache
def _names(place: Literal["columns", "labels"]) -> Mapping[str, str]:
    """Fields by what they are called in such a place, spelt alike."""
    said: dict[str, dict[str, Any]] = packaged(__package__, "names.yaml")
    found: dict[str, str] = {}
    for field, known in said.items():
        here = [*known.get("names", ()), *known.get(place, ())]
        names = [field, *NAMES.get(field, ()), *here]
        names += [whose + name for whose in known.get("of", ()) for name in names]
        found |= dict.fromkeys(map(_spelt, names), field)
    return found


def _spelt(name: str) -> str:
    return _UNSPELT.sub("", name.casefold())
