"""How a tool that takes its time tells the page how far it is."""

from typing import Protocol

from langchain.tools import ToolRuntime

from tools.deps import Deps


class Tell(Protocol):
    """Tells the page how many of how many are done, and in a few words what else there is."""

    def __call__(self, done: int, total: int, note: str = "") -> None:
        """Tell."""


def teller(runtime: ToolRuntime[Deps]) -> Tell:
    """A function that tells the page of the call that is under way."""

    def tell(done: int, total: int, note: str = "") -> None:
        found = {"call_id": runtime.tool_call_id, "done": done, "total": total}
        runtime.stream_writer({**found, "note": note} if note else found)

    return tell
