"""The tool `diagnose_case`: why one interaction of the product failed, with the evidence."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from langchain_core.messages import HumanMessage
from pydantic import BaseModel, Field

from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.records import Diagnosis, Event, Hit, Intervention, Product, Rerun, Trace
from knowledge.texts import catalogue, say
from tools.arguments import Arguments
from tools.case_actions import ask_again, keep_as_example
from tools.case_files import read_case
from tools.deps import Deps
from tools.diagnosis import diagnose
from tools.diagnosis.finding import clip
from tools.diagnosis.markdown import Part, markdown_of, trace_link
from tools.diagnosis.paste import case_id_of, parse_case
from tools.handed_over import file_called
from tools.inert import inert
from tools.intervention.markdown import examples_markdown, proof_markdown, rerun_markdown
from tools.own_product import is_ours
from tools.passages import cite
from tools.remembering import replayed
from tools.ruling import ruled_in_time
from tools.traces import find_trace

_ACTS: tuple[Part, ...] = ("prove", "rerun", "example")
_NEXT = ("fix", "prove", "example", "rerun", "verify", "evidence")
"""What to ask next of a case, the most useful first."""
_RELEVANT = 0.34
_MOST_CITED = 2
_RECENT = 3
_ROOM = 120
"""The length of a quoted passage, in Chinese characters."""
_LONGEST_MENTION = 60
"""Longer words that are no case were meant as one; shorter ones, like "this", point to one."""


class DiagnoseCaseArgs(Arguments):
    """Which case to look into; none given means the one the user is looking at."""

    case_id: str | None = Field(default=None, description="Id of a trace, such as t-000123.")
    case: str | None = Field(
        default=None,
        description="As pasted.",
    )
    file: str | None = Field(default=None, description="Path of a .json or .jsonl file.")
    part: Part = Field(
        default="all",
        description="prove: replay the product; rerun: does it work now; example: keep it for"
        " evals; examples: list those kept.",
    )


class DiagnosisArtifact(BaseModel):
    """A diagnosis and all that the evidence panel shows beside it."""

    kind: Literal["diagnosis"] = "diagnosis"
    """What this artifact is."""
    lang: Lang
    """The language of the diagnosis."""
    trace: Trace
    """The trace."""
    diagnosis: Diagnosis
    """The verdicts, the cause, the fix."""
    events: list[Event]
    """What the user did with the answer."""
    grounding: list[Hit]
    """What the product's documents say on the matter, in the order of their citations."""
    suggest: list[str]
    """What to ask next, beyond what was just said."""
    intervention: Intervention | None = None
    """What replays with one stage put right showed, when that was asked for."""
    replayable: bool = False
    """Whether the product can be run again on this case."""
    reruns: list[Rerun] = Field(default_factory=list)
    """What the product makes of the query now, when that was asked for."""


@tool(response_format="content_and_artifact", args_schema=DiagnoseCaseArgs)
def diagnose_case(
    runtime: ToolRuntime[Deps],
    case_id: str | None = None,
    case: str | None = None,
    file: str | None = None,
    part: Part = "all",
) -> tuple[str, dict[str, Any]]:
    """Find out why one answer of the product failed: query, intent, retrieval or generation.

    Without arguments: the case that the user has open. Where the cause is undetermined, name what
    to log.
    """
    deps = runtime.context
    if part == "examples":
        kept = deps.examples.all()
        shown = {"kind": "examples", "examples": [one.model_dump(mode="json") for one in kept]}
        return examples_markdown(kept, deps.lang), shown
    trace = _find(deps, runtime.state, case_id=case_id, case=case, file=file)
    ours = is_ours(deps, trace)
    if not ours:
        deps = replace(deps, corpus=None, product=Product())
    diagnosis = diagnose(
        trace,
        lang=deps.lang,
        corpus=deps.corpus,
        product=deps.product,
        ruled=ruled_in_time(deps),
    )
    deps.cases.keep_diagnosis(diagnosis)
    replayable = bool(deps.replayable(trace))
    artifact = DiagnosisArtifact(
        lang=deps.lang,
        trace=trace,
        diagnosis=diagnosis,
        events=deps.events.events_of(trace.id),
        grounding=_grounding(deps, trace, diagnosis) if ours else [],
        suggest=_suggest(diagnosis, part, deps.lang, replayable=replayable),
        replayable=replayable,
    )
    said = [markdown_of(diagnosis, trace, deps.lang, part)]
    if part in _ACTS:
        told, artifact = _acted(deps, artifact, part)
        said.append(told)
    elif part != "verify":
        said += [_disliked(artifact), _cited(deps, artifact)]
    return "\n\n".join(filter(None, said)), artifact.model_dump(mode="json")


