"""An answer as its reader saw it: no JSON around it, no thoughts before it, no marks in it."""

import re
from html import unescape

from tools.claims.markup import thought, without_marks
from tools.diagnosis.envelope import unwrapped

_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]*)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*\|[ \t:|-]*-{3}[ \t:|-]*\|[ \t]*\n", re.MULTILINE)
"""The line beneath a table's head."""


def as_read(answer: str) -> str:
    r"""`answer` as people read it; where that leaves nothing, as it is.

    >>> as_read("<think>Nine?</think>## Hours\n**At nine** [1]."), as_read("<p>Caf&eacute;</p>")
    ('At nine.', 'Café')
    >>> as_read('{"answer": "At nine.", "sources": [1]}')
    'At nine.'
    >>> as_read("| Day | Hours |\n|---|---|\n| Monday | 9 to 5 |\n\nBye!")
    'Day · Hours;\nMonday · 9 to 5;\n\nBye!'
    """
    said = unwrapped(answer.strip())
    rows = _ROW.sub(_row, _RULE.sub("", said[thought(said) :]))
    return unescape(without_marks(rows)).strip() or answer


def _row(found: re.Match[str]) -> str:
    """The cells of a row on a line, with a mark between each two and after the last."""
    cells = [cell.strip() for cell in found["cells"].split("|")]
    return f"{' · '.join(cell for cell in cells if cell)};"
