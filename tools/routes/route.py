"""A route: how people ask for a tool, in both languages, and how to read its arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.packaged import packaged

_ASIDES = {None, "search_docs"}
"""What leaves the talk where it was: small talk, failed calls, a look into the documents."""


class Phrases(BaseModel):
    """The words around a tool, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: dict[Lang, str]
    """What it does for the reader, in one line, for "what can you do?"."""
    utterances: dict[Lang, list[str]]
    """Ways to ask for it; the planner goes by likeness to them."""
    follow_ups: dict[Lang, list[str]]
    """Ways to go on after its answer; they count only while it was the last tool."""


@dataclass(frozen=True)
class Asked:
    """A question and what it may refer to."""

    text: str
    """The question, verbatim."""
    lang: Lang
    """Its language."""
    last_tool: str | None = None
    """The tool that was called last in this conversation, whatever came of it."""
    last_args: dict[str, Any] = field(default_factory=dict)
    """The arguments of that tool's last call that succeeded."""
    args_of: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """The same of every tool that was called."""
    tried: dict[str, Any] | None = None
    """The arguments of the last call if it failed, which the question may well mend."""
    focus: str | None = None
    """The case that the reader had open."""
    named: tuple[str, ...] = ()
    """Words of the question that are ids of cases which the stores hold, as they are there."""
    handed_over: str | None = None
    """The file of rows or records that was handed over and not looked at yet."""
    cases: tuple[str, ...] = ()
    """The cases that the conversation looked at, each once, the last one last."""
    said: str = ""
    """The last answers, whose words a question may ask about."""
    listed: tuple[str, ...] = ()
    """What the last list held, in its order: for clusters a case of each, else names."""
    worst: str | None = None
    """What is the worst in that list, where it is one of cases or of kinds of failure."""
    together: tuple[str, ...] = ()
    """All cases that came at once, of which that list may hold but the worst."""
    failed: tuple[str, ...] = ()
    """Those of them in which something is wrong."""
    listed_by: str | None = None
    """The tool that gave that list."""
    kept: tuple[str, ...] | None = None
    """The cases that came into the eval set when some were last to; those there before are not."""
    suggested: tuple[str, ...] = ()
    """What the last result, if it stands, suggested to ask next."""
    unfinished: bool = False
    """Whether the last result says that its work stopped before the end."""
    earlier: tuple[str, ...] = ()
    """What the user said before, in order."""
    answered_by: tuple[str | None, ...] = ()
    """For each of `earlier`, the tool that answered it; None where none did."""

    @property
    def case(self) -> str | None:
        """The case that the conversation looked at last, whatever was spoken of since."""
        return self.cases[-1] if self.cases else None

    @property
    def subject(self) -> str | None:
        """The tool that the talk is about: the last that answered, but for look-ups in between."""
        return next((one for one in reversed(self.answered_by) if one not in _ASIDES), None)

    @property
    def standing(self) -> dict[str, Any]:
        """What was asked of the last tool, answered or not, for the question to go on from."""
        return self.last_args if self.tried is None else self.tried


@dataclass(frozen=True)
class Filled:
    """A tool's arguments as read from a question."""

    args: dict[str, Any]
    """Arguments for the tool's schema."""
    sure: bool = False
    """Whether the question holds something that this tool is for, such as a case's id."""
    likeness: float = 0.0
    """How like it is to what is asked of this tool, from 0 to 1, where the tool reckoned that."""


@dataclass(frozen=True)
class Route:
    """One tool as the planner sees it."""

    tool: str
    """The tool's name."""
    fill: Callable[[Asked], Filled]
    """Reads the tool's arguments out of a question. Pure and total."""
    phrases: Phrases
    """How people ask for it."""


def route(tool: str, fill: Callable[[Asked], Filled]) -> Route:
    """The route of a tool whose phrases lie in `tools/routes/<tool>.yaml`."""
    return Route(tool, fill, Phrases.model_validate(packaged("tools.routes", f"{tool}.yaml")))
