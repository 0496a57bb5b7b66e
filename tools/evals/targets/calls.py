"""A call over HTTP as a value: what is sent, what comes back, and who makes it."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol, runtime_checkable


class Request(NamedTuple):
    """What is sent. It holds secrets, and is written nowhere."""

    key: str
    """The same for every attempt at one example of one run."""
    method: str
    """GET, POST or PUT."""
    url: str
    """Where to."""
    headers: Mapping[str, str]
    """All that are to be sent; the key is among them where the service is to know it."""
    body: str | None
    """What to send."""
    timeout: float
    """Seconds to wait for the whole reply."""
    public_only: bool = True
    """Whether a name that resolves to a private address is refused."""
    by_environ: bool = False
    """Whether the environment says by which proxy, and by which certificates it is trusted."""


class Reply(NamedTuple):
    """What came back, whatever its status."""

    status: int
    """The status of HTTP."""
    headers: Mapping[str, str]
    """Those that anybody reads, by their names in lower case."""
    body: bytes
    """The whole of it."""
    ms: float
    """Milliseconds from the request to the last byte."""


class Calls(Protocol):
    """Makes calls, many at once."""

    async def make(self, request: Request) -> Reply:
        """The reply; raises CallFailed where none came, or one that is too long."""

    async def close(self) -> None:
        """Break off what is under way, and let go of connections."""


@runtime_checkable
class OverHttp(Protocol):
    """A target whose answers come over HTTP."""

    def call_by(self, calls: Calls) -> None:
        """Have its calls made so from now on; closing the target closes them."""
