"""By which proxy the environment says that an address is reached."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp


class Proxy(NamedTuple):
    """A proxy of HTTP."""

    url: str
    """Where it is."""
    headers: Mapping[str, str]
    """What it is told: who asks, where it has to know."""


def proxy_for(url: str) -> Proxy | None:
    """The proxy that HTTP_PROXY, HTTPS_PROXY or ALL_PROXY name for `url`; None for none.

    None too for what NO_PROXY lists.
    """
    asked = urlsplit(url)
    known = getproxies()
    named = known.get(asked.scheme) or known.get("all")
    if not named or proxy_bypass(asked.netloc.rpartition("@")[2]):
        return None
    found = urlsplit(named if "://" in named else f"http://{named}")
    who, _, where = found.netloc.rpartition("@")
    name, _, password = who.partition(":")
    asks = aiohttp.encode_basic_auth(unquote(name), unquote(password))
    return Proxy(f"{found.scheme}://{where}", {"Proxy-Authorization": asks} if who else {})
