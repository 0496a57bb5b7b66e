"""What users change when they edit: figures, length or wording, and how much."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from pydantic import BaseModel, ConfigDict

from tools.evals.finetune.accepted import Accepted

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LONGER = 0.1
"""Share of the length by which a text gets longer or shorter to count as a change of length."""


class Edits(BaseModel):
    """What the edits have in common."""

    model_config = ConfigDict(frozen=True)

    count: int
    """Answers that were edited."""
    distance: float | None = None
    """Median share of letters changed (insertions and deletions, 0 to 1); None without edits."""
    figures: int = 0
    """Edits that change a figure: a sign of wrong facts, as far as figures tell."""
    length: int = 0
    """Edits that make the text a tenth longer or shorter, or more, and change no figure."""
    wording: int = 0
    """Edits that only change words: style."""


def edits_of(accepted: Sequence[Accepted]) -> Edits:
    """What was changed; each edit counts once, figures before length before wording."""
    edited = [one for one in accepted if one.changed is not None]
    if not edited:
        return Edits(count=0)
    kinds = Counter(_kind(one.trace.answer, one.target) for one in edited)
    distance = median(one.changed for one in edited if one.changed is not None)
    return Edits(count=len(edited), distance=distance, **kinds)


def _kind(before: str, after: str) -> str:
    if Counter(_FIGURE.findall(before)) != Counter(_FIGURE.findall(after)):
        return "figures"
    if abs(len(after) - len(before)) > _LONGER * max(len(before), 1):
        return "length"
    return "wording"
