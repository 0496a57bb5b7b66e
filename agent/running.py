"""Which conversations are being answered right now: one turn at a time each."""

from threading import Lock

from agent.turn import Turn
from knowledge.errors import BadInput


class RunningTurns:
    """Conversations that are taken, and the turn that runs in each. Safe for threads."""

    def __init__(self) -> None:
        self._turns: dict[str, Turn | None] = {}
        self._lock = Lock()

    def claim(self, thread_id: str) -> None:
        """Take the conversation, so that its state can be read and changed by one at a time.

        Waits for a turn that was stopped, which may still be keeping what it said. Raises
        BadInput while another turn runs.
        """
        self.wait_for_stopped(thread_id)
        with self._lock:
            if thread_id in self._turns:
                raise BadInput("agent.busy")
            self._turns[thread_id] = None

    def put(self, thread_id: str, turn: Turn) -> None:
        """Name the turn that runs in a claimed conversation."""
        with self._lock:
            self._turns[thread_id] = turn

    def release(self, thread_id: str) -> None:
        """Give the conversation back."""
        with self._lock:
            self._turns.pop(thread_id, None)

    def of(self, thread_id: str) -> Turn | None:
        """The turn that runs in the conversation and was not stopped, or None."""
        turn = self._any(thread_id)
        return None if turn is None or turn.stopped else turn

    def any(self) -> bool:
        """Whether any conversation is being answered."""
        with self._lock:
            return bool(self._turns)

    def wait_for_stopped(self, thread_id: str) -> None:
        """Return once what a stopped turn has said is kept; at once when none was stopped."""
        turn = self._any(thread_id)
        if turn and turn.stopped:
            turn.join()

    def _any(self, thread_id: str) -> Turn | None:
        with self._lock:
            return self._turns.get(thread_id)
