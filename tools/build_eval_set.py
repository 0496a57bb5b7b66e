"""The tool `build_eval_set`: an evaluation set from traces, docs, cases, a file or words."""

from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records import DatasetVersion, Example
from tools.arguments import Arguments
from tools.deps import Deps
from tools.eval_set_changes import changed
from tools.eval_set_import import brought, only_imports, refuse_traces
from tools.eval_set_making import made
from tools.eval_set_result import Made, Missing, SetLine, Source, suggestions
from tools.eval_set_text import set_text
from tools.eval_set_whole import all_sets
from tools.evals.building.alike import Alike
from tools.evals.building.changes import says_examples
from tools.evals.building.columns import Mapped
from tools.evals.building.coverage import Coverage
from tools.evals.building.from_files import BadRow
from tools.evals.building.picked import can_be_undone
from tools.evals.building.slicing import difficulties, hard_reasons
from tools.handed_over import located
from tools.telling import teller

SHOWN = 300
"""Examples that the artifact carries; the set itself lies in the store."""


class BuildEvalSetArgs(Arguments):
    """What to build, or what to change in a set that is there."""

    source: Source | None = None
    plan: str = Field(default="", description="As said: 100, half comedy.")
    name: str = Field(default="", description="The set's name.")
    file: str = Field(default="", description="Path.")
    columns: str = Field(default="", description="As said.")
    examples: list[str] = Field(default_factory=list, description="As said.")
    change: str = Field(
        default="",
        description="As said: add 20 hard, undo, list, delete, masked.",
    )


class EvalSetArtifact(BaseModel):
    """A frozen version of a set and what it covers, for the evidence panel."""

    kind: Literal["eval_set"] = "eval_set"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    done: str
    """What was done: `built`, `imported`, or the kind of change."""
    version: DatasetVersion
    """The version that stands now."""
    is_new: bool
    """Whether this call made it."""
    source: Source | None
    """From what it was built; None for a change."""
    added: int
    """Examples that came in."""
    removed: int
    """Examples that went out."""
    examples: list[Example]
    """The first of them, without passages and recorded answers."""
    difficulty: dict[str, int]
    """How many of all examples are how hard."""
    reasons: dict[str, int]
    """Why the hard ones are, with how often."""
    coverage: Coverage
    """What it covers, against the traffic."""
    missed: list[Missing]
    """What of the plan could not be met."""
    lacking: int
    """Examples fewer than planned."""
    balanced: str | None
    """The dimension that it was balanced by where the plan left that open."""
    unread: list[str]
    """Pieces of the plan that name nothing known."""
    alike: list[Alike]
    """What was dropped as a repetition."""
    masked: dict[str, int]
    """How much personal data of which kind was masked."""
    mapping: list[Mapped]
    """For a file: what each column was taken for."""
    rows: int
    """For a file: rows that make an example."""
    bad_rows: list[BadRow]
    """For a file: rows that make no example."""
    remarks: list[str]
    """What else is to be known, in the reader's language."""
    sets: list[SetLine] = []
    """For a list of the sets: all of them."""
    placeholders: dict[str, list[str]] = {}
    """For what is masked: some placeholders of each kind."""
    labelled: dict[str, int] = {}
    """For annotation: examples that each annotator has labelled."""
    versions: list[DatasetVersion]
    """All versions of the set, the newest first."""
    listed: list[str]
    """The sets by name, this one first."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=BuildEvalSetArgs)
def build_eval_set(
    runtime: ToolRuntime[Deps],
    *,
    source: Source | None = None,
    plan: str = "",
    name: str = "",
    file: str = "",
    columns: str = "",
    examples: list[str] | None = None,
    change: str = "",
) -> tuple[str, dict[str, Any]]:
    """Build, change, list or delete eval sets. Copy the user's words; keep gaps."""
    asked = BuildEvalSetArgs(
        source=source,
        plan=plan,
        name=name,
        file=file,
        columns=columns,
        examples=examples or [],
        change=change,
    )
    artifact = _found(runtime, asked)
    return set_text(artifact), artifact.model_dump(mode="json")


def _found(runtime: ToolRuntime[Deps], asked: BuildEvalSetArgs) -> EvalSetArtifact:
    deps, tell = runtime.context, teller(runtime)
    if asked.change.strip() and not _is_first(deps, asked.change):
        done = changed(deps, asked.change, name=asked.name, source=asked.source, tell=tell)
    else:
        takes_file = asked.source == "file" or (asked.source is None and bool(asked.file))
        file = located(asked.file, deps.files) if takes_file else None
        if file and not asked.columns and (taken := brought(deps, file, asked.name)):
            return _artifact(deps, taken)
        if file and only_imports(asked.plan):
            refuse_traces(file)
        done = made(
            deps,
            asked.source,
            plan=asked.plan,
            name=asked.name,
            file=file,
            columns=asked.columns,
            said=[*asked.examples, *([asked.change] if asked.change.strip() else [])],
            tell=tell,
        )
    return _artifact(deps, done)


def _is_first(deps: Deps, change: str) -> bool:
    """Whether examples are put in words where there is no set yet to add them to."""
    return says_examples(change) and not any(one.purpose == "eval" for one in deps.datasets.all())


def _artifact(deps: Deps, done: Made) -> EvalSetArtifact:
    name = done.version.name
    others = [one.name for one in done.sets or all_sets(deps)]
    versions = deps.datasets.versions(name)
    left_out = {"passages": None, "answer": None}
    return EvalSetArtifact(
        lang=deps.lang,
        done=done.done,
        version=done.version,
        is_new=done.is_new,
        source=done.source,
        added=done.added,
        removed=done.removed,
        examples=[one.model_copy(update=left_out) for one in done.examples[:SHOWN]],
        difficulty=difficulties(done.examples),
        reasons=hard_reasons(done.examples),
        coverage=done.coverage,
        missed=done.missed,
        lacking=done.lacking,
        balanced=done.balanced,
        unread=done.unread,
        alike=done.alike,
        masked=done.masked,
        mapping=done.mapping,
        rows=done.rows,
        bad_rows=done.bad_rows,
        remarks=done.remarks,
        sets=done.sets,
        placeholders=done.placeholders,
        labelled=done.labelled,
        versions=versions,
        listed=list(dict.fromkeys([name, *others])),
        suggest=suggestions(done, deps.lang, can_undo=can_be_undone(versions)),
    )
