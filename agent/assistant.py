"""The agent as the page and the commands see it: ask, listen, stop, go back, remember."""

from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, RemoveMessage
from langgraph.checkpoint.memory import InMemorySaver

from agent.events import AgentEvent, ShownTurn
from agent.failures import explain
from agent.graph import MAX_MODEL_CALLS, Graph, build_graph
from agent.models import chat_model
from agent.planner import planner
from agent.reading import question_language
from agent.threads import Threads
from agent.transcript import shown_turns
from agent.turn import Turn
from knowledge.conversations import Conversation, Rating, local_now
from knowledge.errors import BadInput, NotFound
from knowledge.records import Chunk, Diagnosis, Event, Trace
from knowledge.settings import PLANNER, Settings
from knowledge.workspace import Workspace
from tools import TOOLS
from tools.deps import Deps

MAX_QUESTION = 200_000
"""Characters; beyond it a paste is a file, and would drown any model."""


class Assistant:
    """Answers questions over one workspace. Safe to use from several threads."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        threads: Threads | None,
        *,
        model: BaseChatModel | None = None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        """Conversations are kept in `threads`, or, with None, end with the process.

        `model` takes the place of the one that `settings` name.
        """
        self._workspace = workspace
        self._settings = settings
        self._threads = threads
        self._clock = clock
        checkpointer = threads or InMemorySaver()
        self._graphs: dict[str, Graph] = {PLANNER: build_graph(planner(), checkpointer)}
        if settings.mind not in self._graphs:
            chosen = model or chat_model(settings)
            self._graphs[settings.mind] = build_graph(chosen, checkpointer)
        self._turns: dict[str, Turn] = {}
        self._lock = Lock()

    @property
    def mind(self) -> str:
        """Which mind answers by default: `planner`, or the model's name."""
        return self._settings.mind

    def ask(
        self,
        thread_id: str,
        text: str,
        *,
        focus: str | None = None,
        mind: str | None = None,
        replacing: str | None = None,
    ) -> Iterator[AgentEvent]:
        """Put a question and listen to what comes of it.

        `focus` is the case that the reader has open, `mind` overrides the default one, and
        `replacing` is the id of an earlier question that this one takes the place of, with all
        that followed it. The turn has begun when this returns. Raises BadInput for an empty or
        oversized question and while the conversation is busy, NotFound for an unknown question.
        """
        question = text.strip()
        if not question:
            raise BadInput("agent.empty")
        if len(question) > MAX_QUESTION:
            raise BadInput("agent.too_long", length=len(question), limit=MAX_QUESTION)
        return self._begin(thread_id, question, focus, mind or self.mind, replacing)

    def hand_over(self, thread_id: str) -> Iterator[AgentEvent]:
        """Let the built-in planner answer the last question again."""
        turns = self.transcript(thread_id)
        if not turns:
            raise BadInput("agent.nothing_to_hand_over")
        last = turns[-1]
        return self.ask(thread_id, last.question, mind=PLANNER, replacing=last.question_id)

    def stop(self, thread_id: str) -> None:
        """End the running turn, if there is one; what it has said is kept."""
        with self._lock:
            turn = self._turns.get(thread_id)
        if turn:
            turn.stop()

    def running(self, thread_id: str) -> bool:
        """Whether a turn of that conversation is still being answered."""
        with self._lock:
            turn = self._turns.get(thread_id)
        return turn is not None and not turn.stopped

    def listen(self, thread_id: str) -> Iterator[AgentEvent] | None:
        """Follow a turn that is already running, from now on; None when there is none."""
        with self._lock:
            turn = self._turns.get(thread_id)
        return turn.events() if turn and not turn.stopped else None

    def transcript(self, thread_id: str) -> list[ShownTurn]:
        """The kept conversation, one entry a question."""
        ratings = self._workspace.conversations.ratings(thread_id)
        return shown_turns(self._messages(thread_id), ratings)

    def rewind(self, thread_id: str, question_id: str) -> str:
        """Forget that question and all after it; returns its text, to be edited or asked again."""
        messages = self._messages(thread_id)
        removed = _from_question(messages, thread_id, question_id)
        config: Any = {"configurable": {"thread_id": thread_id}}
        update = {"messages": [RemoveMessage(id=str(message.id)) for message in removed]}
        self._graphs[PLANNER].update_state(config, update, as_node="model")
        return removed[0].text

    def conversations(self) -> list[Conversation]:
        """All conversations, newest first."""
        return self._workspace.conversations.all()

    def rename(self, thread_id: str, title: str) -> None:
        """Give a conversation another title."""
        self._workspace.conversations.rename(thread_id, title)

    def delete(self, thread_id: str) -> None:
        """Take a conversation off the list; `restore` brings it back."""
        self.stop(thread_id)
        self._workspace.conversations.delete(thread_id)

    def restore(self, thread_id: str) -> None:
        """Undo `delete`."""
        self._workspace.conversations.restore(thread_id)

    def rate(
        self, thread_id: str, answer_id: str, rating: Rating | None, reason: str | None = None
    ) -> None:
        """Keep the reader's verdict on one of our answers."""
        self._workspace.conversations.rate(thread_id, answer_id, rating, reason)

    def trace(self, trace_id: str) -> Trace | None:
        """The trace or kept case with that id."""
        return self._workspace.events.trace(trace_id) or self._workspace.cases.get(trace_id)

    def events_of(self, trace_id: str) -> list[Event]:
        """What the product's user did with that trace's answer."""
        return self._workspace.events.events_of(trace_id)

    def diagnosis(self, trace_id: str) -> Diagnosis | None:
        """The latest diagnosis of that trace."""
        return self._workspace.cases.diagnosis(trace_id)

    def passage(self, chunk_id: str) -> Chunk | None:
        """The passage of a product document with that id."""
        return self._workspace.docs.chunk(chunk_id)

    def neighbours(self, chunk_id: str) -> list[Chunk]:
        """All passages of the document that holds that one, in order."""
        chunk = self.passage(chunk_id)
        return self._workspace.docs.document_chunks(chunk.doc_id) if chunk else []

    def bad_cases(self, limit: int) -> list[Trace]:
        """The newest traces that users rated down."""
        return self._workspace.events.bad(limit)

    def _begin(
        self, thread_id: str, text: str, focus: str | None, mind: str, replacing: str | None
    ) -> Iterator[AgentEvent]:
        self.wait_for_stopped(thread_id)
        kept = self._messages(thread_id)
        dropped = _from_question(kept, thread_id, replacing) if replacing else []
        question = HumanMessage(text, id=uuid4().hex)
        lang = question_language([*kept, question])
        turn = Turn(
            graph=self._graphs[mind],
            thread_id=thread_id,
            deps=self._deps(lang, focus),
            mind=mind,
            explain=lambda error: explain(error, self._settings, lang, MAX_MODEL_CALLS),
            can_hand_over=mind != PLANNER,
            needs_tool=planner().bind_tools(TOOLS).certain_call([*kept, question]) is not None,
        )
        with self._lock:
            if thread_id in self._turns:
                raise BadInput("agent.busy")
            self._turns[thread_id] = turn
        if self._threads:
            self._workspace.conversations.touch(thread_id, text)
        removals = [RemoveMessage(id=str(message.id)) for message in dropped]
        turn.start([*removals, question], after=lambda: self._ended(thread_id))
        return turn.events()

    def wait_for_stopped(self, thread_id: str) -> None:
        """A stopped turn may still be keeping what it said; two turns at once would mix."""
        with self._lock:
            turn = self._turns.get(thread_id)
        if turn and turn.stopped:
            turn.join()

    def _ended(self, thread_id: str) -> None:
        if self._threads:
            self._threads.keep_latest(thread_id)
        with self._lock:
            del self._turns[thread_id]

    def _deps(self, lang: Any, focus: str | None) -> Deps:
        return Deps(
            docs=self._workspace.docs,
            events=self._workspace.events,
            cases=self._workspace.cases,
            corpus=self._workspace.corpus,
            clock=self._clock,
            lang=lang,
            focus=focus,
        )

    def _messages(self, thread_id: str) -> list[BaseMessage]:
        config: Any = {"configurable": {"thread_id": thread_id}}
        messages: list[BaseMessage] = (
            self._graphs[PLANNER].get_state(config).values.get("messages", [])
        )
        return messages


def _from_question(
    messages: list[BaseMessage], thread_id: str, question_id: str
) -> list[BaseMessage]:
    """That question and everything after it."""
    for index, message in enumerate(messages):
        if isinstance(message, HumanMessage) and message.id == question_id:
            return messages[index:]
    raise NotFound("agent.no_question", id=question_id, thread=thread_id)
