"""The tool `draft_prd`: a PRD drafted from evidence, and changed in the user's words."""

from collections import Counter
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from langchain_core.messages import HumanMessage, ToolMessage
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records.prd import Prd, Source
from knowledge.records.prd_flag import Flag
from knowledge.texts import say
from tools.arguments import Arguments
from tools.deps import Deps
from tools.prd.checking.diff import Diff, diff
from tools.prd.checking.finding import Finding
from tools.prd.drafting.draft import sentences_of
from tools.prd.editing.history import last_change
from tools.prd.editing.refresh import RENEWED
from tools.prd.editing.wish import Wish, read_wish
from tools.prd.modelled.written import Writing
from tools.prd_changes import changed, earlier_version, wished
from tools.prd_making import Made, found_prd, made, made_anew
from tools.prd_review import review_text, reviewed
from tools.prd_stale import flags, refresh
from tools.prd_text import prd_text
from tools.prd_versions_text import stale_text
from tools.telling import Tell, teller


class DraftPrdArgs(Arguments):
    """Which PRD to draft, to show, or to change."""

    feature: str = Field(default="", description="What a new one is for, as said.")
    template: str = Field(default="", description="ai_feature, ordinary_feature, one_pager, own.")
    prd: str = Field(default="", description="Id or title; default newest.")
    change: str = Field(
        default="",
        description="As said: shorten the background, undo, update what is stale.",
    )
    section: str = Field(default="", description="The one section to show, as said.")
    review: bool = Field(default=False, description="Only say what is wrong.")


class PrdVersion(BaseModel):
    """One version, for the list."""

    version: int
    """Its number."""
    note: str
    """What made it."""
    made: str
    """When, as ISO 8601."""


class PrdArtifact(BaseModel):
    """A PRD, for the evidence panel."""

    kind: Literal["prd"] = "prd"
    """What this artifact is."""
    lang: Lang
    """The language of the answer; the document has its own."""
    done: str
    """What was done: `drafted`, `shown`, `by_hand` on the page, or the kind of edit."""
    prd: Prd
    """The document as it stands."""
    touched: list[str]
    """The sections that are not as they were before this call."""
    gone: str | None
    """The title of a section that was deleted."""
    shown: str | None
    """The one section that was asked for."""
    kept: list[str] = Field(default_factory=list)
    """The sections that people had changed, left as they were by a new draft."""
    questions: list[str]
    """At most three questions that matter."""
    counts: dict[str, int]
    """How many sentences there are of each kind."""
    writing: Writing | None = None
    """A chat model's part in it; None where none had any."""
    versions: list[PrdVersion]
    """All versions, the newest first; none of a document that is no longer kept."""
    undoable: str | None = None
    """The note of the change that an undo would take back; None where there is none."""
    stale: list[Flag] = Field(default_factory=list)
    """The sentences whose sources have changed since."""
    renewed: dict[str, int] = Field(default_factory=dict)
    """Of sentences that were to be written anew: how many are `fresh`, `open` and `locked`."""
    since: int | None = None
    """The version that it is compared with, or was brought back to."""
    compared: Diff | None = None
    """What changed since that version."""
    findings: list[Finding] = Field(default_factory=list)
    """What a review found, the heaviest first."""
    listed: list[str]
    """The titles of the sections, for "the second one"."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=DraftPrdArgs)
def draft_prd(
    runtime: ToolRuntime[Deps],
    *,
    feature: str = "",
    template: str = "",
    prd: str = "",
    change: str = "",
    section: str = "",
    review: bool = False,
) -> tuple[str, dict[str, Any]]:
    """Draft a PRD from the workspace's evidence, or change one in words.

    Keep the marks.
    """
    asked = DraftPrdArgs(
        feature=feature,
        template=template,
        prd=prd,
        change=change,
        section=section,
        review=review,
    )
    artifact = _found(runtime, asked)
    if asked.review:
        told = [review_text(artifact.prd, artifact.findings, artifact.lang), stale_text(artifact)]
        return "\n\n".join(filter(None, told)), artifact.model_dump(mode="json")
    return prd_text(artifact), artifact.model_dump(mode="json")


def _found(runtime: ToolRuntime[Deps], asked: DraftPrdArgs) -> PrdArtifact:
    deps, tell = runtime.context, teller(runtime)
    if asked.review:
        document = found_prd(deps, asked.prd or _spoken_of(runtime))
        artifact = _artifact(deps, asked, Made(document), "shown")
        return artifact.model_copy(update={"findings": reviewed(deps, document)})
    if asked.change.strip():
        document = found_prd(deps, asked.prd or _spoken_of(runtime))
        kind = wished(asked.change, document)
        if kind == "anew":
            done, kind = made_anew(deps, document, tell), "drafted"
        else:
            done = _done(deps, document, asked.change, _said(runtime, asked.change), tell)
    elif asked.feature.strip() or not (asked.prd.strip() or asked.section.strip()):
        done, kind = made(deps, asked.feature, asked.template, tell), "drafted"
    else:
        done, kind = Made(found_prd(deps, asked.prd or _spoken_of(runtime))), "shown"
    return _artifact(deps, asked, done, kind)


def _done(deps: Deps, document: Prd, change: str, said: Source, tell: Tell) -> Made:
    match read_wish(change, document):
        case Wish(kind="outdated" | "export"):
            return Made(document)
        case Wish(kind="compare", version=version):
            return Made(document, since=earlier_version(deps, document, version).version)
        case Wish(kind="refresh", section=section):
            return refresh(deps, document.id, section=section)
    return changed(deps, document, change, said, tell)


def _spoken_of(runtime: ToolRuntime[Deps]) -> str:
    """The id of the PRD that this conversation was last about, if it is still there."""
    for message in reversed(runtime.state["messages"]):
        artifact = message.artifact if isinstance(message, ToolMessage) else None
        if isinstance(artifact, dict) and artifact.get("kind") == "prd":
            prd_id = str(artifact["prd"]["id"])
            return prd_id if runtime.context.prds.get(prd_id) else ""
    return ""


def _said(runtime: ToolRuntime[Deps], words: str) -> Source:
    """The user's words as a source: the question that they stood in."""
    messages = runtime.state["messages"]
    question = next((one.id for one in reversed(messages) if isinstance(one, HumanMessage)), None)
    return Source(kind="said", id=question or "", quote=words, at=runtime.context.clock())


