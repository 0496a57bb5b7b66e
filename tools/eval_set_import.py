"""A set out of another tool's export, with the runs that are in it."""

import re
from pathlib import Path

from knowledge.errors import BadInput
from knowledge.readers.rows import read_rows
from knowledge.texts import say, series
from tools.deps import Deps
from tools.eval_set_draw import covered
from tools.eval_set_pool import Pool
from tools.eval_set_result import Made
from tools.evals.interchange.keeping import kept
from tools.evals.interchange.recognise import exported

_ONLY_IMPORTS = re.compile(
    r"(?:[\W\d_]|导入|载入|读入|读进来|加载|导进来|请|帮我|一下|把|这个|那个|文件|数据|表格?|进来|吧"
    r"|\b(?:import|load|read|bring|take|in|please|the|this|my|our|file|data|it|from|can|you)\b)*",
    re.IGNORECASE,
)
_LOGGED = frozenset(
    "time session_id user_id latency_ms input_tokens output_tokens cost_usd params feature"
    " rewritten_query retrieved intent error".split()
)
_ENOUGH = 2
"""Fields of those by which rows are what a product logged, and not somebody's examples."""


def only_imports(plan: str) -> bool:
    """Whether a file is to be imported without a word on what for.

    >>> only_imports("导入"), only_imports("import the file"), only_imports("导入成评测集")
    (True, True, False)
    """
    return bool(plan.strip()) and _ONLY_IMPORTS.fullmatch(plan) is not None


def refuse_traces(file: Path) -> None:
    """Raise BadInput for a file of traces, naming what can be done with it."""
    table = read_rows(file)
    if {"query", "answer"} <= set(table.columns) and len(_LOGGED & set(table.columns)) >= _ENOUGH:
        raise BadInput("sets.file.traces", file=file.name, path=file, count=len(table.rows))


def brought(deps: Deps, file: Path, name: str) -> Made | None:
    """The set and the runs of an export that is known here, kept as they are; None for another.

    Nothing is drawn, dropped or masked, so that the recorded scores stay those of the examples.
    """
    found = exported(file)
    if found is None:
        return None
    shape = say(f"interchange.shape.{found.shape}", deps.lang)
    named = name.strip() or found.dataset or file.stem
    newest = deps.datasets.newest(named)
    made = kept(
        found,
        deps.datasets,
        deps.runs,
        name=named,
        now=deps.clock(),
        note=f"{file.name}: {shape}",
    )
    runs = [one.id for one in made.runs]
    remarks = [say("sets.foreign.taken", deps.lang, shape=shape)]
    if runs:
        listed = series(runs, deps.lang)
        remarks.append(say("sets.foreign.runs", deps.lang, runs=listed, first=runs[0]))
    examples = list(found.examples)
    return Made(
        done="imported",
        version=made.dataset,
        examples=examples,
        coverage=covered(examples, Pool(examples)),
        is_new=newest is None or newest.version != made.dataset.version,
        source="file",
        added=len(examples),
        rows=len(examples),
        remarks=[*remarks, *(note.text(deps.lang) for note in found.notes)],
    )
