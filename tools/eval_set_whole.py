"""What is done with a set as a whole: list, take off the list, annotate, tell what is masked."""

import itertools
from collections import Counter
from collections.abc import Callable, Mapping

from knowledge.errors import BadInput
from knowledge.records import DatasetVersion
from knowledge.texts import say
from tools.deps import Deps
from tools.eval_set_draw import covered
from tools.eval_set_pool import Pool
from tools.eval_set_result import Made, SetLine
from tools.evals.annotating import progress
from tools.evals.building.as_a_whole import Whole, extreme_asked, name_of_copy, of_all_sets
from tools.evals.masking.mask import placeholders
from tools.inert import inert

_PLACEHOLDERS = 3
"""Placeholders of a kind that are named."""


def of_the_whole(deps: Deps, kind: Whole, version: DatasetVersion, words: str) -> Made:
    """The set, and what is asked of it; only `remove` and `copy` change anything.

    Raises BadInput where all sets are to go at once.
    """
    return _HOW[kind](deps, version, words)


def all_sets(deps: Deps) -> list[SetLine]:
    """Every evaluation set, the one that changed last first."""
    runs = Counter(run.spec.dataset for run in deps.runs.all())
    return [
        SetLine(
            name=one.name,
            version=one.version,
            count=one.count,
            runs=runs[one.name],
            labelled=len(deps.annotations.standing(one.name)),
            changed=one.created,
        )
        for one in deps.datasets.all()
        if one.purpose == "eval"
    ]


def _listed(deps: Deps, version: DatasetVersion, words: str) -> Made:
    """All sets; where the biggest or the newest is asked for, it is named and goes first."""
    sets, asked = all_sets(deps), extreme_asked(words)
    if not sets or asked is None:
        return _as_it_is(deps, version, "list", sets=sets)
    if asked in {"biggest", "smallest"}:
        sets.sort(key=lambda one: one.count, reverse=asked == "biggest")
    else:
        sets.sort(key=lambda one: one.changed, reverse=asked == "newest")
    first = sets[0]
    values = {"name": inert(first.name), "count": first.count, "version": first.version}
    remark = say(f"sets.whole.{asked}", deps.lang, **values)
    found = deps.datasets.newest(first.name) or version
    return _as_it_is(deps, found, "list", sets=sets, remarks=[remark])


def _copied(deps: Deps, version: DatasetVersion, words: str) -> Made:
    sets, said = deps.datasets, name_of_copy(words)
    if said and (there := sets.newest(said)) and not there.is_off:
        raise BadInput("sets.taken", name=inert(said))
    numbered = (f"{version.name} {number}" for number in itertools.count(2))
    name = said or next(one for one in numbered if not sets.newest(one))
    examples = sets.examples(version.name, version.version)
    copy = sets.freeze(name, examples, deps.clock(), note=words[:200])
    values = {"name": inert(version.name), "version": version.version}
    remark = say("sets.whole.copied_from", deps.lang, **values)
    return _as_it_is(deps, copy, "copy", remarks=[remark])


def _taken_off(deps: Deps, version: DatasetVersion, words: str) -> Made:
    if of_all_sets(words):
        names = ", ".join(inert(one.name) for one in all_sets(deps))
        raise BadInput("sets.change.which", names=names)
    made = deps.datasets.take_off(version.name, deps.clock()) or version
    return Made("remove", made, [], covered([], Pool([])), removed=version.count)


def _masked(deps: Deps, version: DatasetVersion, _words: str) -> Made:
    counts: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    for one in deps.datasets.examples(version.name, version.version):
        for kind, placeholder in placeholders(one.model_dump_json()):
            counts[kind] += 1
            known = named.setdefault(kind, [])
            if placeholder not in known and len(known) < _PLACEHOLDERS:
                known.append(placeholder)
    return _as_it_is(deps, version, "masked", masked=dict(counts), placeholders=named)


def _annotated(deps: Deps, version: DatasetVersion, _words: str) -> Made:
    examples = deps.datasets.examples(version.name, version.version)
    found = progress(examples, deps.annotations.standing(version.name), "")
    remarks = []
    if found.agreement and found.agreement.value is not None:
        value = f"{found.agreement.value:.2f}"
        remarks = [say("sets.whole.agreement", deps.lang, value=value)]
    return _as_it_is(deps, version, "annotate", labelled=found.by, remarks=remarks)


def _as_it_is(
    deps: Deps,
    version: DatasetVersion,
    done: Whole,
    *,
    sets: list[SetLine] | None = None,
    masked: dict[str, int] | None = None,
    placeholders: dict[str, list[str]] | None = None,
    labelled: dict[str, int] | None = None,
    remarks: list[str] | None = None,
) -> Made:
    examples = deps.datasets.examples(version.name, version.version)
    return Made(
        done,
        version,
        examples,
        covered(examples, Pool(examples)),
        is_new=False,
        sets=sets or [],
        masked=masked or {},
        placeholders=placeholders or {},
        labelled=labelled or {},
        remarks=remarks or [],
    )


_HOW: Mapping[Whole, Callable[[Deps, DatasetVersion, str], Made]] = {
    "list": _listed,
    "remove": _taken_off,
    "masked": _masked,
    "annotate": _annotated,
    "copy": _copied,
}
"""What each of them does."""
