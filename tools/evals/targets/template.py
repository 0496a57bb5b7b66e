"""Requests out of a description, and what stands where in a reply."""

import json
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from knowledge.errors import BadInput
from tools.evals.targets.addresses import refuse_private

_VARIABLE = re.compile(r"\$\{(\w+)\}")
_SLOT = re.compile(r"\{(\w+)\}")


def refuse_address(url: str, *, allow_private: bool) -> None:
    """Raise BadInput for what is no address of a service, or one that may not be called."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise BadInput("runs.target.scheme", url=url)
    if not allow_private:
        refuse_private(parts.hostname)


def headers_of(
    name: str, described: Mapping[str, str], environ: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The headers with their secrets from the environment; raises BadInput where one is missing."""
    known = os.environ if environ is None else environ

    def value(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise BadInput("runs.target.no_variable", name=name, variable=match[1])
        return known[match[1]]

    told = {key: _VARIABLE.sub(value, text) for key, text in described.items()}
    return {"Content-Type": "application/json", **told}


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with its slots filled; a slot that stands alone keeps its value's type.

    >>> filled({"q": "{query}", "n": "{seed}", "x": "{other}"}, {"query": "hi", "seed": 3})
    {'q': 'hi', 'n': 3, 'x': '{other}'}
    """
    if isinstance(template, dict):
        return {key: filled(one, values) for key, one in template.items()}
    if isinstance(template, list):
        return [filled(one, values) for one in template]
    if not isinstance(template, str):
        return template
    if (alone := _SLOT.fullmatch(template)) and alone[1] in values:
        return values[alone[1]]
    return _SLOT.sub(
        lambda match: _text(values[match[1]]) if match[1] in values else match[0], template
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def url_of(template: str, query: str) -> str:
    """The address with the query in its place."""
    slot = "{query}"
    return template.replace(slot, quote(query, safe="")) if slot in template else template


def at(found: Any, path: str) -> Any:
    """What stands at a path of names and numbers; None where nothing does."""
    for step in path.split(".") if path else []:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.lstrip("-").isdigit():
            place = int(step)
            found = found[place] if -len(found) <= place < len(found) else None
        else:
            return None
    return found
