"""How much room the words of a flow take; the same for every way of drawing."""

import re
import unicodedata

SIZE = 14.0
"""Pixels of the letters."""
HEIGHT = 20.0
"""Pixels from line to line."""
_WIDEST = 12.0
"""Widths of a Chinese character that a line may hold."""
_LATIN = 0.6
"""Of a Latin letter in the same measure; on the safe side for common sans-serif fonts."""
_PIECE = re.compile(r"[\u0021-\u024f]+|\s+|.")


def width_of(line: str) -> float:
    """Pixels, by the width of the characters' kind (Unicode Standard Annex 11)."""
    return SIZE * _ems(line)


def lines_of(text: str) -> tuple[str, ...]:
    """Words in lines that are not too long; broken between words, or Chinese characters."""
    lines = [""]
    for at, line in enumerate(text.split("\n")):
        if at:
            lines.append("")
        for piece in _pieces(line):
            if lines[-1] and _ems(lines[-1] + piece.rstrip()) > _WIDEST:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    return tuple(line.rstrip() for line in lines)


def _pieces(line: str) -> list[str]:
    """What a line may be broken between; an over-long word in parts."""
    most = int(_WIDEST / _LATIN)
    return [
        piece[at : at + most] for piece in _PIECE.findall(line) for at in range(0, len(piece), most)
    ]


def _ems(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(mark) in "WFA" else _LATIN for mark in line)
