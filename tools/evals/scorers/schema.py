"""JSON schemas that come with data: checked without the network, and without endless patterns."""

import json
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import SchemaError
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import Unresolvable

from knowledge.errors import BadInput
from tools.evals.scorers.patterns import matches

_FENCE = "```"
_MOST = 100_000
"""Characters of an answer, and of a schema."""
_MOST_REFERENCES = 20_000
"""References that one check may follow: a small schema can ask for a number without end."""

_followed: ContextVar[list[int]] = ContextVar("_followed")


class NoJson(Exception):
    """The text is no JSON."""


def read_json(answer: str) -> Any:
    """The JSON of an answer, in a fence or bare; raises NoJson. NaN and infinity are none.

    Raises BadInput for an answer that is too long to be checked.
    """
    if len(answer) > _MOST:
        raise BadInput("evals.score.long_json", most=_MOST)
    text = answer.strip()
    if text.startswith(_FENCE) and text.endswith(_FENCE) and len(text) > 2 * len(_FENCE):
        text = text.strip("`").removeprefix("json").removeprefix("JSON")
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NoJson from error


def first_fault(found: Any, schema: Any) -> str | None:
    """What of `found` breaks `schema` (2020-12), such as `$.price: type=number`; None if nothing.

    Raises BadInput for a schema that is none, or that cannot be followed to its end.
    """
    validator = _validator(_written(schema))
    _followed.set([0])
    try:
        # The first by its place, so that the reason does not hang on the schema's order.
        error = min(validator.iter_errors(found), key=_place, default=None)
    except Unresolvable as failure:
        raise BadInput("evals.score.bad_schema", why=str(failure)[:120]) from failure
    except (RecursionError, ArithmeticError, ValueError, TypeError, re.error) as failure:
        raise BadInput("evals.score.bad_schema", why=type(failure).__name__) from failure
    return None if error is None else f"{error.json_path}: {_rule(error)}"


def _written(schema: Any) -> str:
    try:
        text = schema if isinstance(schema, str) else json.dumps(schema, sort_keys=True)
    except (TypeError, ValueError, RecursionError) as failure:
        raise BadInput("evals.score.bad_schema", why=type(failure).__name__) from failure
    if len(text) > _MOST:
        raise BadInput("evals.score.bad_schema", why=f"> {_MOST}")
    return text


@lru_cache(maxsize=64)
def _validator(text: str) -> Any:
    try:
        schema = json.loads(text)
        if not isinstance(schema, dict | bool):
            raise BadInput("evals.score.bad_schema", why=type(schema).__name__)
        _Bounded.check_schema(schema)
    except SchemaError as error:
        raise BadInput("evals.score.bad_schema", why=error.message[:120]) from error
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise BadInput("evals.score.bad_schema", why=type(error).__name__) from error
    if "unevaluatedProperties" in text and "patternProperties" in text:
        # The library follows these two together with patterns that nothing bounds.
        raise BadInput("evals.score.bad_schema", why="unevaluatedProperties + patternProperties")
    return _Bounded(schema, registry=Registry())


def _place(error: ValidationError) -> tuple[list[str], str]:
    return [str(step) for step in error.absolute_path], str(error.validator)


def _rule(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    if error.validator == "required" and isinstance(error.instance, dict):
        wanted = [name for name in wanted if name not in error.instance]
    written = json.dumps(wanted, ensure_ascii=False)
    return f"{error.validator}={written if len(written) <= 60 else written[:60] + '…'}"


def _no_number(constant: str) -> Any:
    raise ValueError(constant)


def _pattern(_validator: Any, pattern: str, found: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(found, str) and not matches(pattern, found):
        yield ValidationError("pattern")


def _pattern_properties(
    validator: Any, patterns: dict[str, Any], found: Any, _schema: Any
) -> Iterator[ValidationError]:
    for pattern, schema in patterns.items():
        for name, value in found.items() if isinstance(found, dict) else ():
            if matches(pattern, name):
                yield from validator.descend(value, schema, path=name, schema_path=pattern)


def _additional(
    validator: Any, allowed: Any, found: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    for name, value in found.items() if isinstance(found, dict) else ():
        known = name in schema.get("properties", {})
        if known or any(matches(one, name) for one in schema.get("patternProperties", {})):
            continue
        if allowed is False:
            yield ValidationError(name, path=[name])
        else:
            yield from validator.descend(value, allowed, path=name)


def _counting(keyword: str) -> Any:
    follow = Draft202012Validator.VALIDATORS[keyword]

    def counted(validator: Any, ref: str, found: Any, schema: Any) -> Any:
        count = _followed.get()
        count[0] += 1
        if count[0] > _MOST_REFERENCES:
            raise RecursionError
        return follow(validator, ref, found, schema)

    return counted


_Bounded = extend(
    Draft202012Validator,
    {
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional,
        "$ref": _counting("$ref"),
        "$dynamicRef": _counting("$dynamicRef"),
    },
)
