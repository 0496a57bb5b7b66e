"""What has changed between two versions of a PRD, section by section and sentence by sentence."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.checking.words_diff import Words, words

_ALIKE = 0.5
"""The likeness from which a sentence that is gone and a new one are one sentence, changed."""
_TRIED = 200
"""Pairs of sentences without a common id that are compared in a section, at most."""

T = TypeVar("T", bound=Hashable)


class Change(BaseModel):
    """What became of a sentence, or of a block's flow or heads."""

    model_config = ConfigDict(frozen=True)

    op: Literal["added", "removed", "changed", "moved"]
    """Changed where its words, kind or sources are others; moved where only its place is."""
    old: Sentence | None = None
    """The sentence as it was; None where it is new, and for a flow."""
    new: Sentence | None = None
    """The sentence as it is; None where it is gone, and for a flow."""
    words: tuple[Words, ...] = ()
    """For a changed one, all its words in reading order; joined without the added ones they are
    the old text, without the removed ones the new one."""
    moved: bool = False
    """Whether it stands elsewhere now, too."""
    came_from: str | None = None
    """The key of the section that it stood in, where that was another."""


class SectionDiff(BaseModel):
    """What became of a section; sections that are as they were have none."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Its key."""
    title: str
    """Its title now, or as it was where it is gone."""
    op: Literal["added", "removed", "changed", "moved"]
    """Moved where nothing but its place is another."""
    old_title: str | None = None
    """Its title before, where it had another."""
    moved: bool = False
    """Whether it stands elsewhere now."""
    changes: tuple[Change, ...] = ()
    """Its changes, in the order of the new version; what is gone stands at the end."""


class Diff(BaseModel):
    """All that changed between two versions."""

    model_config = ConfigDict(frozen=True)

    old_version: int
    """The number of the old one."""
    new_version: int
    """The number of the new one."""
    title: tuple[Words, ...] = ()
    """The words of the title, where it is another."""
    sections: tuple[SectionDiff, ...] = ()
    """The sections that changed, in the new version's order; those that are gone at the end."""


def diff(old: Prd, new: Prd) -> Diff:
    """What changed from `old` to `new`; nothing for equal documents, whatever their versions.

    Sentences are known by their ids, across sections too. One that has none in common with the
    other version is matched by its words.
    """
    was = {one.key: one for one in old.sections}
    home = {s.id: section.key for section in old.sections for s in _sentences(section)}
    stays = {s.id for section in new.sections for s in _sentences(section)}
    before = {s.id: s for section in old.sections for s in _sentences(section)}
    moved = _moved([s.key for s in old.sections], [s.key for s in new.sections])
    found: list[SectionDiff] = []
    for section in new.sections:
        past = was.get(section.key)
        changes = _changes(past, section, home, before, stays)
        renamed = past is not None and past.title != section.title
        is_moved = section.key in moved
        if past is None:
            op: Literal["added", "removed", "changed", "moved"] = "added"
        elif changes or renamed:
            op = "changed"
        elif is_moved:
            op = "moved"
        else:
            continue
        found.append(
            SectionDiff(
                key=section.key,
                title=section.title,
                op=op,
                old_title=past.title if past is not None and renamed else None,
                moved=is_moved,
                changes=tuple(changes),
            )
        )
    keys = {section.key for section in new.sections}
    for section in old.sections:
        if section.key not in keys:
            gone = tuple(
                Change(op="removed", old=one) for one in _sentences(section) if one.id not in stays
            )
            found.append(
                SectionDiff(key=section.key, title=section.title, op="removed", changes=gone)
            )
    title = words(old.title, new.title) if old.title != new.title else ()
    return Diff(
        old_version=old.version, new_version=new.version, title=title, sections=tuple(found)
    )


def _changes(
    past: Section | None,
    section: Section,
    home: dict[str, str],
    before: dict[str, Sentence],
    stays: set[str],
) -> list[Change]:
    old = _sentences(past) if past else []
    new = _sentences(section)
    gone = [one for one in old if one.id not in stays]
    fresh = [one for one in new if one.id not in before]
    twins = _twins(gone, fresh)
    matched = {twin.id for twin in twins.values()}
    here = [one.id for one in old if home[one.id] == section.key]
    moved = _moved(here, [one.id for one in new])
    found = []
    for one in new:
        was = before.get(one.id) or twins.get(one.id)
        if was is None:
            found.append(Change(op="added", new=one))
            continue
        came_from = home[was.id] if home[was.id] != section.key else None
        is_moved = one.id in moved or came_from is not None
        if was.model_copy(update={"id": one.id}) != one:
            marked = words(was.text, one.text)
            change = Change(op="changed", old=was, new=one, words=marked, moved=is_moved)
            found.append(change.model_copy(update={"came_from": came_from}))
        elif is_moved:
            found.append(Change(op="moved", old=was, new=one, moved=True, came_from=came_from))
    found += _flows(past.blocks if past else (), section.blocks)
    found += [Change(op="removed", old=one) for one in gone if one.id not in matched]
    return found


def _flows(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """The changes of what is no sentence: a flow's source, a table's heads."""
    was = [_bare(one) for one in old]
    now = [_bare(one) for one in new]
    if was == now:
        return []
    left, right = ("\n".join(filter(None, one)) for one in (was, now))
    return [Change(op="changed", words=words(left, right))] if left != right else []


def _bare(block: Block) -> str:
    return "\n".join(filter(None, [" | ".join(block.heads), block.text]))


def _twins(gone: Sequence[Sentence], fresh: Sequence[Sentence]) -> dict[str, Sentence]:
    """New sentences that are old ones in other words and with other ids."""
    found: dict[str, Sentence] = {}
    left = list(gone)
    tried = 0
    for one in fresh:
        best, likeness = None, _ALIKE
        for old in left:
            tried += 1
            if tried > _TRIED:
                return found
            matcher = SequenceMatcher(None, old.text[:400], one.text[:400], autojunk=False)
            if matcher.quick_ratio() >= likeness and (ratio := matcher.ratio()) >= likeness:
                best, likeness = old, ratio
        if best is not None:
            found[one.id] = best
            left.remove(best)
    return found


def _moved(old: Sequence[T], new: Sequence[T]) -> set[T]:
    """Of what is in both rows, the fewest that were moved: all but a longest rising row."""
    rank = {one: at for at, one in enumerate(old)}
    common = [one for one in new if one in rank]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, one in enumerate(common):
        size = bisect_left(tails, rank[one])
        before.append(ends[size - 1] if size else -1)
        tails[size : size + 1] = [rank[one]]
        ends[size : size + 1] = [at]
    stay: set[T] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stay.add(common[at])
        at = before[at]
    return {one for one in common if one not in stay}


def _sentences(section: Section) -> list[Sentence]:
    return [one for block in section.blocks for one in block.sentences]
