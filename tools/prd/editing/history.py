"""Which version an undo goes back to."""

from collections.abc import Sequence

from knowledge.records.prd import Prd

UNDO = "undo"
"""The note of a version that an undo has made."""
REFRESH = "refresh"
"""The note of a version in which stale sentences were written anew from their sources."""
RESTORED = "version "
"""How the note of a version begins that brings an earlier one back; its number follows."""


def before(versions: Sequence[Prd]) -> Prd | None:
    """The version to go back to, of all versions, the newest first; None at the first one.

    An undo takes back the last change that has not been taken back, so that two of them go two
    changes back and not to and fro.
    """
    stack: list[Prd] = []
    for one in reversed(versions):
        if one.note == UNDO:
            stack.pop()
        else:
            stack.append(one)
    return stack[-2] if len(stack) > 1 else None
