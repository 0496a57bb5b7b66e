"""The tool `diagnose_case`: why one interaction of the product failed, with the evidence."""

import re
from collections.abc import Set
from dataclasses import replace
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records import Diagnosis, Event, Hit, Intervention, Product, Rerun, Trace
from knowledge.texts import catalogue, clauses, say
from tools.arguments import Arguments
from tools.case_actions import ask_again, keep_as_example
from tools.cases_meant import cases_meant, other_case, with_passages, with_reference
from tools.cases_together import FOR_EACH, done_together
from tools.deps import Deps
from tools.diagnosis.engine import diagnose
from tools.diagnosis.finding import clip
from tools.diagnosis.judged import Ruled
from tools.diagnosis.markdown import Part, markdown_of
from tools.inert import inert
from tools.intervention.markdown import examples_markdown, proof_markdown, rerun_markdown
from tools.own_product import is_ours
from tools.passages import cite
from tools.remembering import replayed
from tools.retelling.asker import asker_markdown
from tools.retelling.doubt import doubt_markdown
from tools.retelling.handed_on import (
    brief_markdown,
    mail_markdown,
    owner_markdown,
    plain_markdown,
    ticket_markdown,
)
from tools.retelling.pointed import pointed_at
from tools.retelling.rested import passages_markdown
from tools.retelling.same import same_markdown
from tools.retelling.several import Cases, several_markdown, to_list, worst_of
from tools.retelling.sides import sides
from tools.ruling import ruled_in_time

_ACTS: tuple[Part, ...] = ("prove", "rerun", "example", "undo")
_RETOLD: tuple[Part, ...] = ("passages", "doubt", "owner", "plain", "brief", "ticket", "user")
_NEXT = ("fix", "prove", "example", "rerun", "verify", "evidence")
"""What to ask next of a case, the most useful first."""
_MAIL = re.compile(r"e-?mail|\bmail\b|\bletter\b|邮件", re.IGNORECASE)
_USES = 1_000
"""Traces of one user that are counted."""
_RELEVANT = 0.34
_MOST_CITED = 2
_ROOM = 120
"""The length of a quoted passage, in Chinese characters."""


