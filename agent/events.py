"""What the agent tells the page while it works: plain events, in order."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Token:
    """A piece of the answer's Markdown."""

    text: str


@dataclass(frozen=True)
class ToolStarted:
    """The agent called a tool."""

    call_id: str
    name: str
    args: dict[str, Any]


@dataclass(frozen=True)
class ToolProgress:
    """A tool that takes its time says how far it is."""

    call_id: str
    done: int
    total: int
    note: str = ""
    """What else there is to say, in a few words: cost so far, time left."""
    text: str = ""
    """What has been made so far, as Markdown that does nothing but show."""


@dataclass(frozen=True)
class ToolFinished:
    """A tool came back."""

    call_id: str
    name: str
    args: dict[str, Any]
    text: str
    """What the tool says to the model: Markdown, or the error message when not ok."""
    artifact: dict[str, Any] | None
    """What the page draws: a typed record as plain JSON with a `kind`; None on an error."""
    ok: bool
    seconds: float | None
    """How long it took; None when it was not measured, as in a turn that was cut off."""


@dataclass(frozen=True)
class Failed:
    """The turn could not be finished. What was said is kept."""

    message: str
    """What went wrong and what to do, in the language of the question."""
    can_hand_over: bool
    """Whether the built-in planner can take the question instead."""


@dataclass(frozen=True)
class Finished:
    """The turn is over; always the last event of a turn that did not fail."""

    answer_id: str | None
    """The id of the answer's message, for feedback; None when there is no answer."""
    mind: str
    """Which mind answered: `planner`, or the model's name."""
    seconds: float
    stopped: bool = False
    """Whether the user stopped it half-way."""


AgentEvent = Token | ToolStarted | ToolProgress | ToolFinished | Failed | Finished


@dataclass(frozen=True)
class ShownTurn:
    """One question of a kept conversation and what came of it, to draw it again."""

    question_id: str
    question: str
    steps: list[ToolFinished]
    answer: str | None
    """None when the turn was cut off before an answer."""
    answer_id: str | None
    mind: str | None
    seconds: float | None
    stopped: bool
    failure: str | None
    """The message of a turn that failed."""
    can_hand_over: bool
    rating: str | None
    """`up`, `down` or None: the reader's verdict on the answer."""
