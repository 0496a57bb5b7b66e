"""Fonts of this machine that have Chinese and Latin letters."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Font:
    """A font within a file."""

    path: Path
    """The file."""
    index: int
    """Which of the file's fonts."""


_KNOWN: dict[str, int] = {
    "NotoSansSC-Regular.ttf": 0,
    "msyh.ttc": 0,
    "STHeiti Light.ttc": 1,
    "Arial Unicode.ttf": 0,
    "wqy-microhei.ttc": 0,
    "wqy-zenhei.ttc": 0,
    "simhei.ttf": 0,
    "DroidSansFallbackFull.ttf": 0,
    "NotoSansCJK-Regular.ttc": 2,
    "NotoSansCJKsc-Regular.otf": 0,
    "NotoSansSC-Regular.otf": 0,
    "SourceHanSansSC-Regular.otf": 0,
    "SourceHanSansCN-Regular.otf": 0,
    "PingFang.ttc": 2,
}
"""File names under which systems and distributions keep them, the plainest to use first."""


@cache
def chinese_fonts() -> tuple[Font, ...]:
    """Those that are found, the first the best; none where there are none."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for root, _, names in os.walk(folder):
            for name in names:
                if name in _KNOWN:
                    found.setdefault(name, Path(root) / name)
    return tuple(Font(found[name], index) for name, index in _KNOWN.items() if name in found)


def _folders() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return
    home = Path.home()
    yield from (home / ".fonts", home / ".local/share/fonts", home / "Library/Fonts")
    yield from map(Path, ("/usr/share/fonts", "/usr/local/share/fonts"))
    yield from map(Path, ("/Library/Fonts", "/System/Library/Fonts"))
