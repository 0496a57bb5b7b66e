"""A turn while it runs: the agent's events gathered into chat messages."""

from dataclasses import dataclass, field

from agent.events import (
    AgentEvent,
    Finished,
    Token,
    ToolFinished,
    ToolProgress,
    ToolStarted,
)
from knowledge.language import Lang
from knowledge.texts import say
from page.markup import Html, el
from page.steps import Message, running_step
from page.turn_view import answer, component, question, step_messages, stopped_notice


@dataclass
class LiveTurn:
    """What has happened so far."""

    text: str | None
    """The question; None when the listener came too late to know it."""
    steps: dict[str, ToolStarted | ToolFinished] = field(default_factory=dict)
    """The tools called, by call id, in order."""
    progress: dict[str, ToolProgress] = field(default_factory=dict)
    """How far the tools are that say so, by call id."""
    said: str = ""
    """The answer so far."""
    stopped: bool = False
    """Whether the reader has stopped it."""

    def hear(self, event: AgentEvent) -> None:
        """Take in one event."""
        match event:
            case Token(text=text):
                self.said += text
            case ToolStarted() | ToolFinished():
                self.steps[event.call_id] = event
            case ToolProgress():
                self.progress[event.call_id] = event
            case Finished(stopped=stopped):
                self.stopped = stopped

    def messages(self, lang: Lang) -> list[Message]:
        """How it looks now."""
        messages = [question(self.text, lang)] if self.text is not None else []
        for step in self.steps.values():
            if isinstance(step, ToolStarted):
                messages.append(running_step(step, lang, self.progress.get(step.call_id)))
            else:
                messages.extend(step_messages(step, lang))
        if self.said:
            messages.append(answer(self.said))
        if self.stopped:
            messages.append(component("assistant", stopped_notice(lang)))
        elif not self.said and not any(
            isinstance(step, ToolStarted) for step in self.steps.values()
        ):
            messages.append(component("assistant", _thinking(lang)))
        return messages


def _thinking(lang: Lang) -> Html:
    dots = [el("span", cls="thinking-dot") for _ in range(3)]
    return el("p", dots, el("span", say("page.chat.thinking", lang)), cls="thinking", role="status")
