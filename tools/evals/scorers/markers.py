"""What an answer says of itself in its head: for whom, in which style, for which platform."""

import re
from functools import cache

from tools.diagnosis.rules import Slot, default_rules

_HEAD = 6
"""Lines within which such marks stand."""
_LABEL = re.compile(r"^[\w\s]{1,12}[:：]\s*")
_APART = re.compile(r"[·|｜/／,，、;；]")
_AROUND = re.compile(
    r"^(?:for|适合|面向|针对|给)\s*|\s*(?:风格|向|类|型|观众|人群|style)$", re.IGNORECASE
)


def stated(answer: str, slot: Slot) -> list[str]:
    """The values of `slot` that the head states: `受众：孩子`, `30 s · comedy · for adults`.

    A value within a sentence states nothing: a script for adults may speak of children.
    """
    found = []
    for line in answer.splitlines()[:_HEAD]:
        labelled = _LABEL.sub("", line.strip(" *#>-《》"))
        parts = _APART.split(labelled)
        if len(parts) == 1 and labelled == line.strip(" *#>-《》"):
            continue
        for part in parts:
            bare = _AROUND.sub("", part.strip()).strip().casefold()
            if (value := slot.value_of.get(bare)) is not None:
                found.append(value)
    return list(dict.fromkeys(found))


@cache
def slot_called(name: str) -> Slot | None:
    """The slot that a constraint of this name is about; None where no rule knows it."""
    slots = default_rules().slots.items()
    return next((slot for key, slot in slots if name == key or name in slot.keys), None)
