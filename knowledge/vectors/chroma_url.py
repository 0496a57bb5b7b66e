"""The address of a Chroma server."""

from urllib.parse import urlsplit

from knowledge.errors import BadInput


def server_address(url: str) -> tuple[str, int, bool]:
    """Host, port, and whether it is https; raises BadInput for what is no address of a server."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadInput("settings.chroma_url", value=url) from None
    plain = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain or parts.username:
        raise BadInput("settings.chroma_url", value=url)
    ssl = parts.scheme == "https"
    return parts.hostname, port or (443 if ssl else 8000), ssl
