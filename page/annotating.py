"""What happens when an annotator labels an example, skips it, or takes a label back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from page.act import Act
from page.components import Components
from page.conversing import Updates
from page.opened import shown

if TYPE_CHECKING:
    from agent.assistant import Assistant


@dataclass(frozen=True)
class Annotating:
    """The handler of the queue."""

    assistant: "Assistant"
    """Who keeps the labels."""
    parts: Components
    """What is filled."""

    def annotate(self, event: gr.EventData) -> Updates:
        """Keep a label, or take one back where there is none, and show the next example."""
        act = Act.of(event)
        if act.annotator.strip() and act.id and act.title:
            self.assistant.annotations.add(act.title, act.id, act.annotator, act.label, act.text)
        place = shown(self.assistant, act.thread, act.trail, act.lang, act.annotation)
        return {self.parts.evidence: place}
