"""Which two runs are meant: by id, by version, by what was evaluated, or the newest two."""

import re
from collections.abc import Sequence
from datetime import datetime

from knowledge.errors import BadInput, NotFound
from knowledge.records import Run

_NEWEST = {"last", "latest", "newest", "this", "最新", "最近", "最后", "这次", "这一次"}
_BEFORE = {"previous", "before", "earlier", "上次", "上一次", "之前", "前一次"}
_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)", re.IGNORECASE)
_RECENT = 100
"""Runs among which a partner is looked for where none is named."""
_SHORTEST_PART = 4
"""Characters of an id that are enough to mean it."""


def chosen(runs: Sequence[Run], words: Sequence[str]) -> tuple[Run, Run]:
    """The two runs to compare, the baseline first; `runs` are all, the newest first.

    Two words are taken in their order. One names the second run, and the first is the newest
    other one over the same set. None: the newest run that has such a partner, the older of the
    two first. Raises NotFound and BadInput.
    """
    if not runs:
        raise NotFound("compare.error.none")
    if len(words) > 2:
        raise BadInput("compare.error.too_many", count=len(words))
    named = [meant(word, runs) for word in words]
    if len(named) == 2:
        pairs = [(a, b) for a in named[0] for b in named[1] if a.id != b.id]
        if not pairs:
            same = named[0][0].id
            raise BadInput("compare.error.same", one=words[0], other=words[1], run=same)
        return max(pairs, key=_fit)
    seconds = named[0] if named else runs[:_RECENT]
    pairs = [(a, b) for b in seconds for a in runs[:_RECENT] if a.id != b.id]
    if not pairs:
        raise NotFound("compare.error.one", run=runs[0].id)
    first, second = max(pairs, key=_fit)
    return (first, second) if named else _older_first(first, second)


def label_of(run: Run, other: Run) -> str:
    """What to call a run beside the other: its version, its target's name, or its id."""
    one, two = run.spec.target, other.spec.target
    if one.version and two.version and one.version != two.version:
        return one.version
    return one.name if one.name != two.name else run.id


def meant(word: str, runs: Sequence[Run]) -> list[Run]:
    """The runs that a word may mean, the newest first."""
    said = word.strip().casefold()
    if said in _NEWEST:
        return [runs[0]]
    if said in _BEFORE:
        return list(runs[1:2]) or [runs[0]]
    by_id = [one for one in runs if one.id == said]
    if not by_id and len(said) >= _SHORTEST_PART:
        by_id = [one for one in runs if one.id.removeprefix("run-").startswith(said)]
    found = by_id or [one for one in runs if _is_called(one, said)]
    if not found:
        known = ", ".join(f"{one.id} ({one.spec.target.name})" for one in runs[:8])
        raise NotFound("compare.error.no_run", name=word, known=known)
    return found


def _is_called(run: Run, said: str) -> bool:
    target = run.spec.target
    if said == (target.version or "").casefold():
        return True
    # Whole words only: v1 is no part of v10.
    return bool(re.search(rf"(?<![\w.]){re.escape(said)}(?![\w.])", target.name.casefold()))


def _fit(pair: tuple[Run, Run]) -> tuple[bool, bool, bool, bool, datetime, datetime]:
    """How well two runs go together: same content, same set, other target, both done, new."""
    one, other = (run.spec for run in pair)
    return (
        one.dataset_hash == other.dataset_hash,
        one.dataset == other.dataset,
        one.target != other.target,
        pair[0].status == pair[1].status == "done",
        max(run.started for run in pair),
        min(run.started for run in pair),
    )


def _older_first(one: Run, other: Run) -> tuple[Run, Run]:
    """The lower version first where both have one, else the earlier run."""
    versions = [_version(run) for run in (one, other)]
    if all(versions) and versions[0] != versions[1]:
        return (one, other) if versions[0] < versions[1] else (other, one)
    return (one, other) if one.started <= other.started else (other, one)


def _version(run: Run) -> list[int]:
    found = _VERSION.fullmatch(run.spec.target.version or "")
    return [int(part) for part in found[1].split(".")] if found else []
