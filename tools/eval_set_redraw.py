"""Changes of a set for which examples are drawn: more, another size, mix or kind, its gaps."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.errors import BadInput
from knowledge.records import Example
from tools.eval_set_draw import covered, fitting_quotas, values_of, wanted_like
from tools.eval_set_now import Now, as_it_is, refrozen
from tools.eval_set_result import Made, where_said
from tools.evals.building.alike import without_alike
from tools.evals.building.changes import Change
from tools.evals.building.picked import picked
from tools.evals.building.quotas import Quota, fits
from tools.evals.building.sampling import draw
from tools.inert import inert


def more_drawn(now: Now, change: Change) -> Made:
    """Examples to a plan of their own."""
    others = _others(now)
    values = values_of(now.pool, others)
    total, wanted = fitting_quotas(change.plan, values, now.deps.lang)
    drawn = draw(others, total, wanted, seed=now.version.version, traffic=values)
    more = [*now.examples, *drawn.examples]
    return refrozen(now, more, change.kind, drawn=drawn, plan=change.plan)


def resized(now: Now, change: Change) -> Made:
    """So many as are wanted, with the set's own mix: some of them, or more of the same kinds."""
    more = change.total - len(now.examples)
    if not more:
        return as_it_is(now, change)
    others = now.examples if more < 0 else _others(now)
    values = values_of(now.pool, others)
    number = change.total if more < 0 else more
    drawn = draw(others, number, wanted_like(now.examples, others, of=number), traffic=values)
    staying = now.examples if more > 0 else []
    return refrozen(now, [*staying, *drawn.examples], change.kind, drawn=drawn)


def remixed(now: Now, change: Change) -> Made:
    """As many as there are, in other shares: half of them hard."""
    ids = {one.id for one in now.examples}
    others = [*now.examples, *(one for one in now.pool.examples if one.id not in ids)]
    kept, _ = without_alike(others)
    values = values_of(now.pool, kept)
    plan = replace(change.plan, total=len(now.examples))
    total, wanted = fitting_quotas(plan, values, now.deps.lang)
    drawn = draw(kept, total, wanted, seed=now.version.version, traffic=values)
    return refrozen(now, drawn.examples, change.kind, drawn=drawn, plan=plan)


def filled(now: Now, change: Change) -> Made:
    """Examples that close the gaps; one may close several."""
    wanted = [
        Quota({key: frozenset({value}) for key, value in gap.where.items()}, gap.needed, None)
        for gap in covered(now.examples, now.pool).gaps
    ]
    if not wanted:
        return as_it_is(now, change)
    others = _others(now)
    values = values_of(now.pool, others)
    drawn = draw(others, _needed(wanted), wanted, seed=now.version.version, traffic=values)
    return refrozen(now, [*now.examples, *drawn.examples], change.kind, drawn=drawn)


def redrawn(now: Now, change: Change) -> Made:
    """Others of the same kinds in place of those that were drawn; what people added stays."""
    drawn_from = {one.id for one in now.pool.examples}
    staying = [one for one in now.examples if one.id not in drawn_from]
    going = [one for one in now.examples if one.id in drawn_from]
    if not going:
        raise BadInput("sets.change.not_drawn", name=inert(now.name))
    ids = {one.id for one in going}
    fresh = [one for one in now.pool.examples if one.id not in ids]
    others, _ = without_alike(fresh, staying)
    values = values_of(now.pool, others)
    seed, wanted = now.version.version, wanted_like(going, others)
    drawn = draw(others, len(going), wanted, seed=seed, traffic=values)
    return refrozen(now, [*staying, *drawn.examples], change.kind, drawn=drawn)


def swapped(now: Now, change: Change) -> Made:
    """Others of one kind in place of those of another, as many as there are to draw."""
    swap = change.swap
    if swap is None:
        raise BadInput("sets.change.unread", said=inert(now.words[:80]), name=inert(now.name))
    lang = now.deps.lang
    out = Change("drop", where=swap.out)
    going = [one for one in picked(now.examples, out) if not fits(one, swap.into)]
    names = {"name": inert(now.name), "into": inert(where_said(swap.into, lang))}
    if not going:
        raise BadInput("sets.change.none_to_swap", out=inert(where_said(swap.out, lang)), **names)
    others = _others(now)
    unwanted = {one.id for one in picked(others, out)}
    fitting = [one for one in others if fits(one, swap.into) and one.id not in unwanted]
    wanted = min(swap.count or len(going), len(going))
    values, whole = values_of(now.pool, fitting), Quota(swap.into, wanted, None)
    drawn = draw(fitting, wanted, [whole], seed=now.version.version, traffic=values)
    if not drawn.examples:
        raise BadInput("sets.change.none_to_draw", **names)
    gone = {one.id for one in going[: len(drawn.examples)]}
    staying = [one for one in now.examples if one.id not in gone]
    return refrozen(now, [*staying, *drawn.examples], change.kind, drawn=drawn)


def _others(now: Now) -> list[Example]:
    """What can be drawn and is neither in the set nor like anything in it."""
    ids = {one.id for one in now.examples}
    others, _ = without_alike([one for one in now.pool.examples if one.id not in ids], now.examples)
    return others


def _needed(wanted: Sequence[Quota]) -> int:
    """The most that the gaps of any one dimension take: one example may close several gaps."""
    by_key: dict[str, int] = {}
    for one in wanted:
        for key in one.where:
            by_key[key] = by_key.get(key, 0) + one.low
    return max(by_key.values(), default=0)
