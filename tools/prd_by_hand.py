"""Changes of a PRD that are made on the page: each is a version, and none loses another's text."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd, Section, Source
from knowledge.texts import say
from tools.deps import Deps
from tools.prd.editing.apply import pen_for
from tools.prd.editing.arranging import (
    commented,
    stepped,
    with_lock,
    with_resolved,
    with_section,
    without_comment,
)
from tools.prd.editing.by_hand import Hand
from tools.prd.editing.history import UNDO, before
from tools.prd.editing.retyped import retyped

_TRIES = 5
_NOTE = 400
_ON_SECTION = Literal[
    "save", "lock", "unlock", "up", "down", "comment", "resolve", "reopen", "uncomment"
]


class HandAct(BaseModel):
    """What somebody does to a document."""

    model_config = ConfigDict(frozen=True)

    do: _ON_SECTION | Literal["undo"]
    """What: `save` a section's text, `undo` the last change, …"""
    version: int = Field(ge=1)
    """The version that it was done to: the one that was seen."""
    section: str = Field(default="", max_length=200)
    """The section's key; `undo` has none."""
    text: str = ""
    """`save`: all of the section's text; `comment`: the comment."""
    comment: str = Field(default="", max_length=40)
    """`resolve`, `reopen`, `uncomment`: the comment's id."""
    by: str = Field(default="", max_length=60)
    """Who does it; empty where no name was given."""


def acted(deps: Deps, prd_id: str, act: HandAct) -> Prd:
    """The newest version once the act is done, which may be one that was there.

    An act is done to what others have made of the document meanwhile. A section's text is not:
    where that has changed since the version that was seen, BadInput says so and nothing is kept.
    Raises NotFound for a document that is not there.
    """
    for _ in range(_TRIES):
        versions = deps.prds.versions(prd_id)
        if not versions:
            raise NotFound("prd.hand.gone")
        newest = versions[0]
        made = _undone(versions, act) if act.do == "undo" else _done(deps, versions, act)
        if made is None:
            return newest
        if kept := deps.prds.keep(
            made.model_copy(update={"made": deps.clock()}), after=newest.version
        ):
            return kept
    raise BadInput("prd.edit.busy", title=newest.title)


def _undone(versions: Sequence[Prd], act: HandAct) -> Prd:
    newest = versions[0]
    if act.version != newest.version:
        raise BadInput("prd.hand.moved_on", version=newest.version)
    earlier = before(versions)
    if earlier is None:
        raise BadInput("prd.edit.nothing_before", title=newest.title)
    return earlier.model_copy(update={"note": UNDO})


def _done(deps: Deps, versions: Sequence[Prd], act: HandAct) -> Prd | None:
    prd = versions[0]
    section = _section(prd, act.section)
    by = act.by.strip() or say("prd.you", prd.lang)
    doing: dict[str, Callable[[], Prd | None]] = {
        "save": lambda: _saved(deps, versions, section, act, by),
        "lock": lambda: with_lock(prd, section, locked=True),
        "unlock": lambda: with_lock(prd, section, locked=False),
        "up": lambda: stepped(prd, section, -1),
        "down": lambda: stepped(prd, section, 1),
        "comment": lambda: commented(prd, section, by, act.text, deps.clock()),
        "resolve": lambda: with_resolved(prd, act.comment, resolved=True),
        "reopen": lambda: with_resolved(prd, act.comment, resolved=False),
        "uncomment": lambda: without_comment(prd, act.comment),
    }
    made = doing[act.do]()
    note = say(f"prd.note.{act.do}", prd.lang, section=section.title)[:_NOTE]
    return made.model_copy(update={"note": note}) if made else None


def _saved(
    deps: Deps, versions: Sequence[Prd], section: Section, act: HandAct, by: str
) -> Prd | None:
    """With the section's new text, if nobody else has changed it since."""
    prd = versions[0]
    if section.locked:
        raise BadInput("prd.edit.locked", section=section.title)
    seen = next((one for one in versions if one.version == act.version), None)
    if seen is None:
        raise BadInput("prd.hand.no_version", version=act.version)
    hand = Hand(by=by, pen=pen_for(prd), lookup=partial(_text_of, deps))
    made = retyped(section, act.text, prd.lang, lambda typed: hand.judged(section, typed))
    if made == section:
        return None
    was = next((one for one in seen.sections if one.key == section.key), None)
    if was is None or was.blocks != section.blocks:
        raise BadInput("prd.hand.changed", section=section.title, version=prd.version)
    return with_section(prd, made)


def _section(prd: Prd, key: str) -> Section:
    section = next((one for one in prd.sections if one.key == key), None)
    if section is None:
        raise BadInput("prd.hand.no_section")
    return section


def _text_of(deps: Deps, source: Source) -> str | None:
    """What carries a sentence: the passage as it is, or what was quoted of anything else."""
    if source.kind != "passage":
        return source.quote or None
    chunk = deps.docs.chunk(source.id)
    return chunk.text if chunk else None
