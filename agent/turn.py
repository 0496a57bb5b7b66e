"""One running turn: the graph works in a thread of its own, the page listens to plain events.

The turn does not depend on its listener: a closed browser tab does not end it, and what it says
is kept by the checkpointer as it goes.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Condition, Event, Thread
from typing import Any, cast
from uuid import uuid4

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.runnables import RunnableConfig

from agent.events import AgentEvent, Failed, Finished, Token, ToolProgress, ToolStarted
from agent.graph import Graph
from agent.repair import FAILED, words_before_call
from agent.transcript import HAND_OVER, SECONDS, STOPPED, tool_finished
from tools.deps import Deps

_SPEAK = frozenset({"model", "tools"})
"""The nodes of the graph whose messages are of this turn."""


class Stopped(Exception):
    """The reader stopped the turn."""


@dataclass
class Turn:
    """A question on its way through the graph."""

    graph: Graph
    """The graph that answers it."""
    thread_id: str
    """The conversation."""
    deps: Deps
    """What the tools stand on."""
    mind: str
    """Which mind answers."""
    explain: Callable[[Exception], str]
    """Puts a failure into words."""
    can_hand_over: bool
    """Whether another mind could take the question if this one fails."""
    needs_tool: bool
    """Whether words count only once a tool has been called; see `stand_on_evidence`."""
    _log: list[AgentEvent] = field(default_factory=list)
    _news: Condition = field(default_factory=Condition)
    _stop: Event = field(default_factory=Event)
    _started: float = field(default_factory=time.perf_counter)
    _said: str = ""
    _held: str = ""
    _passed: str = ""
    _calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    _shown: str = ""
    _answer: AIMessage | None = None

    def start(self, messages: list[BaseMessage], after: Callable[[], None]) -> None:
        """Run the graph on `messages` in the background; `after` is called when all is kept."""

        def work() -> None:
            outcome: AgentEvent
            try:
                outcome = self._work(messages)
            except Exception as error:  # even keeping failed: the listener must still learn of it
                outcome = Failed(self.explain(error), can_hand_over=False)
            try:
                after()
            finally:
                self._tell(outcome)

        self._thread = Thread(target=work, name=f"turn {self.thread_id}", daemon=True)
        self._thread.start()

    def events(self) -> Iterator[AgentEvent]:
        """What happens, as it happens, from the turn's beginning; ends with Finished or Failed.

        Each listener gets all of it: a page that was reloaded hears what the first one heard.
        """
        heard = 0
        while True:
            with self._news:
                while len(self._log) == heard:
                    self._news.wait()
                event = self._log[heard]
            heard += 1
            yield event
            if isinstance(event, Finished | Failed):
                return

    @property
    def stopped(self) -> bool:
        """Whether the reader has stopped it; it may still be keeping what it said."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End the turn: at once for its listeners, at its next step for the graph."""
        if not self.stopped:
            self._stop.set()
            self._tell(Finished(None, self.mind, self._seconds(), stopped=True))

    def join(self) -> None:
        """Wait until the turn has ended and what it said is kept."""
        self._thread.join()

    def _work(self, messages: list[BaseMessage]) -> Finished | Failed:
        try:
            self._stream(messages)
            if self._answer is None:
                raise RuntimeError("the graph ended without an answer")
        except Stopped:
            stopped = self._note(self._said or self._shown, STOPPED)
            self._keep(stopped)
            return Finished(stopped.id, self.mind, self._seconds(), stopped=True)
        except Exception as error:  # the edge: whatever it was, the reader is told
            told = self.explain(error)
            note = self._note(told, FAILED)
            note.additional_kwargs[HAND_OVER] = self.can_hand_over
            self._keep(note)
            return Failed(told, self.can_hand_over)
        self._answer.additional_kwargs[SECONDS] = self._seconds()
        self._keep(self._answer)
        mind = self._answer.response_metadata.get("model_name", self.mind)
        return Finished(self._answer.id, mind, self._seconds())

    def _stream(self, messages: list[BaseMessage]) -> None:
        stream = self.graph.stream(
            {"messages": messages},
            {**self._config(), "callbacks": [_StopSwitch(self._stop)]},
            context=replace(self.deps, stopped=self._stop.is_set),
            stream_mode=["messages", "updates", "custom"],
            durability="sync",  # a kill must not lose the question, nor a step that was shown
        )
        for mode, data in cast("Iterator[tuple[str, Any]]", stream):
            if self._stop.is_set():
                raise Stopped
            if mode == "messages":
                message, metadata = data
                if metadata["langgraph_node"] == "model" and isinstance(message, AIMessageChunk):
                    self._hear(message.text)
            elif mode == "custom":
                progress = ToolProgress(**data)
                self._shown = progress.text
                self._tell(progress)
            else:
                for node, update in data.items():
                    # The guards before them write earlier turns anew, which is no news.
                    for message in (update or {}).get("messages", []) if node in _SPEAK else []:
                        self._see(message)

    def _hear(self, token: str) -> None:
        """Pass tokens on, but hold back what may turn out not to be part of the answer."""
        self._held += token
        if self._calls or not self.needs_tool:
            length = words_before_call(self._held)
            words, self._held = self._held[:length], self._held[length:]
            self._passed += words
            self._pass_on(words)

    def _see(self, message: BaseMessage) -> None:
        if isinstance(message, AIMessage):
            self._pass_on(self._rest(str(message.text)))
            self._held = self._passed = ""
            for call in message.tool_calls:
                self._calls[str(call["id"])] = call["args"]
                self._tell(ToolStarted(str(call["id"]), call["name"], call["args"]))
            self._answer = message if message.text.strip() else None
        elif isinstance(message, ToolMessage) and message.tool_call_id in self._calls:
            args, self._shown = self._calls[message.tool_call_id], ""
            self._tell(tool_finished(str(message.name), args, message))

    def _rest(self, text: str) -> str:
        """What of a whole message was not passed on yet; the guards may have changed it."""
        if text.startswith(self._passed):
            return text[len(self._passed) :]
        return "" if self._passed.startswith(text) else text

    def _pass_on(self, words: str) -> None:
        if words:
            self._said += words
            self._tell(Token(words))

    def _tell(self, event: AgentEvent) -> None:
        with self._news:
            self._log.append(event)
            self._news.notify_all()

    def _note(self, text: str, mark: str) -> AIMessage:
        return AIMessage(
            content=text,
            id=uuid4().hex,
            additional_kwargs={mark: True, SECONDS: self._seconds()},
            response_metadata={"model_name": self.mind},
        )

    def _keep(self, message: AIMessage) -> None:
        self.graph.update_state(self._config(), {"messages": [message]}, as_node="model")

    def _seconds(self) -> float:
        return round(time.perf_counter() - self._started, 3)

    def _config(self) -> RunnableConfig:
        return {"configurable": {"thread_id": self.thread_id}}


# The library logs whatever a callback raises; for a stop, that would be noise on each click.
logging.getLogger("langchain_core.callbacks.manager").addFilter(
    lambda record: f"{Stopped()!r}" not in record.getMessage()
)


class _StopSwitch(BaseCallbackHandler):
    """Ends a stopped turn inside the model's stream, so that no further tokens are paid for."""

    raise_error = True
    run_inline = True

    def __init__(self, stop: Event) -> None:
        self._stop = stop

    def _check(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def on_chat_model_start(self, *args: Any, **kwargs: Any) -> None:
        self._check()

    def on_llm_new_token(self, *args: Any, **kwargs: Any) -> None:
        self._check()

    def on_llm_end(self, *args: Any, **kwargs: Any) -> None:
        self._check()

    def on_tool_start(self, *args: Any, **kwargs: Any) -> None:
        self._check()
