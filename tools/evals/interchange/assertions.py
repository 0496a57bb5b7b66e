"""promptfoo's assertions in our terms: what a good answer is, contains and keeps to.

Types: promptfoo/promptfoo, `BaseAssertionTypesSchema` of `src/types/index.ts`, commit 0011eb0; the
short form of a CSV: `assertionFromString` of `src/csv.ts`, commit 01b206c.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.logs.values import parsed
from tools.evals.interchange.imported import Notes

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_SHORT_FORM = re.compile(r"(not-)?([a-z][a-z0-9:-]*)(?:\((\d+(?:\.\d+)?)\))?(?::([\s\S]*))?")
_CODE = {"javascript", "fn", "eval", "python", "ruby", "webhook"}
_KNOWN = frozenset(
    "contains contains-all contains-any icontains icontains-all icontains-any equals regex is-json"
    " contains-json starts-with is-refusal word-count similar levenshtein rouge-n bleu gleu meteor"
    " factuality model-graded-factuality model-graded-closedqa llm-rubric g-eval answer-relevance"
    " context-faithfulness context-recall context-relevance latency cost classifier moderation"
    " perplexity perplexity-score is-html is-sql is-xml contains-html contains-sql contains-xml"
    " finish-reason guardrails pi search-rubric conversation-relevance".split()
)
_REFERENCES = frozenset(
    "equals similar levenshtein rouge-n bleu gleu meteor factuality model-graded-factuality"
    " context-recall".split()
)
"""Types whose value is a known good answer."""
_RUBRICS = frozenset({"llm-rubric", "g-eval", "model-graded-closedqa"})
_MINDS_CASE = frozenset({"contains", "contains-all", "not-contains", "not-contains-any"})


@dataclass
class Wanted:
    """What assertions want of an answer."""

    reference: str | None = None
    """A known good answer."""
    constraints: dict[str, Any] = field(default_factory=dict)
    """What it has to keep to."""
    expect: list[str] = field(default_factory=list)
    """What to look at, in words."""


def wanted_of(assertions: Any, variables: Mapping[str, Any], row: int, notes: Notes) -> Wanted:
    """What a test's assertions come to; those without a counterpart are noted by type."""
    found = Wanted()
    for one in assertions if isinstance(assertions, list) else ():
        if not isinstance(one, Mapping):
            notes.row(row, "assertion", name=str(one)[:60])
        elif one.get("type") == "assert-set":
            inner = wanted_of(one.get("assert"), variables, row, notes)
            _merge(found, inner, row, notes)
        else:
            _add(found, one, variables, row, notes)
    return found


def from_short_form(cell: str) -> dict[str, Any]:
    """An assertion as a cell of a CSV has it: `contains: 39 元`, or the expected text itself."""
    text = cell.strip()
    prefix = text.split(":", 1)[0]
    if prefix in _CODE or text.startswith("file://"):
        return {"type": prefix if prefix in _CODE else "file"}
    if text.startswith("grade:"):
        return {"type": "llm-rubric", "value": text.removeprefix("grade:").strip()}
    match = _SHORT_FORM.fullmatch(text)
    if match is None or match[2] not in _KNOWN:
        return {"type": "equals", "value": cell}
    value: Any = (match[4] or "").strip()
    if match[2].endswith(("-all", "-any")):
        value = [one.strip() for one in value.split(",")]
    made = {"type": f"{match[1] or ''}{match[2]}", "value": value or None}
    return made | ({"threshold": float(match[3])} if match[3] else {})


def _add(
    found: Wanted, one: Mapping[str, Any], variables: Mapping[str, Any], row: int, notes: Notes
) -> None:
    kind = str(one.get("type"))
    value = _rendered(one.get("value"), variables)
    made = _meant(kind, value) if value is not _UNKNOWN else None
    if made is None:
        notes.row(row, "assertion", name=kind[:60])
        return
    if kind in _MINDS_CASE:
        notes.row(row, "case", name=kind)
    if one.get("threshold") is not None:
        notes.row(row, "threshold", name=kind)
    _merge(found, made, row, notes)


def _meant(kind: str, value: Any) -> Wanted | None:
    """What one assertion means for us; None where there is no counterpart."""
    if kind in _REFERENCES:
        return Wanted(reference=_text(value)) if value not in (None, "", [], {}) else None
    if kind in _RUBRICS:
        told = _text(value) if value else ""
        return Wanted(constraints={"rubric": told}, expect=[told]) if told else None
    constraints: dict[str, Any] = {}
    match kind:
        case "contains" | "icontains" | "contains-all" | "icontains-all":
            constraints = {"contains": _texts(value)}
        case "not-contains" | "not-icontains" | "not-contains-any" | "not-icontains-any":
            constraints = {"not_contains": _texts(value)}
        case "regex":
            constraints = {"regex": _texts(value)}
        case "starts-with":
            constraints = {"regex": [f"^{re.escape(one)}" for one in _texts(value)]}
        case "is-json":
            constraints = {"json_schema": _schema(value)}
        case "is-refusal" | "not-is-refusal":
            return Wanted(constraints={"answerable": kind != "is-refusal"})
        case "word-count":
            constraints = _words(value)
    kept = {name: one for name, one in constraints.items() if one not in (None, [])}
    return Wanted(constraints=kept) if kept else None


def _merge(found: Wanted, more: Wanted, row: int, notes: Notes) -> None:
    """Add to what is wanted; a second thing where only one has a place is noted."""
    if more.reference is not None:
        if found.reference not in (None, more.reference):
            notes.row(row, "assertion", name=f"equals ({more.reference[:40]})")
        else:
            found.reference = more.reference
    for name, value in more.constraints.items():
        known = found.constraints.get(name)
        if known is None or known == value:
            found.constraints[name] = value
        elif isinstance(known, list):
            found.constraints[name] = [*known, *(one for one in value if one not in known)]
        elif name == "rubric":
            found.constraints[name] = f"{known}\n{value}"
        else:
            notes.row(row, "assertion", name=f"{name} ({_text(value)[:40]})")
    found.expect += more.expect


_UNKNOWN = object()
"""What a template comes to whose variables or logic we do not know."""


def _rendered(value: Any, variables: Mapping[str, Any]) -> Any:
    """The value with its variables filled in; promptfoo fills them when it runs."""
    if isinstance(value, list):
        found = [_rendered(one, variables) for one in value]
        return _UNKNOWN if any(one is _UNKNOWN for one in found) else found
    if not isinstance(value, str):
        return value
    if value.startswith("file://"):
        return _UNKNOWN
    names = _VARIABLE.findall(value)
    if any(not isinstance(variables.get(name), str | int | float) for name in names):
        return _UNKNOWN
    bare = _VARIABLE.sub("", value)
    if "{{" in bare or "{%" in bare:
        return _UNKNOWN
    return _VARIABLE.sub(lambda match: str(variables[match[1]]), value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _texts(value: Any) -> list[str]:
    if value in (None, ""):
        return []
    return [_text(one) for one in (value if isinstance(value, list) else [value])]


def _schema(value: Any) -> Any:
    """The schema of `is-json`; the empty one, which any JSON keeps to, where it gives none."""
    if isinstance(value, str) and value.strip():
        value = parsed(value)
        return value if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _words(value: Any) -> dict[str, Any]:
    limits = value if isinstance(value, Mapping) else {"min": value, "max": value}
    found = {"min_words": limits.get("min"), "max_words": limits.get("max")}
    return {name: int(one) for name, one in found.items() if isinstance(one, int | float)}
