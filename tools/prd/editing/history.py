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
    return next(iter(_standing(versions)[1:]), None)


def last_change(versions: Sequence[Prd]) -> Prd | None:
    """The version whose change an undo would take back; None where there is nothing to undo."""
    standing = _standing(versions)
    return standing[0] if len(standing) > 1 else None


def _standing(versions: Sequence[Prd]) -> list[Prd]:
    """The versions whose changes have not been taken back, the newest first."""
    stack: list[Prd] = []
    for one in reversed(versions):
        if one.note == UNDO:
            stack.pop()
        else:
            stack.append(one)
    return stack[::-1]
