"""Draws to a plan: what a set can be drawn from, how it is to be mixed, what it then covers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.errors import BadInput
from knowledge.language import Lang
from knowledge.records import Example
from knowledge.texts import say, series
from tools.eval_set_pool import Pool
from tools.eval_set_result import where_said
from tools.evals.building.coverage import Coverage, coverage
from tools.evals.building.defaults import balanced, is_unplanned
from tools.evals.building.overfull import overfull
from tools.evals.building.plan import Plan
from tools.evals.building.plan_reading import read_plan
from tools.evals.building.quotas import DEFAULT_TOTAL, Quota, fits, quotas, rounded
from tools.evals.building.sampling import Drawn, draw
from tools.evals.building.slicing import CASE, dimensions, main_dimension, value_name
from tools.evals.building.vocabulary import Vocabulary
from tools.inert import inert


def drawn_to_plan(
    kept: list[Example], pool: Pool, words: str, lang: Lang
) -> tuple[Plan, str | None, Drawn]:
    """The plan, what it was balanced by where it left that open, and the draw."""
    values = values_of(pool, kept)
    plan = read_plan(words, Vocabulary(values))
    kept = _about(kept, plan, values, lang)
    if plan.only:
        kept = [one for one in kept if fits(one, plan.only)]
    for key, unwanted in plan.without.items():
        kept = [one for one in kept if not fits(one, {key: unwanted})]
    values = values_of(Pool([], [one for one in pool.traffic if _is_left(one, plan)]), kept)
    total, wanted = fitting_quotas(plan, values, lang)
    by: str | None = None
    if is_unplanned(plan):
        total = total if plan.total else min(DEFAULT_TOTAL, len(kept))
        chosen = balanced(total, values, main_dimension(kept) if pool.traffic else None)
        by, wanted = chosen.by, chosen.quotas
    return plan, by, draw(kept, total, wanted, traffic=values)


def fitting_quotas(
    plan: Plan, values: Mapping[str, Mapping[str, int]], lang: Lang
) -> tuple[int, list[Quota]]:
    """The quotas of a plan; raises BadInput where they come to more than the set."""
    over = overfull(plan, values)
    if over is None:
        return quotas(plan, values)
    fair = rounded([one / over.share for one in over.shares], 100)
    parts, instead = [], []
    for want, share, instead_of in zip(over.wants, over.shares, fair, strict=True):
        name = where_said(want.where, lang)
        parts.append(say("sets.over.part", lang, name=name, share=f"{share:.0%}"))
        instead.append(say("sets.over.part", lang, name=name, share=f"{instead_of}%"))
    raise BadInput(
        "sets.over.all",
        parts=inert(series(parts, lang)),
        share=f"{over.share:.0%}",
        total=over.total,
        instead=inert(series(instead, lang)),
    )


def covered(examples: Sequence[Example], pool: Pool, plan: Plan | None = None) -> Coverage:
    """What the examples cover, by the dimensions that the plan speaks of first."""
    spoken = [key for one in (plan.wants if plan else ()) for key in one.where]
    spoken += [one.key for one in (plan.each if plan else ())]
    first = [key for key in dict.fromkeys(spoken) if key in dimensions(examples)]
    if len(first) == 1:
        first += [key for key in dimensions(examples) if key not in first][:1]
    return coverage(examples, pool.traffic, first or None)


def values_of(pool: Pool, examples: Sequence[Example]) -> dict[str, Counter[str]]:
    """Dimensions of what can be drawn, with how often each value occurs in the traffic.

    Where there is no traffic to go by, how often it occurs in the pool.
    """
    in_traffic: dict[str, Counter[str]] = {}
    for one in pool.traffic:
        for key, value in one.items():
            in_traffic.setdefault(key, Counter())[value] += 1
    found = dimensions(examples)
    return {
        key: _joined(in_traffic[key], counts) if key in in_traffic else counts
        for key, counts in found.items()
    }


def _joined(traffic: Mapping[str, int], there: Mapping[str, int]) -> Counter[str]:
    return Counter({value: traffic.get(value, 0) for value in {*traffic, *there}})


def wanted_like(
    examples: Sequence[Example], pool: Sequence[Example], of: int | None = None
) -> list[Quota]:
    """Quotas by which a draw is mixed as a set is, by its main slice and by bad cases.

    As many of each as the set has, or in the same shares where there are to be `of` examples.
    """
    found = dimensions(examples)
    keys = [key for key in (main_dimension(examples), CASE) if key and key in found]
    there = dimensions(pool)
    wanted = []
    for key in keys:
        # Shares of two dimensions, each rounded by itself, need not go together to the one.
        slack = 0 if of is None or key == keys[0] else 1
        values = sorted(found[key].items())
        counts = [count for _, count in values]
        if of is not None:
            counts = rounded([count / len(examples) for count in counts], of)
        wanted += [
            Quota({key: frozenset({value})}, max(count - slack, 0), count + slack)
            for (value, _), count in zip(values, counts, strict=True)
            if value in there.get(key, {})
        ]
    return wanted


def _about(
    kept: list[Example], plan: Plan, values: Mapping[str, Mapping[str, int]], lang: Lang
) -> list[Example]:
    """Those whose question speaks of what the set is to be for, where that is no slice.

    Raises BadInput where none does.
    """
    if not plan.subject:
        return kept
    said = plan.subject.casefold()
    found = [one for one in kept if said in one.query.casefold()]
    if not found:
        known = [
            value_name(key, value, lang)
            for key in ("feature", *list(values)[:1])
            for value in values.get(key, {})
        ]
        listed = series(dict.fromkeys(known[:12]), lang) or "–"
        raise BadInput("sets.no_subject", said=inert(plan.subject), known=listed)
    return found


def _is_left(slices: Mapping[str, str], plan: Plan) -> bool:
    return all(slices.get(key) in values for key, values in plan.only.items()) and not any(
        slices.get(key) in values for key, values in plan.without.items()
    )
