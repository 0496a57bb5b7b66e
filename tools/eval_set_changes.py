"""Changes a set as its reader asks: more, fewer, others, another name, an older version."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.errors import BadInput, NotFound
from knowledge.language import language_of
from knowledge.records import DatasetVersion, Example
from knowledge.texts import say
from tools.deps import Deps
from tools.eval_set_draw import covered, fitting_quotas, values_of, wanted_like
from tools.eval_set_making import frozen, said_examples
from tools.eval_set_pool import Pool, docs_pool, traces_pool
from tools.eval_set_result import Made, Source, percent, where_said
from tools.eval_set_whole import of_the_whole
from tools.evals.building.alike import Alike, without_alike
from tools.evals.building.as_a_whole import Whole, kept_as_a_whole
from tools.evals.building.changes import Change, Kind, read_change
from tools.evals.building.picked import came_back, contents, former, picked
from tools.evals.building.plan import Plan
from tools.evals.building.quotas import Quota, fits
from tools.evals.building.sampling import Drawn, draw
from tools.evals.building.slicing import slices_of, value_name
from tools.evals.building.vocabulary import Vocabulary
from tools.inert import inert
from tools.run_subject import kept_cases

Tell = Callable[[int, int], None]


def changed(deps: Deps, words: str, *, name: str, source: Source | None, tell: Tell) -> Made:
    """The set after a change; every change that changes anything makes a version.

    Raises NotFound without a set, BadInput for a change that cannot be read or done.
    """
    version = current(deps, name)
    if whole := _whole(words, version.name):
        if version.is_off:
            raise BadInput("sets.change.is_off", name=inert(version.name))
        return of_the_whole(deps, whole, version, words)
    examples = deps.datasets.examples(version.name, version.version)
    held = examples or _last_held(deps, version)
    pool = _pool(deps, source or _source_of(held), tell)
    drawn_from = {one.id for one in pool.examples}
    if not any(one.id in drawn_from for one in held):
        pool = Pool(pool.examples)  # of other stuff than the traffic, which is no measure of it
    now = _Now(deps, version, examples, pool, words)
    change = read_change(words, Vocabulary(values_of(pool, [*pool.examples, *examples])))
    if change is None:
        raise BadInput("sets.change.unread", said=inert(words[:80]), name=inert(version.name))
    if version.is_off and change.kind not in {"undo", "restore"}:
        raise BadInput("sets.change.is_off", name=inert(version.name))
    return _HOW[change.kind](now, change)


@dataclass(frozen=True)
class _Now:
    """What a change starts from."""

    deps: Deps
    version: DatasetVersion
    examples: list[Example]
    pool: Pool
    words: str

    @property
    def name(self) -> str:
        return self.version.name


def _whole(words: str, name: str) -> Whole | None:
    """What is asked of the set as a whole, be it called "it" or by its name alone."""
    it = "它" if language_of(words, "zh") == "zh" else "it"
    named = re.sub(re.escape(name), it, words, flags=re.IGNORECASE)
    return kept_as_a_whole(words) or kept_as_a_whole(named)


def current(deps: Deps, name: str) -> DatasetVersion:
    """The set of that name, be it taken off the list, or the one that was changed last."""
    if (off := deps.datasets.newest(name.strip())) and off.is_off and off.purpose == "eval":
        return off
    sets = [one for one in deps.datasets.all() if one.purpose == "eval"]
    if not sets and (cases := kept_cases(deps)):
        sets = [cases]
    if not sets:
        raise NotFound("sets.change.no_set")
    if not name.strip():
        return sets[0]
    for one in sets:
        if one.name.casefold() == name.strip().casefold():
            return one
    names = ", ".join(inert(one.name) for one in sets[:12])
    raise NotFound("sets.change.unknown", name=inert(name[:60]), names=names)


def _pool(deps: Deps, source: Source, tell: Tell) -> Pool:
    return docs_pool(deps) if source == "docs" else traces_pool(deps, tell)


def _last_held(deps: Deps, version: DatasetVersion) -> list[Example]:
    """What a set held before it was taken off the list."""
    versions = deps.datasets.versions(version.name)
    full = next((one for one in versions if not one.is_off), version)
    return deps.datasets.examples(full.name, full.version)


def _source_of(examples: Sequence[Example]) -> Source:
    docs = sum(one.source.startswith("doc:") for one in examples)
    return "docs" if docs > len(examples) / 2 else "traces"


def _as_it_is(now: _Now, change: Change) -> Made:
    found = covered(now.examples, now.pool)
    done = "freeze" if change.kind == "freeze" else "gaps"
    remarks = _counted(now, change) if done == "gaps" else []
    return Made(done, now.version, now.examples, found, is_new=False, remarks=remarks)


def _counted(now: _Now, change: Change) -> list[str]:
    """How many there are of what was asked about, and of how many."""
    lang, total = now.deps.lang, len(now.examples)
    counts = [
        (
            value_name(key, value, lang),
            sum(slices_of(one).get(key) == value for one in now.examples),
        )
        for key, values in change.where.items()
        for value in sorted(values)
    ]
    return [
        say(
            "sets.text.counted",
            lang,
            name=name,
            count=count,
            share=percent(count / total),
            of=total,
        )
        for name, count in counts
    ]


def _older(now: _Now, change: Change) -> Made:
    every = now.deps.datasets.versions(now.name)
    versions = contents(every)
    target = (
        former(versions)
        if change.version is None
        else next((one for one in versions if one.version == change.version), None)
    )
    if target is None and change.version is None and came_back(every):
        return of_the_whole(now.deps, "remove", now.version, now.words)
    if target is None:
        key = "nothing_before" if change.version is None else "no_version"
        raise BadInput(f"sets.change.{key}", name=inert(now.name), count=len(versions))
    restored = now.deps.datasets.examples(now.name, target.version)
    note = say("sets.note.restored", now.deps.lang, version=target.version)
    return _frozen(now, restored, "undo", note=note)


def _renamed(now: _Now, change: Change) -> Made:
    """All versions under another name; the old ones stay where runs speak of them."""
    sets = now.deps.datasets
    if (there := sets.newest(change.name)) and not there.is_off:
        raise BadInput("sets.taken", name=inert(change.name))
    for one in reversed(sets.versions(now.name)):
        content = sets.examples(now.name, one.version)
        sets.freeze(change.name, content, one.created, note=one.note)
    now.deps.annotations.carry_over(now.name, change.name)
    has_runs = any(run.spec.dataset == now.name for run in now.deps.runs.all())
    remarks = []
    if has_runs:
        remarks = [say("sets.text.old_name_stays", now.deps.lang, name=now.name)]
    else:
        sets.remove(now.name)
    version = current(now.deps, change.name)
    found = covered(now.examples, now.pool)
    return Made("rename", version, now.examples, found, remarks=remarks)


def _fewer(now: _Now, change: Change) -> Made:
    meant = {one.id for one in picked(now.examples, change)}
    left = [one for one in now.examples if (one.id in meant) == (change.kind == "keep")]
    if not left:
        raise BadInput("sets.change.nothing_left", name=inert(now.name))
    return _frozen(now, left, change.kind)


def _said(now: _Now, change: Change) -> Made:
    new, alike = without_alike(said_examples(now.deps, [now.words]), now.examples)
    if not new and not alike:
        raise BadInput("sets.nothing.words")
    return _frozen(now, [*now.examples, *new], change.kind, alike=alike)


def _more(now: _Now, change: Change) -> Made:
    """Examples to a plan of their own."""
    others = _others(now)
    values = values_of(now.pool, others)
    total, wanted = fitting_quotas(change.plan, values, now.deps.lang)
    drawn = draw(others, total, wanted, seed=now.version.version, traffic=values)
    more = [*now.examples, *drawn.examples]
    return _frozen(now, more, change.kind, drawn=drawn, plan=change.plan)


def _resized(now: _Now, change: Change) -> Made:
    """So many as are wanted, with the set's own mix: some of them, or more of the same kinds."""
    more = change.total - len(now.examples)
    if not more:
        return _as_it_is(now, change)
    others = now.examples if more < 0 else _others(now)
    values = values_of(now.pool, others)
    wanted = wanted_like(now.examples, others, of=change.total if more < 0 else more)
    drawn = draw(others, abs(more) if more > 0 else change.total, wanted, traffic=values)
    staying = now.examples if more > 0 else []
    return _frozen(now, [*staying, *drawn.examples], change.kind, drawn=drawn)


