"""What was said in each conversation: read, gone back on, kept thrifty, forgotten."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, RemoveMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver

from agent.graph import Graph
from agent.threads import Threads
from knowledge.errors import NotFound
from knowledge.scenarios import ScenarioBoard

log = logging.getLogger(__name__)


class Memory:
    """The messages of each conversation, and with them what they said of scenarios."""

    def __init__(
        self,
        graph: Graph,
        checkpointer: BaseCheckpointSaver[Any],
        scenarios: ScenarioBoard,
        clock: Callable[[], datetime],
    ) -> None:
        """`graph` is any of those that keep their state in `checkpointer`."""
        self._graph = graph
        self._checkpointer = checkpointer
        self._scenarios = scenarios
        self._clock = clock

    def messages(self, thread_id: str) -> list[BaseMessage]:
        """All that was said, in order; nothing for a conversation that has not begun."""
        state = self._graph.get_state(_config(thread_id))
        messages: list[BaseMessage] = state.values.get("messages", [])
        return messages

    def parted(
        self, thread_id: str, question_id: str | None
    ) -> tuple[list[BaseMessage], list[BaseMessage]]:
        """What stands before that question, and the question with all after it; with None, all.

        Raises NotFound for an unknown question.
        """
        messages = self.messages(thread_id)
        if question_id is None:
            return messages, []
        for index, message in enumerate(messages):
            if isinstance(message, HumanMessage) and message.id == question_id:
                return messages[:index], messages[index:]
        raise NotFound("agent.no_question", id=question_id)

    def drop(self, thread_id: str, messages: Sequence[BaseMessage]) -> None:
        """Forget these messages, and what they said of scenarios."""
        self.take_back(thread_id, messages)
        update = {"messages": removals(messages)}
        self._graph.update_state(_config(thread_id), update, as_node="model")

    def take_back(self, thread_id: str, messages: Sequence[BaseMessage]) -> None:
        """Let what was said of scenarios in these messages no longer count."""
        questions = [str(one.id) for one in messages if isinstance(one, HumanMessage)]
        self._scenarios.take_back(thread_id, questions, self._clock())

    def prune(self, thread_id: str) -> None:
        """Drop the steps that led to the present state."""
        if not isinstance(self._checkpointer, Threads):
            return
        try:
            self._checkpointer.keep_latest(thread_id)
        except sqlite3.Error as error:
            # Thrift, not duty: the next turn prunes what this one left.
            log.warning("conversation %s could not be pruned: %s", thread_id, error)

    def forget(self, thread_id: str) -> None:
        """Delete what was said in a conversation for good."""
        self._checkpointer.delete_thread(thread_id)


def removals(messages: Sequence[BaseMessage]) -> list[RemoveMessage]:
    """What tells a graph to forget these messages."""
    return [RemoveMessage(id=str(message.id)) for message in messages]


def _config(thread_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread_id}}
