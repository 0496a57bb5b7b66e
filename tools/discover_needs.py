"""The tool `discover_needs`: what users suffer from or wish for, and what competitors offer."""

from collections.abc import Callable
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.language import Lang
from knowledge.records import Answer, Competitor, Need
from knowledge.texts import say
from tools.arguments import Arguments
from tools.decisions.needs.find import discover, rivals
from tools.deps import Deps
from tools.narrowed_needs import about, narrowed_by
from tools.needs_text import text_of
from tools.telling import teller

Part = Literal["needs", "competitors", "both"]


class DiscoverNeedsArgs(Arguments):
    """Which needs to look for; nothing given means all that users voice."""

    part: Part = Field(default="needs", description="Users' needs, the competitor table, or both.")
    focus: str | None = Field(default=None, description="One topic, need or competitor.")
    source: str | None = Field(
        default=None,
        description="interview, survey, review, feedback, or a document's title.",
    )
    who: str | None = Field(
        default=None,
        description="A name, zh, en, or style=comedy.",
    )
    answer: Answer | None = Field(default=None, description="Only needs that this answers.")
    period: str | None = Field(default=None, description="Such as last_month, 30d, 2026-08.")
    limit: int = Field(default=8, ge=1, le=50, description="Most needs to list.")


class NeedsArtifact(BaseModel):
    """The needs and competitors and what they were found in, for the evidence panel."""

    kind: Literal["needs"] = "needs"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    asked: DiscoverNeedsArgs
    """What was looked for."""
    needs: list[Need]
    """The needs, the most painful first, at most as many as were asked for."""
    found: int
    """How many there are in all."""
    people: int
    """How many people or groups were heard one by one."""
    documents: int
    """In how many documents users speak."""
    feedback: int
    """How many reasons for a thumbs down or for leaving voice a need."""
    left_out: int
    """Different remarks that were not compared, because there are too many."""
    competitors: list[Competitor]
    """The competitors, by name."""
    listed: list[str]
    """The names of the needs, or of the competitors, for "the second one"."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=DiscoverNeedsArgs)
def discover_needs(
    runtime: ToolRuntime[Deps],
    *,
    part: Part = "needs",
    focus: str | None = None,
    source: str | None = None,
    who: str | None = None,
    answer: Answer | None = None,
    period: str | None = None,
    limit: int = 8,
) -> tuple[str, dict[str, Any]]:
    """Find what users suffer from or wish for, who says so and how often, and competitors.

    Also whether AI or an ordinary feature answers a need.
    """
    asked = DiscoverNeedsArgs(
        part=part,
        focus=focus,
        source=source,
        who=who,
        answer=answer,
        period=period,
        limit=limit,
    )
    artifact = _found(runtime.context, asked, teller(runtime))
    return text_of(artifact), artifact.model_dump(mode="json")


def _found(deps: Deps, asked: DiscoverNeedsArgs, tell: Callable[[int, int], None]) -> NeedsArtifact:
    narrowed = narrowed_by(deps, source=asked.source, who=asked.who, period=asked.period)
    everything = discover(deps.docs, deps.events, deps.lang, narrowed, tell)
    needs = [one for one in everything.needs if asked.answer in {None, one.answer}]
    known = rivals(deps.docs, tell) if asked.part != "needs" else []
    if asked.focus:
        named = [one for one in known if asked.focus.casefold() in _names(one)]
        known = named or known
        if not named or asked.part == "both":
            needs = about(asked.focus, needs, deps.docs.asked_terms)
    if asked.part == "competitors":
        needs = []
    shown = needs[: asked.limit]
    return NeedsArtifact(
        lang=deps.lang,
        asked=asked,
        needs=shown,
        found=len(needs),
        people=everything.people,
        documents=everything.documents,
        feedback=everything.feedback,
        left_out=everything.left_out,
        competitors=known,
        listed=[one.name[deps.lang] for one in shown] or [one.name for one in known],
        suggest=_suggest(asked, shown, deps.lang),
    )


def _names(one: Competitor) -> set[str]:
    return {name.casefold() for name in (one.name, *one.aliases)}


def _suggest(asked: DiscoverNeedsArgs, shown: list[Need], lang: Lang) -> list[str]:
    """Who says the first, which deserve AI, the competitors: what is not asked yet."""
    steps = ["who"] if len(shown) > 1 else []
    if asked.answer is None and any(one.answer == "ai" for one in shown):
        steps.append("ai")
    steps.append("competitors" if asked.part == "needs" else "needs")
    return [say(f"needs.suggest.{name}", lang) for name in steps]
