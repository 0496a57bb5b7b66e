"""The list of conversations, and what readers say of our answers in them."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Engine, text

from knowledge.beginning import beginning

Rating = Literal["up", "down"]

TITLE_LENGTH = 60


class Conversation(BaseModel):
    """One conversation in the list."""

    model_config = ConfigDict(frozen=True)

    thread_id: str
    """The id under which the checkpointer keeps what was said."""
    title: str
    """The first question, shortened, or what the reader renamed it to."""
    updated: datetime
    """When something was last said."""


def local_now() -> datetime:
    """The time now, with the machine's offset."""
    return datetime.now().astimezone()


class Conversations:
    """Titles, order, deletion with a way back, and ratings of answers."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = local_now) -> None:
        self._engine = engine
        self._clock = clock

    def touch(self, thread_id: str, title: str) -> None:
        """Put the conversation on top of the list, a deleted one too; a new one gets that title."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO conversations VALUES (:thread, :title, :now, :now, NULL)"
                    " ON CONFLICT (thread_id) DO UPDATE SET updated = :now, deleted = NULL"
                ),
                {
                    "thread": thread_id,
                    "title": beginning(title, TITLE_LENGTH),
                    "now": self._now(),
                },
            )

    def rename(self, thread_id: str, title: str) -> None:
        """Give the conversation another title; an empty one changes nothing."""
        if title.strip():
            self._update(thread_id, "title = :value", beginning(title, TITLE_LENGTH))

    def delete(self, thread_id: str) -> None:
        """Take it off the list; `restore` brings it back."""
        self._update(thread_id, "deleted = :value", self._now())

    def restore(self, thread_id: str) -> None:
        """Undo `delete`."""
        self._update(thread_id, "deleted = :value", None)

    def all(self) -> list[Conversation]:
        """The conversations that are not deleted, newest first."""
        query = (
            "SELECT thread_id, title, updated FROM conversations"
            " WHERE deleted IS NULL ORDER BY updated DESC"
        )
        with self._engine.connect() as connection:
            rows = connection.execute(text(query)).mappings().all()
        return [Conversation.model_validate(dict(row)) for row in rows]

    def rate(
        self, thread_id: str, answer_id: str, rating: Rating | None, reason: str | None = None
    ) -> None:
        """Keep what the reader says of an answer; None takes an earlier rating back."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO ratings (thread_id, answer_id, rating, reason, time)"
                    " VALUES (:thread, :answer, :rating, :reason, :now)"
                ),
                {
                    "thread": thread_id,
                    "answer": answer_id,
                    "rating": rating,
                    "reason": reason,
                    "now": self._now(),
                },
            )

    def ratings(self, thread_id: str) -> dict[str, Rating | None]:
        """The last rating of each rated answer of the conversation, by answer id."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                text("SELECT answer_id, rating FROM ratings WHERE thread_id = :t ORDER BY number"),
                {"t": thread_id},
            )
            return {row.answer_id: row.rating for row in rows}

    def _update(self, thread_id: str, assignment: str, value: str | None) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                text(f"UPDATE conversations SET {assignment} WHERE thread_id = :thread"),  # noqa: S608 (ours)
                {"thread": thread_id, "value": value},
            )

    def _now(self) -> str:
        return self._clock().isoformat()
