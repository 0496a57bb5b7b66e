"""The board: the scenarios of a workspace and what was said of them.

Kept as a record of changes to which is only added; the board is what comes of those that have
not been taken back. So a turn of a conversation can be undone, whatever was said after it.
"""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine, bindparam, text


@dataclass(frozen=True)
class Change:
    """What was said of one scenario at one time."""

    name: str
    """The scenario."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Numbers that were given, verbatim; the others stay as they were."""
    after: tuple[str, ...] | None = None
    """The scenarios that it depends on; None: nothing was said of that."""
    removed: bool = False
    """Whether it was taken off the board."""


@dataclass(frozen=True)
class OnBoard:
    """A scenario as the board knows it."""

    numbers: dict[str, str] = field(default_factory=dict)
    """Numbers that were given, verbatim."""
    after: tuple[str, ...] = ()
    """The scenarios that it depends on."""


@dataclass(frozen=True)
class SaidIn:
    """Where something was said."""

    thread: str
    """The conversation."""
    question: str
    """The id of the question that the turn began with."""


class ScenarioBoard:
    """Scenarios by name, each with what was said of it, verbatim."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, changes: Sequence[Change], now: dt.datetime, said_in: SaidIn | None) -> None:
        """Note changes, in their order; without `said_in` they cannot be taken back."""
        rows = [
            {
                "thread": said_in.thread if said_in else None,
                "question": said_in.question if said_in else None,
                "name": one.name,
                "numbers": json.dumps(one.numbers, ensure_ascii=False),
                "after": None if one.after is None else json.dumps(one.after, ensure_ascii=False),
                "removed": one.removed,
                "made": now.isoformat(),
            }
            for one in changes
        ]
        if not rows:
            return
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO scenario_changes"
                    " (thread_id, question_id, name, numbers, after, removed, made)"
                    " VALUES (:thread, :question, :name, :numbers, :after, :removed, :made)"
                ),
                rows,
            )

    def take_back(self, thread: str, questions: Collection[str], now: dt.datetime) -> None:
        """Let what was said in these turns of a conversation no longer count."""
        if not questions:
            return
        statement = text(
            "UPDATE scenario_changes SET taken_back = :now WHERE thread_id = :thread"
            " AND question_id IN :questions AND taken_back IS NULL"
        ).bindparams(bindparam("questions", expanding=True))
        told = {"now": now.isoformat(), "thread": thread, "questions": list(questions)}
        with self._engine.begin() as connection:
            connection.execute(statement, told)

    def all(self) -> dict[str, OnBoard]:
        """What is on the board, in the order in which it was last spoken of."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT name, numbers, after, removed FROM scenario_changes"
                    " WHERE taken_back IS NULL ORDER BY number"
                )
            ).all()
        board: dict[str, OnBoard] = {}
        for name, numbers, after, removed in rows:
            before = board.pop(name, OnBoard())
            if not removed:
                board[name] = OnBoard(
                    numbers=before.numbers | json.loads(numbers),
                    after=before.after if after is None else tuple(json.loads(after)),
                )
        return board
