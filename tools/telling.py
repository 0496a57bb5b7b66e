"""How a tool that takes its time tells the page how far it is."""

from typing import Protocol

from langchain.tools import ToolRuntime

from tools.deps import Deps


class Tell(Protocol):
    """Tells the page how many of how many are done, and in a few words what else there is.

    `text` is what has been made so far, as Markdown.
    """

    def __call__(self, done: int, total: int, note: str = "", text: str = "") -> None:
        """Tell."""


def quiet(done: int, total: int, note: str = "", text: str = "") -> None:
    """Tell nobody."""


def teller(runtime: ToolRuntime[Deps]) -> Tell:
    """A function that tells the page of the call that is under way."""

    def tell(done: int, total: int, note: str = "", text: str = "") -> None:
        found = {"call_id": runtime.tool_call_id, "done": done, "total": total}
        more = {"note": note, "text": text}
        runtime.stream_writer({**found, **{key: one for key, one in more.items() if one}})

    return tell
