"""How a tool that takes its time tells the page how far it is."""

from collections.abc import Callable

from langchain.tools import ToolRuntime

from tools.deps import Deps


def teller(runtime: ToolRuntime[Deps]) -> Callable[[int, int], None]:
    """A function that is told how many of how many are done, and tells the page."""

    def tell(done: int, total: int) -> None:
        runtime.stream_writer({"call_id": runtime.tool_call_id, "done": done, "total": total})

    return tell