def _artifact(deps: Deps, asked: DraftPrdArgs, done: Made, kind: str) -> PrdArtifact:
    shown = done.section_called(asked.section) if asked.section.strip() else None
    return artifact_of(deps, done, kind, shown)


def artifact_of(deps: Deps, done: Made, kind: str, shown: str | None = None) -> PrdArtifact:
    """A document as it stands after a call, with what is stale in it and all its versions."""
    prd, told = done.prd, done.renewed
    # What has just been drafted rests on what is there now; only locked sections are older.
    older = [one for one in prd.sections if one.locked or kind != "drafted"]
    stale = flags(deps, prd.model_copy(update={"sections": tuple(older)}))
    kinds = Counter(one.kind for section in prd.sections for one in sentences_of(section))
    versions = deps.prds.versions(prd.id)
    last = last_change(versions)
    since = next((one for one in versions if one.version == done.since), None)
    return PrdArtifact(
        lang=deps.lang,
        done=kind,
        prd=prd,
        touched=list(done.touched),
        gone=done.gone,
        shown=shown,
        kept=list(done.kept),
        questions=list(done.questions),
        writing=done.writing,
        counts={str(one): count for one, count in kinds.items()},
        versions=[
            PrdVersion(version=one.version, note=one.note, made=one.made.isoformat())
            for one in versions
        ],
        undoable=last.note if last else None,
        stale=stale,
        renewed={name: len(getattr(told, name)) for name in RENEWED} if told else {},
        since=done.since,
        compared=diff(since, prd) if since and kind == "compare" else None,
        listed=[one.title for one in prd.sections],
        suggest=_suggest(prd, kind, deps.lang, is_stale=any(not one.locked for one in stale)),
    )


def as_it_stands(deps: Deps, found: PrdArtifact) -> PrdArtifact:
    """What a call showed, as it is now: the newest version, and what is stale in it by now.

    What a change on the page has touched is told from the version before. A document that is no
    longer kept stays as it was shown, without versions.
    """
    versions = deps.prds.versions(found.prd.id)
    if not versions:
        return found.model_copy(update={"stale": [], "versions": [], "undoable": None})
    newest, *earlier = versions
    was = {one.key: one.blocks for one in earlier[0].sections} if earlier else {}
    touched = (one.key for one in newest.sections if was.get(one.key) != one.blocks)
    now = artifact_of(deps, Made(newest, tuple(touched) if earlier else ()), "by_hand")
    if newest.version != found.prd.version:
        return now
    kept = ("stale", "versions", "undoable")
    return found.model_copy(update={name: getattr(now, name) for name in kept})


def _suggest(prd: Prd, kind: str, lang: Lang, *, is_stale: bool) -> list[str]:
    has = {one.key for one in prd.sections}
    steps = [("goals", "quantify"), ("background", "shorten"), ("risks", "risk")]
    said = [say(f"prd.suggest.{name}", lang) for key, name in steps if key in has and name != kind]
    if is_stale:
        said.insert(0, say("prd_versions.ask.refresh", lang))
    return [*said[:2], *([say("prd.suggest.undo", lang)] if prd.version > 1 else [])]
