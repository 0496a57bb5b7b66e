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


def undone(versions: Sequence[Prd]) -> Prd | None:
    """The version whose change was taken back last and may be made again; None where there is none.

    A new change after an undo leaves nothing to make again; one that was made again does not.
    """
    standing: list[Prd] = []
    taken: list[Prd] = []
    for one in reversed(versions):
        if one.note == UNDO:
            taken.append(standing.pop())
            continue
        if taken and (one.note, one.sections, one.title) == (
            taken[-1].note,
            taken[-1].sections,
            taken[-1].title,
        ):
            taken.pop()
        else:
            taken.clear()
        standing.append(one)
    return taken[-1] if taken else None
