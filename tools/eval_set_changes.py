"""Changes a set as its reader asks: more, fewer, others, another name, an older version."""

from collections.abc import Callable, Sequence

from knowledge.errors import BadInput, NotFound
from knowledge.records import DatasetVersion, Example
from knowledge.texts import say
from tools.deps import Deps
from tools.eval_set_making import Source, covered, frozen, said_examples, values_of, wanted_like
from tools.eval_set_pool import Pool, docs_pool, traces_pool
from tools.eval_set_result import Made
from tools.evals.building.alike import without_alike
from tools.evals.building.changes import Change, read_change
from tools.evals.building.picked import former, picked
from tools.evals.building.quotas import Quota, quotas
from tools.evals.building.sampling import draw
from tools.evals.building.vocabulary import Vocabulary
from tools.inert import inert

Tell = Callable[[int, int], None]


def changed(deps: Deps, words: str, *, name: str, source: Source | None, tell: Tell) -> Made:
    """The set after a change; every change that changes anything makes a version.

    Raises NotFound without a set, BadInput for a change that cannot be read or done.
    """
    now = current(deps, name)
    examples = deps.datasets.examples(now.name, now.version)
    pool = _pool(deps, source or _source_of(examples), tell)
    known = Vocabulary(values_of(pool, [*pool.examples, *examples]))
    change = read_change(words, known)
    if change is None:
        raise BadInput("sets.change.unread", said=inert(words[:80]), name=inert(now.name))
    match change.kind:
        case "gaps" | "freeze":
            return _as_it_is(now, examples, pool, change.kind)
        case "undo" | "restore":
            return _older(deps, now, examples, pool, change)
        case "rename":
            return _renamed(deps, now, examples, pool, change.name)
        case "drop" | "keep":
            return _fewer(deps, now, examples, pool, change, words)
        case "say":
            return _said(deps, now, examples, pool, words)
        case "redraw":
            return _redrawn(deps, now, examples, pool, words)
        case _:
            return _more(deps, now, examples, pool, change, words)


def current(deps: Deps, name: str) -> DatasetVersion:
    """The set of that name, or the one that was changed last."""
    sets = [one for one in deps.datasets.all() if one.purpose == "eval"]
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


def _source_of(examples: Sequence[Example]) -> Source:
    docs = sum(one.source.startswith("doc:") for one in examples)
    return "docs" if docs > len(examples) / 2 else "traces"


def _as_it_is(now: DatasetVersion, examples: list[Example], pool: Pool, done: str) -> Made:
    found = covered(examples, pool)
    return Made(done, now, examples, found, is_new=False)


def _older(
    deps: Deps, now: DatasetVersion, examples: list[Example], pool: Pool, change: Change
) -> Made:
    versions = deps.datasets.versions(now.name)
    target = (
        former(versions)
        if change.version is None
        else next((one for one in versions if one.version == change.version), None)
    )
    if target is None:
        key = "nothing_before" if change.version is None else "no_version"
        raise BadInput(f"sets.change.{key}", name=inert(now.name), count=len(versions))
    restored = deps.datasets.examples(now.name, target.version)
    note = say("sets.note.restored", deps.lang, version=target.version)
    return frozen(deps, now.name, restored, pool, done="undo", note=note, before=examples)


def _renamed(
    deps: Deps, now: DatasetVersion, examples: list[Example], pool: Pool, name: str
) -> Made:
    """All versions under another name; the old ones stay where runs speak of them."""
    if deps.datasets.newest(name):
        raise BadInput("sets.taken", name=inert(name))
    for one in reversed(deps.datasets.versions(now.name)):
        content = deps.datasets.examples(now.name, one.version)
        deps.datasets.freeze(name, content, one.created, note=one.note)
    has_runs = any(run.spec.dataset == now.name for run in deps.runs.all())
    if not has_runs:
        deps.datasets.remove(now.name)
    version = current(deps, name)
    remarks = [say("sets.text.old_name_stays", deps.lang, name=inert(now.name))] if has_runs else []
    return Made("rename", version, examples, covered(examples, pool), remarks=remarks)


def _fewer(
    deps: Deps,
    now: DatasetVersion,
    examples: list[Example],
    pool: Pool,
    change: Change,
    words: str,
) -> Made:
    meant = {one.id for one in picked(examples, change)}
    left = [one for one in examples if (one.id in meant) == (change.kind == "keep")]
    if not left:
        raise BadInput("sets.change.nothing_left", name=inert(now.name))
    return frozen(deps, now.name, left, pool, done=change.kind, note=words, before=examples)


def _said(deps: Deps, now: DatasetVersion, examples: list[Example], pool: Pool, words: str) -> Made:
    new, alike = without_alike(said_examples(deps, [words]), examples)
    if not new and not alike:
        raise BadInput("sets.nothing.words")
    return frozen(
        deps,
        now.name,
        [*examples, *new],
        pool,
        done="say",
        note=words,
        alike=alike,
        before=examples,
    )


def _more(
    deps: Deps,
    now: DatasetVersion,
    examples: list[Example],
    pool: Pool,
    change: Change,
    words: str,
) -> Made:
    """Examples to a plan of their own, or those that the gaps lack."""
    ids = {one.id for one in examples}
    others, alike = without_alike([one for one in pool.examples if one.id not in ids], examples)
    values = values_of(pool, others)
    if change.kind == "fill":
        gaps = covered(examples, pool).gaps
        wanted = [
            Quota({k: frozenset({v}) for k, v in gap.where.items()}, gap.needed, None)
            for gap in gaps
        ]
        total = _needed(wanted)
        if not total:
            return _as_it_is(now, examples, pool, "gaps")
    else:
        total, wanted = quotas(change.plan, values)
    drawn = draw(others, total, wanted, seed=now.version, traffic=values)
    return frozen(
        deps,
        now.name,
        [*examples, *drawn.examples],
        pool,
        done=change.kind,
        note=words,
        drawn=drawn,
        plan=change.plan,
        before=examples,
    )


def _needed(wanted: Sequence[Quota]) -> int:
    """The most that the gaps of any one dimension take: one example may close several gaps."""
    by_key: dict[str, int] = {}
    for one in wanted:
        for key in one.where:
            by_key[key] = by_key.get(key, 0) + one.low
    return max(by_key.values(), default=0)


def _redrawn(
    deps: Deps, now: DatasetVersion, examples: list[Example], pool: Pool, words: str
) -> Made:
    """Others of the same kinds in place of those that were drawn; what people added stays."""
    drawn_from = {one.id for one in pool.examples}
    staying = [one for one in examples if one.id not in drawn_from]
    going = [one for one in examples if one.id in drawn_from]
    if not going:
        raise BadInput("sets.change.not_drawn", name=inert(now.name))
    ids = {one.id for one in going}
    fresh = [one for one in pool.examples if one.id not in ids]
    others, _ = without_alike(fresh, staying)
    values = values_of(pool, others)
    drawn = draw(others, len(going), wanted_like(going, others), seed=now.version, traffic=values)
    return frozen(
        deps,
        now.name,
        [*staying, *drawn.examples],
        pool,
        done="redraw",
        note=words,
        drawn=drawn,
        before=examples,
    )
