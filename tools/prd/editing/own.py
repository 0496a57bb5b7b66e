"""What of a PRD is people's own, and not as drafting wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records.prd import Block, Prd, Section
from tools.prd.drafting.draft import DRAFT
from tools.prd.editing.history import REFRESH

BY_ITSELF = frozenset({DRAFT, REFRESH})
"""The notes of versions that no person has made: drafts, and stale sentences written anew."""
_Said = tuple[str, tuple[Block, ...]]


@dataclass(frozen=True)
class Own:
    """What is people's own in the newest version."""

    changed: tuple[str, ...] = ()
    """The keys of sections whose words they have changed, or that they have added, in order."""
    gone: tuple[str, ...] = ()
    """The keys of sections that they have deleted."""


def own_in(versions: Sequence[Prd]) -> Own:
    """What the newest of all versions, the newest first, owes to people and not to drafting.

    A change that was taken back is none, and what a draft wrote anew is nobody's own any more.
    """
    written: dict[str, _Said] = {}
    before: dict[str, _Said] = {}
    for version in reversed(versions):
        now = {one.key: _said(one) for one in version.sections}
        if version.note in BY_ITSELF:
            for key, said in now.items():
                is_drafted = version.note == DRAFT and said != before.get(key)
                # Where people have written, a machine that mends a sentence makes it not its own.
                if is_drafted or before.get(key) == written.get(key):
                    written[key] = said
        before = now
    return Own(
        changed=tuple(key for key, said in before.items() if written.get(key) != said),
        gone=tuple(key for key in written if key not in before),
    )


def _said(section: Section) -> _Said:
    """What of a section counts as changed: a lock does not."""
    return section.title, section.blocks
