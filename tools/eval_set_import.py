"""A set out of another tool's export, with the runs that are in it."""

from pathlib import Path

from knowledge.texts import say, series
from tools.deps import Deps
from tools.eval_set_draw import covered
from tools.eval_set_pool import Pool
from tools.eval_set_result import Made
from tools.evals.interchange.keeping import kept
from tools.evals.interchange.recognise import exported


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
