"""Which addresses may be called: public ones, unless the team's settings allow private ones.

A target's address comes from a file, and what it resolves to from whoever runs the name server:
without this a description of a target could reach services that only this machine can.
"""

import errno
import ipaddress
import socket
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from knowledge.errors import BadInput


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from everywhere."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


class PublicOnly(AbstractResolver):
    """Resolves names, and drops every address that is not public."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a host; raises OSError when it has none."""
        found = await self._inner.resolve(host, port, family)
        public = [one for one in found if is_public(one["host"])]
        if found and not public:
            raise OSError(errno.EACCES, f"{host} is a private address")
        return public

    async def close(self) -> None:
        """Let go of the inner resolver."""
        await self._inner.close()


def refuse_private(host: str | None) -> None:
    """Raise BadInput for an address in numbers that is not public; names are resolved later."""
    try:
        public = is_public((host or "").strip("[]"))
    except ValueError:
        public = host not in (None, "", "localhost")
    if not public:
        raise BadInput("runs.target.private", host=host or "?")


def resolver(*, allow_private: bool) -> dict[str, Any]:
    """What a connector has to be given."""
    return {} if allow_private else {"resolver": PublicOnly()}