class DiagnoseCaseArgs(Arguments):
    """Which case to look into; none given means the one the user is looking at."""

    case_id: str | None = Field(default=None, description="t-000123, …")
    case: str | None = Field(
        default=None,
        description="As pasted.",
    )
    file: str | None = Field(default=None, description=".json or .jsonl.")
    part: Part = Field(
        default="all",
        description="prove: replay; rerun: mended?; example: keep;"
        " brief: short; doubt: what else?; same as says?",
    )
    says: str | None = Field(default=None, description="The doubt.")
    reference: str | None = Field(default=None, description="A good answer.")
    passages: str | None = Field(default=None, description="Its passages.")


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
    listed: list[str] | None = None
    """The cases that came at once, as they are listed; None for one."""
    together: list[str] = Field(default_factory=list)
    """All that came, where not all are listed."""
    failed: list[str] = Field(default_factory=list)
    """Those of all in which something is wrong."""
    kept: list[str] | None = None
    """The cases that came into the eval set just now; None where none was to."""
    intervention: Intervention | None = None
    """What replays with one stage put right showed, when that was asked for."""
    replayable: bool = False
    """Whether the product can be run again on this case."""
    reruns: list[Rerun] = Field(default_factory=list)
    """What the product makes of the query now, when that was asked for."""


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
    diagnosis = _diagnosed(deps, trace, ruled_in_time(deps))
    replayable = bool(deps.replayable(trace))
    there = {one.id for one in deps.examples.all()}
    is_kept = part != "undo" and trace.id in there
    artifact = DiagnosisArtifact(
        lang=deps.lang,
        trace=trace,
        diagnosis=diagnosis,
        events=deps.events.events_of(trace.id),
        grounding=_grounding(deps, trace, diagnosis) if ours else [],
        suggest=_suggest(
            diagnosis,
            {part} | _done_before(runtime.state, trace.id),
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
    elif part in _ACTS:
        told, artifact = _acted(deps, artifact, part)
        said.append(told)
    elif part in _RETOLD:
        told, artifact = _retold(deps, artifact, part, says or "")
        # A ticket, or a word for the boss, goes to somebody else as it stands.
        said = [told] if part in {"ticket", "brief", "user"} else [*said, told]
    elif part != "verify":
        said += [_disliked(artifact), _cited(deps, artifact)]
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


def _diagnosed(deps: Deps, trace: Trace, ruled: Ruled | None = None) -> Diagnosis:
    """The diagnosis, which is kept; of several cases a judge is asked about the first alone."""
    diagnosis = diagnose(
        trace,
        lang=deps.lang,
        corpus=deps.corpus,
        product=deps.product,
        ruled=ruled,
    )
    deps.cases.keep_diagnosis(diagnosis)
    return diagnosis


def _retold(
    deps: Deps, found: DiagnosisArtifact, part: Part, says: str
) -> tuple[str, DiagnosisArtifact]:
    """The diagnosis for a doubter, a boss or an engineer; a doubt is put to the product itself."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    match part:
        case "passages":
            told = passages_markdown(trace, diagnosis, lang)
        case "owner":
            told = owner_markdown(diagnosis, lang)
        case "plain":
            told = plain_markdown(trace, diagnosis, lang)
        case "brief":
            told = brief_markdown(trace, diagnosis, lang)
        case "ticket":
            as_mail = _MAIL.search(says) is not None
            told = (mail_markdown if as_mail else ticket_markdown)(trace, diagnosis, lang)
        case "user":
            others = deps.events.of_user(trace.user_id, _USES) if trace.user_id else []
            told = asker_markdown(trace, found.events, others, lang)
        case _:
            return _doubted(deps, found, says)
    return told, found


def _doubted(deps: Deps, found: DiagnosisArtifact, says: str) -> tuple[str, DiagnosisArtifact]:
    """What speaks for the verdict and against it, by a replay where the product can be replayed."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    can_replay = found.replayable and diagnosis.cause != "none"
    proof = replayed(deps, trace, diagnosis) if can_replay else None
    cleared, blamed = sides(says)
    told = doubt_markdown(
        diagnosis,
        lang,
        cleared=cleared,
        blamed=blamed,
        proof=proof,
        pointed=pointed_at(says, trace),
        says=says,
    )
    return told, found.model_copy(update={"intervention": proof})


def _acted(deps: Deps, found: DiagnosisArtifact, part: Part) -> tuple[str, DiagnosisArtifact]:
    """Do what was asked with the case: what to say of it, and the artifact with what it showed."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    if part == "example":
        new, count = keep_as_example(deps, trace, diagnosis)
        key = "kept" if new else "kept_already"
        said = [say(f"intervention.{key}", lang, id=inert(trace.id), count=count)]
        said.append(say(f"intervention.{'again' if found.replayable else 'not_again'}", lang))
        if not trace.reference and diagnosis.cause == "undetermined":
            said.append(say("intervention.no_reference", lang))
        return ("" if lang == "zh" else " ").join(said), found
    if part == "undo":
        was_there = deps.examples.remove(trace.id)
        key = "gone" if was_there else "not_there"
        count = len(deps.examples.all())
        return say(f"retelling.undone.{key}", lang, id=inert(trace.id), count=count), found
    if part == "rerun":
        reruns = ask_again(deps, trace)
        shown = found.model_copy(update={"reruns": reruns})
        return rerun_markdown(trace, reruns, lang), shown
    proof = replayed(deps, trace, diagnosis)
    return proof_markdown(proof, diagnosis, lang), found.model_copy(update={"intervention": proof})


def _grounding(deps: Deps, trace: Trace, diagnosis: Diagnosis) -> list[Hit]:
    """What the product's own documents say on what went wrong; nothing when they do not."""
    if diagnosis.cause in {"none", "undetermined", "system"}:
        return []
    hits = deps.docs.search(_question(trace, diagnosis, deps.lang), _MOST_CITED + 2)
    return [hit for hit in hits if hit.coverage >= _RELEVANT][:_MOST_CITED]


def _suggest(
    diagnosis: Diagnosis, done: Set[str], lang: Lang, *, replayable: bool, kept: bool
) -> list[str]:
    """The other questions on a case, once one was asked; the whole diagnosis answers them all."""
    if done & {"all", "ticket"} or not diagnosis.fix:
        return []
    past = done | (set() if replayable else {"prove", "rerun"}) | ({"example"} if kept else set())
    others = [name for name in _NEXT if name not in past]
    return [say(f"diagnosis.suggest.{name}", lang) for name in others[:3]]


def _done_before(state: Any, trace_id: str) -> set[str]:
    """What was done with that case earlier in the conversation and shows the same once more."""
    messages = state.get("messages", []) if isinstance(state, dict) else []
    artifacts = [getattr(one, "artifact", None) for one in messages]
    of_it = [
        one
        for one in artifacts
        if isinstance(one, dict)
        and one.get("kind") == "diagnosis"
        and one["trace"]["id"] == trace_id
    ]
    return {"prove"} if any(one.get("intervention") for one in of_it) else set()


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
