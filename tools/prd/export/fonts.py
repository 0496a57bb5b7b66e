"""Fonts of this machine that have Chinese and Latin letters."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Outlines = Literal["truetype", "cff"]


@dataclass(frozen=True)
class Font:
    """A font within a file."""

    path: Path
    """The file."""
    index: int
    """Which of the file's fonts."""
    outlines: Outlines
    """How its letters are drawn: `truetype` can be embedded by every library, `cff` cannot."""


_KNOWN: dict[str, tuple[int, Outlines]] = {
    "NotoSansSC-Regular.ttf": (0, "truetype"),
    "msyh.ttc": (0, "truetype"),
    "STHeiti Light.ttc": (1, "truetype"),
    "Arial Unicode.ttf": (0, "truetype"),
    "wqy-microhei.ttc": (0, "truetype"),
    "wqy-zenhei.ttc": (0, "truetype"),
    "simhei.ttf": (0, "truetype"),
    "DroidSansFallbackFull.ttf": (0, "truetype"),
    "NotoSansCJK-Regular.ttc": (2, "cff"),
    "NotoSansCJKsc-Regular.otf": (0, "cff"),
    "NotoSansSC-Regular.otf": (0, "cff"),
    "SourceHanSansSC-Regular.otf": (0, "cff"),
    "SourceHanSansCN-Regular.otf": (0, "cff"),
    "PingFang.ttc": (2, "cff"),
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
    return tuple(Font(found[name], *known) for name, known in _KNOWN.items() if name in found)


def _folders() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return
    home = Path.home()
    yield from (home / ".fonts", home / ".local/share/fonts", home / "Library/Fonts")
    yield from map(Path, ("/usr/share/fonts", "/usr/local/share/fonts"))
    yield from map(Path, ("/Library/Fonts", "/System/Library/Fonts"))