def _acted(deps: Deps, found: DiagnosisArtifact, part: Part) -> tuple[str, DiagnosisArtifact]:
    """Do what was asked with the case: what to say of it, and the artifact with what it showed."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    if part == "example":
        new, count = keep_as_example(deps, trace, diagnosis)
        key = "kept" if new else "kept_already"
        return say(f"intervention.{key}", lang, id=inert(trace.id), count=count), found
    if part == "rerun":
        reruns = ask_again(deps, trace)
        shown = found.model_copy(update={"reruns": reruns})
        return rerun_markdown(trace, reruns, lang), shown
    proof = replayed(deps, trace, diagnosis)
    return proof_markdown(proof, diagnosis, lang), found.model_copy(update={"intervention": proof})


def _find(
    deps: Deps, state: Any, *, case_id: str | None, case: str | None, file: str | None
) -> Trace:
    """The case that was filed, pasted or named; else the one in focus, or the last diagnosed."""
    if file and file.strip():
        _check_named(file.strip(), state)
        path = file_called(file.strip(), deps.files) or Path(file.strip()).expanduser()
        return _keep(deps, read_case(path, case_id))
    words = (case or "").strip()
    if words and (pasted := parse_case(words)):
        return _keep(deps, pasted)
    if wanted := (case_id or "").strip():
        return _known(deps, wanted)
    if words and (named := find_trace(deps, words)):
        return named
    if len(words) > _LONGEST_MENTION:
        raise BadInput("diagnosis.paste.not_a_case")
    if at_hand := deps.focus or _last_looked_at(state):
        return _known(deps, at_hand)
    raise _which(deps)


def _check_named(file: str, state: Any) -> None:
    """Raise BadInput unless the user named the file: nobody else decides what is opened here."""
    messages = state.get("messages", []) if isinstance(state, dict) else []
    if not any(isinstance(m, HumanMessage) and file in str(m.text) for m in messages):
        raise BadInput("diagnosis.file.not_named", path=inert(file[:200]))


def _keep(deps: Deps, trace: Trace) -> Trace:
    """Keep a case from outside; one whose id the log gives to another trace gets its own."""
    logged = deps.events.trace(trace.id)
    if logged is not None and logged != trace:
        trace = trace.model_copy(update={"id": case_id_of(trace.model_dump_json())})
    return deps.cases.keep(trace)


def _known(deps: Deps, trace_id: str) -> Trace:
    if found := find_trace(deps, trace_id):
        return found
    raise NotFound("diagnosis.tool.unknown_id", id=inert(trace_id[:80]))


def _last_looked_at(state: Any) -> str | None:
    """The case that the conversation last looked at: diagnosed, or opened in a comparison."""
    messages = state.get("messages", []) if isinstance(state, dict) else []
    for message in reversed(messages):
        artifact = getattr(message, "artifact", None)
        if not isinstance(artifact, dict):
            continue
        if artifact.get("kind") == "diagnosis":
            return str(artifact["trace"]["id"])
        if artifact.get("kind") == "comparison" and artifact.get("opened"):
            return str(artifact["opened"])
    return None


def _which(deps: Deps) -> BadInput:
    recent = [f"[{inert(one.id)}]({trace_link(one.id)})" for one in deps.events.bad(_RECENT)]
    if not recent:
        return BadInput("diagnosis.tool.no_case")
    return BadInput("diagnosis.tool.no_case_recent", recent=" · ".join(recent))


def _grounding(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> list[Hit]:
    """What the product's own documents say on what went wrong; nothing when they do not."""
    if diagnosis.cause in {"none", "undetermined", "system"}:
        return []
    hits = deps.docs.search(_question(trace, diagnosis, deps.lang), _MOST_CITED + 2)
    return [hit for hit in hits if hit.coverage >= _RELEVANT][:_MOST_CITED]


def _suggest(diagnosis: Diagnosis, part: Part, lang: Lang, *, replayable: bool) -> list[str]:
    """The other questions on a case, once one was asked; the whole diagnosis answers them all."""
    if part == "all" or not diagnosis.fix:
        return []
    others = [n for n in _NEXT if n != part and (replayable or n not in {"prove", "rerun"})]
    return [say(f"diagnosis.suggest.{name}", lang) for name in others[:3]]


def _disliked(artifact: DiagnosisArtifact) -> str:
    """What the user held against the answer, in the user's words; empty when nothing."""
    down = [one for one in artifact.events if one.rating == "down"]
    if not down:
        return ""
    reasons = [clip(one.reason, 120) for one in down if one.reason]
    key = "disliked" if reasons else "disliked_silently"
    said = say(f"diagnosis.tool.{key}", artifact.lang, reason=inert("; ".join(reasons)))
    if artifact.diagnosis.cause != "none":
        return said
    return f"{said} {say('diagnosis.tool.good_but_disliked', artifact.lang)}"


def _cited(deps: Deps, artifact: DiagnosisArtifact) -> str:
    """The documents' words with their links, under a heading of their own."""
    if not artifact.grounding:
        return ""
    asked = deps.docs.asked_terms(_question(artifact.trace, artifact.diagnosis, artifact.lang))
    lang = artifact.lang
    quotes = [cite(at, hit, asked, _ROOM, lang) for at, hit in enumerate(artifact.grounding, 1)]
    heading = say("diagnosis.markdown.grounding", lang)
    return "\n\n".join([f"**{heading}**", *quotes])


def _question(trace: Trace, diagnosis: Diagnosis, lang: Lang) -> str:
    """What to look up: the rule that the finding touches."""
    if diagnosis.subcause in catalogue("diagnosis")["lookup"]:
        return say(f"diagnosis.lookup.{diagnosis.subcause}", lang)
    return f"{say(f'diagnosis.cause.{diagnosis.cause}', lang)} {trace.query[:60]}"
