"""What a set is made of when the user only says "build an eval set", and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tools.evals.building.plan import Plan, Want
from tools.evals.building.quotas import Quota, rounded
from tools.evals.building.slicing import CASE, DIFFICULTY

BAD_SHARE = 0.3
"""The least share of bad cases in a set that nobody planned: what failed once is worth asking."""
FLOOR = 5
"""The least examples of each value of the main dimension, so that a rare one is not left out."""
_SMALL = 30


@dataclass(frozen=True)
class Balanced:
    """The quotas of a set that nobody planned."""

    by: str | None
    """The dimension that it is balanced by."""
    bad: bool
    """Whether it is to have bad cases."""
    quotas: list[Quota]
    """The quotas."""


def is_unplanned(plan: Plan) -> bool:
    """Whether a plan leaves open what the set is made of; a total alone does."""
    return replace(plan, total=None, only={}, without={}, subject="", unread=()).says_nothing


def balanced(total: int, values: Mapping[str, Mapping[str, int]], by: str | None) -> Balanced:
    """By the main dimension in proportion to the traffic, but at least a few of each value.

    The floor is five, or half an equal share where that is less.
    """
    quotas: list[Quota] = []
    counts = {name: count for name, count in values.get(by or "", {}).items() if count}
    if by and len(counts) > 1:
        floor = min(FLOOR, total // (2 * len(counts)))
        names = sorted(counts, key=lambda name: (-counts[name], name))
        whole = sum(counts.values())
        spare = total - floor * len(names)
        extra = rounded([counts[name] / whole for name in names], spare)
        quotas += [
            Quota({by: frozenset({name})}, floor + more, floor + more)
            for name, more in zip(names, extra, strict=True)
        ]
    bad = bool(values.get(CASE, {}).get("bad"))
    if bad:
        quotas.append(Quota({CASE: frozenset({"bad"})}, round(BAD_SHARE * total), None))
    return Balanced(by if len(counts) > 1 else None, bad, quotas)


def default_name(source: str, plan: Plan, total: int, file: str = "") -> str:
    """What a set is called by what is in it."""
    if source == "file":
        return file.rsplit(".", 1)[0][:60] or "file"
    if source in {"docs", "cases", "words"}:
        return {"docs": "docs qa", "cases": "bad cases", "words": "chat"}[source]
    named = _named(plan)
    if named:
        return named
    return "smoke" if total <= _SMALL else "traffic"


def _named(plan: Plan) -> str:
    """The slices that all of it, or most of it, is of: `comedy`, `bad cases`."""
    mostly = [one.where for one in plan.wants if _is_all(one, plan)]
    parts = [
        _spelt(key, value)
        for where in [plan.only, *mostly]
        for key, values in where.items()
        for value in sorted(values)
    ]
    return " ".join(dict.fromkeys([*parts, *filter(None, [plan.subject])]))[:60]


def _is_all(want: Want, plan: Plan) -> bool:
    if want.share is not None:
        return want.share >= 0.8
    return len(plan.wants) == 1 and want.count == (plan.total or want.count)


def _spelt(key: str, value: str) -> str:
    if key == CASE:
        return f"{value} cases"
    return value.replace("_", " ") if key != DIFFICULTY else value
