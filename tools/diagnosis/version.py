"""Which engine made a diagnosis: any change of the code, the rules or the texts makes another."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent
_PACKAGES = ("knowledge", "tools")
"""All that a diagnosis may rest on; a little too much is harmless, too little would mislead."""


@cache
def engine_version() -> str:
    """A digest of the sources of the engine and of all below it."""
    digest = blake2b(digest_size=12)
    for package in _PACKAGES:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.relative_to(_ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
