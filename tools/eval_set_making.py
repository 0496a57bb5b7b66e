"""Builds a set: from files, words or traffic, masked and frozen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.errors import BadInput
from knowledge.readers.rows import read_rows
from knowledge.records import Example
from knowledge.texts import say, series
from tools.deps import Deps
from tools.eval_set_draw import covered, drawn_to_plan, values_of
from tools.eval_set_pool import Pool, docs_pool, traces_pool
from tools.eval_set_result import Made, Source, missing_of
from tools.eval_set_trained import trained_on
from tools.evals.building.alike import Alike, without_alike
from tools.evals.building.columns import Mapped, mapped
from tools.evals.building.defaults import default_name
from tools.evals.building.from_files import BadRow, from_rows
from tools.evals.building.from_words import from_words, split_examples
from tools.evals.building.masked import masked
from tools.evals.building.plan import Plan
from tools.evals.building.plan_reading import read_plan, without_a_count
from tools.evals.building.sampling import Drawn
from tools.evals.building.slicing import CASE
from tools.evals.building.subject import asks_for_a_set
from tools.evals.building.vocabulary import Vocabulary
from tools.inert import inert

Tell = Callable[[int, int], None]


def made(
    deps: Deps,
    source: Source | None,
    *,
    plan: str,
    name: str,
    file: Path | None,
    columns: str,
    said: Sequence[str],
    tell: Tell,
) -> Made:
    """A new set, frozen; the next version where a set of that name is there already.

    Raises BadInput where there is nothing to build it from, and for a plan from which neither a
    wish nor a request can be read: a hundred examples are no answer to a slip of the keyboard.
    """
    if (count := without_a_count(plan)) is not None:
        raise BadInput("sets.count", said=inert(count))
    is_meant = source is not None or bool(name.strip()) or asks_for_a_set(plan)
    source = source or ("file" if file else "words" if said else "traces")
    if source == "file":
        return _from_file(deps, file, plan, name, columns)
    if source == "words":
        return _from_words(deps, said, name)
    pool = docs_pool(deps) if source == "docs" else traces_pool(deps, tell)
    if source == "cases":
        bad = [one for one in pool.examples if one.segment.get(CASE) == "bad"]
        pool = Pool(bad, pool.traffic)
    if not pool.examples:
        raise BadInput(f"sets.nothing.{source}")
    kept, alike = without_alike(pool.examples)
    read, by, drawn = drawn_to_plan(kept, pool, plan, deps.lang)
    if plan.strip() and not is_meant and replace(read, unread=()).says_nothing:
        raise BadInput("sets.unclear", said=inert(plan.strip()[:80]))
    note = " · ".join(filter(None, [source, plan.strip()]))
    usual = default_name(source, read, len(drawn.examples))
    return frozen(
        deps,
        name.strip() or _free_name(deps, usual, note),
        drawn.examples,
        pool,
        source=source,
        note=note,
        drawn=drawn,
        by=by,
        plan=read,
        alike=alike,
    )


def frozen(
    deps: Deps,
    name: str,
    examples: Sequence[Example],
    pool: Pool,
    *,
    source: Source | None = None,
    done: str = "built",
    note: str = "",
    drawn: Drawn | None = None,
    by: str | None = None,
    plan: Plan | None = None,
    alike: Sequence[Alike] = (),
    mapping: Sequence[Mapped] = (),
    rows: int = 0,
    bad_rows: Sequence[BadRow] = (),
    remarks: Sequence[str] = (),
    before: Sequence[Example] = (),
) -> Made:
    """Mask the examples and keep them as the next version of the set of that name.

    Raises BadInput for an empty set, and for a name that a fine-tuning set bears.
    """
    if not examples:
        raise BadInput("sets.empty")
    newest = deps.datasets.newest(name)
    if newest and newest.purpose != "eval":
        raise BadInput("sets.taken", name=name)
    clean, found = masked(examples)
    version = deps.datasets.freeze(name, clean, deps.clock(), note=note[:200])
    had = {one.id for one in before}
    has = {one.id for one in clean}
    return Made(
        done=done,
        version=version,
        examples=clean,
        coverage=covered(clean, pool, plan),
        is_new=newest is None or version.version != newest.version,
        source=source,
        added=len(has - had),
        removed=len(had - has),
        missed=missing_of(drawn.missed) if drawn else [],
        lacking=max(drawn.lacking, 0) if drawn else 0,
        balanced=by,
        unread=list(plan.unread) if plan else [],
        alike=list(alike),
        masked=found,
        mapping=list(mapping),
        rows=rows,
        bad_rows=list(bad_rows),
        remarks=[*remarks, *trained_on(deps, clean)],
    )


def _from_words(deps: Deps, said: Sequence[str], name: str) -> Made:
    examples = said_examples(deps, said)
    if not examples:
        raise BadInput("sets.nothing.words")
    kept, alike = without_alike(examples)
    note = " · ".join(["words", *said])[:200]
    title = name.strip() or _free_name(deps, default_name("words", Plan(), len(kept)), note)
    return frozen(deps, title, kept, Pool(kept), source="words", note=note, alike=alike)


def _free_name(deps: Deps, usual: str, note: str) -> str:
    """The usual name; with a number where another set, made in another way, bears it."""
    number, name = 1, usual
    while (newest := deps.datasets.newest(name)) and note[:200] not in {
        one.note for one in deps.datasets.versions(newest.name)
    }:
        number += 1
        name = f"{usual} {number}"
    return name


def said_examples(deps: Deps, said: Sequence[str]) -> list[Example]:
    """The examples that were put in words; what holds no question is left out."""
    parts = [part for one in said for part in split_examples(one)]
    made_ = [from_words(part, deps.clock()) for part in parts]
    return [one for one in made_ if one is not None]


def _from_file(deps: Deps, file: Path | None, words: str, name: str, columns: str) -> Made:
    """All rows of a file, or a draw from them where a plan is given."""
    if file is None:
        raise BadInput("sets.nothing.file")
    table = read_rows(file)
    mapping = mapped(table, columns)
    if not any(one.field == "query" for one in mapping):
        names = series(table.columns[:12], deps.lang)
        raise BadInput("sets.file.no_query", file=file.name, columns=names)
    examples, bad_rows = from_rows(table, mapping, file.name, deps.clock())
    if not examples:
        raise BadInput("sets.file.no_rows", file=file.name, rows=len(bad_rows))
    kept, alike = without_alike(examples)
    pool = Pool(kept)
    plan = read_plan(words, Vocabulary(values_of(pool, kept)))
    drawn, by = Drawn(kept, [], 0), None
    if not plan.says_nothing:
        plan, by, drawn = drawn_to_plan(kept, pool, words, deps.lang)
    usual = default_name("file", plan, len(kept), file.name)
    note = " · ".join(filter(None, [file.name, words.strip()]))
    return frozen(
        deps,
        name.strip() or usual,
        drawn.examples,
        pool,
        source="file",
        note=note,
        drawn=drawn,
        by=by,
        plan=plan,
        alike=alike,
        mapping=mapping,
        rows=len(examples),
        bad_rows=bad_rows,
        remarks=[say(one.key, deps.lang, **dict(one.values)) for one in table.remarks],
    )
