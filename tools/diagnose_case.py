"""The tool `diagnose_case`: why one interaction of the product failed, with the evidence."""

from dataclasses import replace
from typing import Any

from langchain.tools import ToolRuntime, tool

from knowledge.records import Diagnosis, Product, Trace
from knowledge.texts import clauses, say
from tools.case_acted_on import ACTS, acted_on
from tools.case_diagnosis import DiagnoseCaseArgs, DiagnosisArtifact
from tools.case_grounding import cited, grounding
from tools.case_next import asked_next, done_before
from tools.case_retold import RETOLD, retold
from tools.cases_meant import cases_meant, other_case, with_passages, with_reference
from tools.cases_together import FOR_EACH, done_together
from tools.deps import Deps
from tools.diagnosis.engine import diagnose
from tools.diagnosis.finding import clip
from tools.diagnosis.markdown import Part, markdown_of
from tools.diagnosis.reading import Reads
from tools.inert import inert
from tools.intervention.markdown import examples_markdown
from tools.own_product import is_ours
from tools.reading_in_time import reads_in_time
from tools.retelling.same import same_markdown
from tools.retelling.several import Cases, several_markdown, to_list, worst_of


@tool(response_format="content_and_artifact", args_schema=DiagnoseCaseArgs)
def diagnose_case(
    runtime: ToolRuntime[Deps],
    *,
    case_id: str | None = None,
    case: str | None = None,
    file: str | None = None,
    part: Part = "all",
    says: str | None = None,
    reference: str | None = None,
    passages: str | None = None,
) -> tuple[str, dict[str, Any]]:
    """Why one answer of the product failed: query, intent, retrieval or generation.

    No case: the open one.
    """
    deps = runtime.context
    if part == "examples":
        kept = deps.examples.all()
        shown = {"kind": "examples", "examples": [one.model_dump(mode="json") for one in kept]}
        return examples_markdown(kept, deps.lang), shown
    traces = cases_meant(deps, runtime.state, case_id=case_id, case=case, file=file)
    traces[0], said_of_it = _told_more(deps, traces[0], reference, passages)
    ours = is_ours(deps, traces[0])
    if not ours:
        deps = replace(deps, corpus=None, product=Product())
    cases = [(one, _diagnosed(deps, one)) for one in traces] if len(traces) > 1 else []
    trace = worst_of(cases)[0] if cases else traces[0]
    diagnosis = _diagnosed(deps, trace, reads_in_time(deps))
    replayable = bool(deps.replayable(trace))
    there = {one.id for one in deps.examples.all()}
    is_kept = part != "undo" and trace.id in there
    artifact = DiagnosisArtifact(
        lang=deps.lang,
        trace=trace,
        diagnosis=diagnosis,
        events=deps.events.events_of(trace.id),
        grounding=grounding(deps, trace, diagnosis) if ours else [],
        suggest=asked_next(
            diagnosis,
            {part} | done_before(runtime.state, trace.id),
            deps.lang,
            replayable=replayable,
            kept=is_kept,
        ),
        replayable=replayable,
        kept=_new(traces, there) if part == "example" else None,
    )
    said = [markdown_of(diagnosis, trace, deps.lang, part)]
    said = [*said_of_it, *said]
    if cases:
        cases = [(one, diagnosis if one is trace else found) for one, found in cases]
        artifact = artifact if case_id and part != "all" else _with_list(artifact, cases)
        said = [several_markdown(cases, deps.lang, shown=trace.id, file=file), *said]
    if cases and part in FOR_EACH:
        said = [done_together(deps, cases, part)]
        artifact = artifact.model_copy(update={"suggest": []})
    elif part == "same":
        other = other_case(deps, runtime.state, trace, says)
        said = [same_markdown((trace, diagnosis), (other, _diagnosed(deps, other)), deps.lang)]
    elif part in ACTS:
        told, artifact = acted_on(deps, artifact, part)
        said.append(told)
    elif part in RETOLD:
        told, artifact = retold(deps, artifact, part, says or "")
        # A ticket, or a word for the boss, goes to somebody else as it stands.
        said = [told] if part in {"ticket", "brief", "user"} else [*said, told]
    elif part != "verify":
        said += [_disliked(artifact), cited(deps, artifact)]
    return "\n\n".join(filter(None, said)), artifact.model_dump(mode="json")


def _told_more(
    deps: Deps, trace: Trace, reference: str | None, passages: str | None
) -> tuple[Trace, list[str]]:
    """The trace with what the user tells of it, and what is said of that."""
    told: list[str] = []
    for given, added, key in (
        (reference, with_reference, "with_reference"),
        (passages, with_passages, "with_passages"),
    ):
        if given and given.strip():
            trace = added(deps, trace, given)
            told = [say(f"diagnosis.tool.{key}", deps.lang, id=inert(trace.id))]
    return trace, told


def _with_list(artifact: DiagnosisArtifact, cases: Cases) -> DiagnosisArtifact:
    listed = [trace.id for trace, _ in to_list(cases)]
    failed = [trace.id for trace, diagnosis in cases if diagnosis.cause != "none"]
    together = [trace.id for trace, _ in cases]
    return artifact.model_copy(update={"listed": listed, "failed": failed, "together": together})


def _new(traces: list[Trace], there: set[str]) -> list[str]:
    return [one.id for one in traces if one.id not in there]


def _diagnosed(deps: Deps, trace: Trace, reads: Reads | None = None) -> Diagnosis:
    """The diagnosis, which is kept; of several cases a model reads the one shown alone."""
    diagnosis = diagnose(
        trace,
        lang=deps.lang,
        corpus=deps.corpus,
        product=deps.product,
        reads=reads,
    )
    deps.cases.keep_diagnosis(diagnosis)
    return diagnosis


def _disliked(artifact: DiagnosisArtifact) -> str:
    """What the user held against the answer, in the user's words; empty when nothing."""
    down = [one for one in artifact.events if one.rating == "down"]
    if not down:
        return ""
    reasons = [clip(one.reason, 120) for one in down if one.reason]
    key = "disliked" if reasons else "disliked_silently"
    said = say(
        f"diagnosis.tool.{key}", artifact.lang, reason=inert(clauses(reasons, artifact.lang))
    )
    if artifact.diagnosis.cause != "none":
        return said
    return f"{said} {say('diagnosis.tool.good_but_disliked', artifact.lang)}"
