"""What happens to conversations as a whole, and what the evidence panel opens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from knowledge.conversations import local_now
from knowledge.texts import say
from page.act import Act
from page.components import Components
from page.conversing import Updates
from page.opened import shown
from page.sidebar import sidebar
from page.toast import toast

if TYPE_CHECKING:
    from agent.assistant import Assistant


@dataclass(frozen=True)
class Shelving:
    """The handlers of the list of conversations and of the evidence panel."""

    assistant: "Assistant"
    """Who keeps the conversations."""
    parts: Components
    """What is filled."""

    def open(self, event: gr.EventData) -> Updates:
        """Show what the last address of the trail leads to."""
        act = Act.of(event)
        return {
            self.parts.evidence: shown(
                self.assistant, act.thread, act.trail, act.lang, act.annotation
            )
        }

    def rename(self, event: gr.EventData) -> Updates:
        """Give a conversation another title."""
        act = Act.of(event)
        self.assistant.rename(act.id or "", act.title)
        return self._list(act)

    def delete(self, event: gr.EventData) -> Updates:
        """Take a conversation off the list, and offer the way back."""
        act = Act.of(event)
        self.assistant.delete(act.id or "")
        said = say("page.sidebar.deleted", act.lang, title=act.title)
        return {**self._list(act), self.parts.toast: toast(said, act.lang, restore=act.id)}

    def restore(self, event: gr.EventData) -> Updates:
        """Bring a deleted conversation back."""
        act = Act.of(event)
        self.assistant.restore(act.id or "")
        return {**self._list(act), self.parts.toast: ""}

    def _list(self, act: Act) -> Updates:
        listed = self.assistant.conversations()
        return {self.parts.sidebar: sidebar(listed, act.current, local_now(), act.lang)}
