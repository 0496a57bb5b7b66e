"""Changes a set as its reader asks: more, fewer, others, another name, an older version."""

import re
from collections.abc import Callable, Mapping, Sequence

from knowledge.errors import BadInput, NotFound
from knowledge.language import language_of
from knowledge.records import DatasetVersion, Example
from knowledge.texts import say
from tools.deps import Deps
from tools.eval_set_draw import covered, values_of
from tools.eval_set_making import said_examples
from tools.eval_set_now import Now, as_it_is, refrozen
from tools.eval_set_pool import Pool, docs_pool, traces_pool
from tools.eval_set_redraw import filled, more_drawn, redrawn, remixed, resized, swapped
from tools.eval_set_result import Made, Source
from tools.eval_set_whole import of_the_whole
from tools.evals.building.alike import without_alike
from tools.evals.building.as_a_whole import Whole, kept_as_a_whole
from tools.evals.building.changes import Change, Kind, read_change
from tools.evals.building.picked import came_back, contents, former, picked
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
    now = Now(deps, version, examples, pool, words)
    change = read_change(words, Vocabulary(values_of(pool, [*pool.examples, *examples])))
    if change is None:
        raise BadInput("sets.change.unread", said=inert(words[:80]), name=inert(version.name))
    if version.is_off and change.kind not in {"undo", "restore"}:
        raise BadInput("sets.change.is_off", name=inert(version.name))
    return _HOW[change.kind](now, change)


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


def _older(now: Now, change: Change) -> Made:
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
    return refrozen(now, restored, "undo", note=note)


def _renamed(now: Now, change: Change) -> Made:
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


def _fewer(now: Now, change: Change) -> Made:
    meant = {one.id for one in picked(now.examples, change)}
    left = [one for one in now.examples if (one.id in meant) == (change.kind == "keep")]
    if not left:
        raise BadInput("sets.change.nothing_left", name=inert(now.name))
    return refrozen(now, left, change.kind)


def _said(now: Now, change: Change) -> Made:
    new, alike = without_alike(said_examples(now.deps, [now.words]), now.examples)
    if not new and not alike:
        raise BadInput("sets.nothing.words")
    return refrozen(now, [*now.examples, *new], change.kind, alike=alike)


_HOW: Mapping[Kind, Callable[[Now, Change], Made]] = {
    "gaps": as_it_is,
    "freeze": as_it_is,
    "undo": _older,
    "restore": _older,
    "rename": _renamed,
    "drop": _fewer,
    "keep": _fewer,
    "say": _said,
    "redraw": redrawn,
    "add": more_drawn,
    "remix": remixed,
    "resize": resized,
    "fill": filled,
    "swap": swapped,
}
"""What each kind of change does."""
