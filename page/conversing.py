"""What happens when the reader asks, stops, goes back, or lets the planner take over."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import gradio as gr

from agent.events import AgentEvent, Finished, ShownTurn, ToolFinished
from knowledge.conversations import local_now
from knowledge.errors import CasebookError
from knowledge.records import Trace
from page.act import Act
from page.components import Components
from page.composer import composer
from page.drawings import Drawings
from page.evidence import artifact_view, newest, panel, trail_of
from page.header import header
from page.live_turn import LiveTurn
from page.markup import Html, el
from page.opened import shown
from page.sidebar import sidebar
from page.toast import toast
from page.turn_view import conversation
from page.welcome import welcome

if TYPE_CHECKING:
    from agent.assistant import Assistant

Updates = Mapping[Any, Any]
"""Components to fill, and with what."""

PAUSE = 0.05
"""Seconds between two drawings of a growing answer; faster is not seen, and costs."""
BAD_CASES = 5


@dataclass(frozen=True)
class Conversing:
    """The handlers of the conversation."""

    assistant: "Assistant"
    """Who answers."""
    parts: Components
    """What is filled."""
    drawings: Drawings = field(default_factory=Drawings)
    """What each tab shows."""

    def show(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Draw the whole page for a place; the browser then follows a turn that runs there."""
        act = Act.of(event)
        self.drawings.begin(_tab(request), act.drawing)
        parts = self.parts
        running = self.assistant.running(act.thread)
        before, live = _parted(self.assistant.transcript(act.thread), running)
        trail = act.trail or newest(before, act.lang)
        whole = {
            **self._settled(act, before),
            parts.header: header(self.assistant.mind, act.lang),
            parts.drawn: el("i", data_drawing=act.drawing),
            parts.evidence: shown(self.assistant, act.thread, trail, act.lang),
        }
        if running:
            kept = conversation(before, act.lang, resting=False)
            whole[parts.welcome] = ""
            whole[parts.chat] = [*kept, *live.messages(act.lang)]
            whole[parts.composer] = composer(act.lang, busy=True, follow=True)
        return whole

    def follow(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Listen to a turn that another tab, or this one before a reload, has started."""
        act = Act.of(event)
        events = self.assistant.listen(act.thread)
        turns = self.assistant.transcript(act.thread)
        if events is None:
            yield self._settled(act, turns)
            return
        before, live = _parted(turns, running=True)
        yield from self._while_shown(act, request, self._follow(act, before, live, events))

    def ask(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Put a question, perhaps in the place of an earlier one."""
        act = Act.of(event)
        turns = self.assistant.transcript(act.thread)
        before = _before(turns, act.replacing)
        try:
            events = self.assistant.ask(
                act.thread,
                act.text,
                focus=act.focus,
                replacing=act.replacing,
                direct=act.direct,
            )
        except CasebookError as error:
            yield {self.parts.toast: toast(error.text(act.lang), act.lang, bad=True)}
            return
        live = LiveTurn(act.text.strip())
        yield from self._while_shown(act, request, self._follow(act, before, live, events))

    def hand_over(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Let the built-in planner answer the last question."""
        act = Act.of(event)
        turns = self.assistant.transcript(act.thread)
        try:
            events = self.assistant.hand_over(act.thread)
        except CasebookError as error:
            yield {self.parts.toast: toast(error.text(act.lang), act.lang, bad=True)}
            return
        live = LiveTurn(turns[-1].question)
        yield from self._while_shown(act, request, self._follow(act, turns[:-1], live, events))

    def stop(self, event: gr.EventData) -> None:
        """End the running turn; the handler that follows it draws what is left."""
        self.assistant.stop(Act.of(event).thread)

    def undo(self, event: gr.EventData) -> Updates:
        """Forget a question and all after it; what it showed gives way to what came before."""
        act = Act.of(event)
        try:
            self.assistant.rewind(act.thread, act.replacing or "")
        except CasebookError as error:
            return {self.parts.toast: toast(error.text(act.lang), act.lang, bad=True)}
        turns = self.assistant.transcript(act.thread)
        trail = newest(turns, act.lang)
        panel_ = shown(self.assistant, act.thread, trail, act.lang)
        return {**self._settled(act, turns), self.parts.evidence: panel_}

    def rate(self, event: gr.EventData) -> None:
        """Keep the reader's verdict on an answer; the browser has shown it already."""
        act = Act.of(event)
        self.assistant.rate(act.thread, act.id or "", act.rating, act.reason)

    def _while_shown(
        self, act: Act, request: gr.Request, updates: Iterator[Updates]
    ) -> Iterator[Updates]:
        """The updates until the tab turns to another place."""
        for update in updates:
            if not self.drawings.is_newest(_tab(request), act.drawing):
                return
            yield update

    def _follow(
        self, act: Act, before: list[ShownTurn], live: LiveTurn, events: Iterator[AgentEvent]
    ) -> Iterator[Updates]:
        """Draw a running turn as it goes, then the conversation as it was kept."""
        parts = self.parts
        kept = conversation(before, act.lang, resting=False)
        yield {
            parts.chat: [*kept, *live.messages(act.lang)],
            parts.welcome: "",
            parts.composer: composer(act.lang, busy=True),
            parts.sidebar: self._sidebar(act),
        }
        drawn = time.monotonic()
        for event in events:
            live.hear(event)
            if isinstance(event, Finished) and event.stopped:
                yield {
                    parts.chat: [*kept, *live.messages(act.lang)],
                    parts.composer: composer(act.lang, busy=False),
                }
                self.assistant.wait_for_stopped(act.thread)
            opened = self._opened(event, act)
            if opened is not None or time.monotonic() - drawn > PAUSE:
                update: dict[Any, Any] = {parts.chat: [*kept, *live.messages(act.lang)]}
                yield update if opened is None else update | {parts.evidence: opened}
                drawn = time.monotonic()
        if not self.assistant.running(act.thread):
            yield self._settled(act, self.assistant.transcript(act.thread))

    def _opened(self, event: AgentEvent, act: Act) -> Html | None:
        """What a tool found belongs beside the chat at once."""
        if not isinstance(event, ToolFinished) or event.artifact is None:
            return None
        trail = trail_of(event.artifact, event.call_id)
        if len(trail) > 1:
            return shown(self.assistant, act.thread, trail, act.lang, act.annotation)
        found = artifact_view(event.artifact, act.lang)
        return panel(found, act.lang, trail) if found else None

    def _settled(self, act: Act, turns: list[ShownTurn]) -> dict[Any, Any]:
        """The conversation at rest."""
        parts = self.parts
        cases: list[Trace] = [] if turns else self.assistant.shelf.bad_cases(BAD_CASES)
        return {
            parts.sidebar: self._sidebar(act),
            parts.welcome: "" if turns else welcome(cases, act.lang),
            parts.chat: conversation(turns, act.lang),
            parts.composer: composer(act.lang, busy=False),
        }

    def _sidebar(self, act: Act) -> Html:
        return sidebar(self.assistant.conversations(), act.current, local_now(), act.lang)


def _tab(request: gr.Request) -> str:
    return request.session_hash or ""


def _parted(turns: list[ShownTurn], running: bool) -> tuple[list[ShownTurn], LiveTurn]:
    """The turns that are over, and the one that is running, if one is."""
    if running and turns and turns[-1].answer_id is None and turns[-1].failure is None:
        return turns[:-1], LiveTurn(turns[-1].question)
    return turns, LiveTurn(None)


def _before(turns: list[ShownTurn], replacing: str | None) -> list[ShownTurn]:
    """The turns that stay when one is asked again."""
    places = [i for i, turn in enumerate(turns) if turn.question_id == replacing]
    return turns[: places[0]] if places else turns
