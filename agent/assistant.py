"""The agent as the page and the commands see it: ask, listen, stop, go back, remember."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage
from langgraph.checkpoint.memory import InMemorySaver

from agent.ahead import looking_ahead
from agent.annotation_desk import AnnotationDesk
from agent.dropped import noted
from agent.events import AgentEvent, ShownTurn
from agent.failures import explain
from agent.graph import MAX_MODEL_CALLS, Graph, build_graph
from agent.memory import Memory, removals
from agent.models import chat_model
from agent.naming import title_of
from agent.planner import planner
from agent.prd_desk import PrdDesk
from agent.reading import FOCUS, NAMED, question_language
from agent.running import RunningTurns
from agent.shelf import Shelf
from agent.threads import Threads
from agent.transcript import shown_turns
from agent.turn import Turn
from knowledge.conversations import Conversation, Rating, local_now
from knowledge.errors import BadInput
from knowledge.intake.uploads import FOLDER
from knowledge.language import Lang
from knowledge.settings import PLANNER, Settings
from knowledge.workspace import Workspace
from tools import TOOLS
from tools.chat_model import ChatModel, chat_model_of
from tools.deps import Deps
from tools.routes.ids_said import may_be_ids
from tools.traces import known_ids

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
        self._is_kept = threads is not None
        self._clock = clock
        checkpointer = threads or InMemorySaver()
        self._graphs: dict[str, Graph] = {PLANNER: build_graph(planner(), checkpointer)}
        if settings.mind not in self._graphs:
            chosen = model or chat_model(settings)
            self._graphs[settings.mind] = build_graph(chosen, checkpointer)
        self._memory = Memory(self._graphs[PLANNER], checkpointer, workspace.scenarios, clock)
        self._chat = chat_model_of(settings)
        self._running = RunningTurns()
        self._last_asked: datetime | None = None
        self.prds = PrdDesk(workspace.prds, self._deps)
        """The PRDs of the workspace."""
        self.shelf = Shelf(workspace, self._deps)
        """The cases and documents of the workspace."""
        self.annotations = AnnotationDesk(workspace.datasets, workspace.annotations, clock)
        """What people say of the examples of sets."""

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
        replacing: str | None = None,
        direct: bool = False,
    ) -> Iterator[AgentEvent]:
        """Put a question and listen to what comes of it.

        `focus` is the case that the reader has open, and `replacing` is the id of an earlier
        question that this one takes the place of, with all that followed it. A `direct` one is
        what an act on the page comes to; it needs no model to be understood. The turn has begun
        when this returns. Raises BadInput for an empty or oversized question and while the
        conversation is busy, NotFound for an unknown question.
        """
        question = text.strip()
        if not question:
            raise BadInput("agent.empty")
        if len(question) > MAX_QUESTION:
            raise BadInput("agent.too_long", length=len(question), limit=MAX_QUESTION)
        mind = PLANNER if direct else self.mind
        return self._begin(thread_id, question, focus, mind, replacing)

    def hand_over(self, thread_id: str) -> Iterator[AgentEvent]:
        """Let the built-in planner answer the last question again, with the same case open."""
        asked = [m for m in self._memory.messages(thread_id) if isinstance(m, HumanMessage)]
        if not asked:
            raise BadInput("agent.nothing_to_hand_over")
        last = asked[-1]
        focus = last.additional_kwargs.get(FOCUS)
        return self._begin(thread_id, last.text, focus, PLANNER, str(last.id))

    def stop(self, thread_id: str) -> None:
        """End the running turn, if there is one; what it has said is kept."""
        if turn := self._running.of(thread_id):
            turn.stop()

    def wait_for_stopped(self, thread_id: str) -> None:
        """Return once what a stopped turn has said is kept."""
        self._running.wait_for_stopped(thread_id)

    def running(self, thread_id: str) -> bool:
        """Whether a turn of that conversation is still being answered."""
        return self._running.of(thread_id) is not None

    def listen(self, thread_id: str) -> Iterator[AgentEvent] | None:
        """Follow a turn that is already running, from its beginning; None when there is none."""
        turn = self._running.of(thread_id)
        return turn.events() if turn else None

    def transcript(self, thread_id: str) -> list[ShownTurn]:
        """The kept conversation, one entry a question."""
        ratings = self._workspace.conversations.ratings(thread_id)
        return shown_turns(self._memory.messages(thread_id), ratings)

    def rewind(self, thread_id: str, question_id: str) -> str:
        """Forget that question and all after it; returns its text, to be edited or asked again.

        Raises BadInput while the conversation is busy, NotFound for an unknown question.
        """
        self._running.claim(thread_id)
        try:
            _, removed = self._memory.parted(thread_id, question_id)
            self._memory.drop(thread_id, removed)
        finally:
            self._running.release(thread_id)
        return str(removed[0].text)

    def forget(self, thread_id: str) -> None:
        """Delete what was said in a conversation for good."""
        self._memory.forget(thread_id)

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

    def looking_ahead(self) -> AbstractContextManager[None]:
        """Diagnose what users disliked in the background, for as long as the context lasts."""
        return looking_ahead(self._deps, self._running.any)

    def rate(
        self, thread_id: str, answer_id: str, rating: Rating | None, reason: str | None = None
    ) -> None:
        """Keep the reader's verdict on one of our answers."""
        self._workspace.conversations.rate(thread_id, answer_id, rating, reason)

    def _begin(
        self, thread_id: str, text: str, focus: str | None, mind: str, replacing: str | None
    ) -> Iterator[AgentEvent]:
        self._running.claim(thread_id)
        try:
            kept, dropped = self._memory.parted(thread_id, replacing)
            now = self._clock()
            files = noted(self._workspace.home / FOLDER, kept, now, self._last_asked)
            named = known_ids(self._workspace.events, self._workspace.cases, may_be_ids(text))
            noting, self._last_asked = {FOCUS: focus, NAMED: named, **files}, now
            question = HumanMessage(text, id=uuid4().hex, additional_kwargs=noting)
            turn = self._turn(thread_id, [*kept, question], focus, mind)
            if self._is_kept:
                self._workspace.conversations.touch(thread_id, title_of(text))
            self._memory.take_back(thread_id, dropped)
            self._running.put(thread_id, turn)
            turn.start([*removals(dropped), question], after=lambda: self._ended(thread_id))
        except BaseException:
            self._running.release(thread_id)
            raise
        return turn.events()

    def _turn(
        self, thread_id: str, messages: list[BaseMessage], focus: str | None, mind: str
    ) -> Turn:
        lang = question_language(messages)
        return Turn(
            graph=self._graphs[mind],
            thread_id=thread_id,
            # A turn of the planner's is its own throughout: the model may have failed before.
            deps=self._deps(lang, focus, writer=None if mind == PLANNER else self._chat),
            mind=mind,
            explain=lambda error: explain(error, self._settings, lang, MAX_MODEL_CALLS),
            can_hand_over=mind != PLANNER,
            needs_tool=planner().bind_tools(TOOLS).certain_call(messages) is not None,
        )

    def _ended(self, thread_id: str) -> None:
        try:
            self._memory.prune(thread_id)
        finally:
            self._running.release(thread_id)

    def _deps(self, lang: Lang, focus: str | None = None, writer: ChatModel | None = None) -> Deps:
        return Deps.of(
            self._workspace,
            lang,
            self._clock,
            focus,
            allow_private=self._settings.allow_private,
            judge=self._chat,
            writer=writer,
        )