def _remixed(now: _Now, change: Change) -> Made:
    """As many as there are, in other shares: half of them hard."""
    ids = {one.id for one in now.examples}
    others = [*now.examples, *(one for one in now.pool.examples if one.id not in ids)]
    kept, _ = without_alike(others)
    values = values_of(now.pool, kept)
    plan = replace(change.plan, total=len(now.examples))
    total, wanted = fitting_quotas(plan, values, now.deps.lang)
    drawn = draw(kept, total, wanted, seed=now.version.version, traffic=values)
    return _frozen(now, drawn.examples, change.kind, drawn=drawn, plan=plan)


def _filled(now: _Now, change: Change) -> Made:
    """Examples that close the gaps; one may close several."""
    wanted = [
        Quota({key: frozenset({value}) for key, value in gap.where.items()}, gap.needed, None)
        for gap in covered(now.examples, now.pool).gaps
    ]
    if not wanted:
        return _as_it_is(now, change)
    others = _others(now)
    values = values_of(now.pool, others)
    drawn = draw(others, _needed(wanted), wanted, seed=now.version.version, traffic=values)
    return _frozen(now, [*now.examples, *drawn.examples], change.kind, drawn=drawn)


def _redrawn(now: _Now, change: Change) -> Made:
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
    return _frozen(now, [*staying, *drawn.examples], change.kind, drawn=drawn)


def _swapped(now: _Now, change: Change) -> Made:
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
    return _frozen(now, [*staying, *drawn.examples], change.kind, drawn=drawn)


_HOW: Mapping[Kind, Callable[[_Now, Change], Made]] = {
    "gaps": _as_it_is,
    "freeze": _as_it_is,
    "undo": _older,
    "restore": _older,
    "rename": _renamed,
    "drop": _fewer,
    "keep": _fewer,
    "say": _said,
    "redraw": _redrawn,
    "add": _more,
    "remix": _remixed,
    "resize": _resized,
    "fill": _filled,
    "swap": _swapped,
}
"""What each kind of change does."""


def _frozen(
    now: _Now,
    examples: Sequence[Example],
    done: str,
    *,
    note: str = "",
    drawn: Drawn | None = None,
    plan: Plan | None = None,
    alike: Sequence[Alike] = (),
) -> Made:
    return frozen(
        now.deps,
        now.name,
        examples,
        now.pool,
        done=done,
        note=note or now.words,
        drawn=drawn,
        plan=plan,
        alike=alike,
        before=now.examples,
    )


def _others(now: _Now) -> list[Example]:
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
