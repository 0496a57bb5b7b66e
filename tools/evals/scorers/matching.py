"""The answer held against given words, a pattern or a schema, without a view of their meaning."""

import re

from rapidfuzz import fuzz

from knowledge.errors import BadInput
from knowledge.han import HAN_RANGE
from knowledge.records import Example, Score, Trace
from tools.claims.digits import fold
from tools.evals.scorers.patterns import matches
from tools.evals.scorers.schema import NoJson, first_fault, read_json
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import (
    listed,
    named,
    reference_of,
    scored,
    short,
    tongue,
    unscored,
    unusable,
)

_BESIDE_HAN = re.compile(f"(?<=[{HAN_RANGE}]) | (?=[{HAN_RANGE}])")
_MARKS = " .。…!！?？,，;；:：\"'“”‘’「」()（）*`"
_MOST = 20_000
"""Characters of a text that are compared."""


def even(text: str) -> str:
    """`text` without differences of width, case and spacing.

    >>> even("ＰＲＯ 版"), even("A  b")
    ('pro版', 'a b')
    """
    return _BESIDE_HAN.sub("", " ".join(fold(text[:_MOST]).split()))


def bare(text: str) -> str:
    """The same without the marks at both ends, unless it is nothing but marks."""
    whole = even(text)
    return whole.strip(_MARKS) or whole


def exact(example: Example, trace: Trace, means: Means) -> Score:
    """1 if answer and reference are the same but for width, case, spaces and marks at the ends."""
    reference = reference_of(example, trace)
    if reference is None:
        return unscored(trace, means, "no_reference")
    same = bare(trace.answer) == bare(reference)
    how = "exact" if same else "not_exact"
    return scored(float(same), trace, means, how, reference=short(reference))


def fuzzy(example: Example, trace: Trace, means: Means) -> Score:
    """How alike answer and reference are, letter by letter; symmetric.

    1 − d / (a + b), with the letters to insert and delete `d` of texts of `a` and `b` letters:
    rapidfuzz's `ratio`.
    """
    reference = reference_of(example, trace)
    if reference is None:
        return unscored(trace, means, "no_reference")
    value = fuzz.ratio(bare(trace.answer), bare(reference)) / 100
    return scored(value, trace, means, "alike", share=f"{value:.0%}")


def contains(example: Example, trace: Trace, means: Means) -> Score:
    """The share of the words to contain and not to contain that it keeps to, letter by letter.

    They are `constraints["contains"]` and `["not_contains"]`; without either, the reference.
    """
    wanted, unwanted = (example.constraints.get(key) for key in ("contains", "not_contains"))
    if wanted is None and unwanted is None:
        reference = reference_of(example, trace)
        if reference is None:
            return unscored(trace, means, "nothing_to_contain")
        needed, banned = [bare(reference)], []
    else:
        needed, banned = listed(wanted or []) or [], listed(unwanted or []) or []
        if not needed + banned:
            return unscored(trace, means, "nothing_to_contain")
    text, lang = even(trace.answer), tongue(trace, means)
    missing = [one for one in needed if even(one) not in text]
    there = [one for one in banned if even(one) in text]
    total = len(needed) + len(banned)
    met = total - len(missing) - len(there)
    how = "contains" if not missing + there else "contains_not"
    faults = named([*missing, *there], lang)
    return scored(met / total, trace, means, how, met=met, total=total, words=faults)


def pattern(example: Example, trace: Trace, means: Means) -> Score:
    """The share of the patterns of `constraints["regex"]` that are found in the answer."""
    patterns = listed(example.constraints.get("regex"))
    if patterns is None:
        return unscored(trace, means, "no_regex")
    try:
        missing = [one for one in patterns if not matches(one, trace.answer)]
    except BadInput as error:
        return unusable(trace, means, error)
    total = len(patterns)
    how = "matches_not" if missing else "matches"
    found, words = total - len(missing), named(missing, tongue(trace, means))
    return scored(found / total, trace, means, how, met=found, total=total, words=words)


def json_schema(example: Example, trace: Trace, means: Means) -> Score:
    """1 if the answer is JSON, bare or in a fence, and keeps to `constraints["json_schema"]`."""
    schema = example.constraints.get("json_schema")
    if schema is None:
        return unscored(trace, means, "no_schema")
    try:
        fault = first_fault(read_json(trace.answer), schema)
    except NoJson:
        return scored(0, trace, means, "no_json")
    except BadInput as error:
        return unusable(trace, means, error)
    if fault is None:
        return scored(1, trace, means, "fits_schema")
    return scored(0, trace, means, "breaks_schema", fault=short(fault))
