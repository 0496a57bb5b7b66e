"""Sections locked, moved and commented on by hand. None stands for nothing to change."""

from datetime import datetime
from hashlib import blake2b

from knowledge.errors import BadInput
from knowledge.records.prd import Comment, Prd, Section

MOST_COMMENT = 2_000
"""Characters of a comment, at most."""


def with_section(prd: Prd, changed: Section) -> Prd:
    """The document with a section in the place of the one of the same key."""
    sections = tuple(changed if one.key == changed.key else one for one in prd.sections)
    return prd.model_copy(update={"sections": sections})


def with_lock(prd: Prd, section: Section, *, locked: bool) -> Prd | None:
    """A section locked or open."""
    if section.locked is locked:
        return None
    return with_section(prd, section.model_copy(update={"locked": locked}))


def stepped(prd: Prd, section: Section, step: int) -> Prd | None:
    """A section one place further up (-1) or down (1)."""
    order = list(prd.sections)
    at = next(at for at, one in enumerate(order) if one.key == section.key)
    if not 0 <= at + step < len(order):
        return None
    order[at], order[at + step] = order[at + step], order[at]
    return prd.model_copy(update={"sections": tuple(order)})


def commented(prd: Prd, section: Section, by: str, text: str, at: datetime) -> Prd:
    """A comment added; raises BadInput for an empty one, and for one of over 2,000 characters."""
    said = text.strip()
    if not said:
        raise BadInput("prd.hand.empty_comment")
    if len(said) > MOST_COMMENT:
        raise BadInput("prd.hand.long_comment", length=f"{len(said):,}", most=f"{MOST_COMMENT:,}")
    taken = {one.id for one in prd.comments}
    seed, number, id_ = f"{section.key}|{by}|{said}|{at.isoformat()}", 0, ""
    while not id_ or id_ in taken:
        id_ = f"c-{blake2b(f'{seed}|{number}'.encode(), digest_size=4).hexdigest()}"
        number += 1
    made = Comment(id=id_, section=section.key, by=by, text=said, at=at)
    return prd.model_copy(update={"comments": (*prd.comments, made)})


def with_resolved(prd: Prd, comment: str, *, resolved: bool) -> Prd | None:
    """A comment marked as settled, or as open again."""
    comments = tuple(
        one.model_copy(update={"resolved": resolved}) if one.id == comment else one
        for one in prd.comments
    )
    return prd.model_copy(update={"comments": comments}) if comments != prd.comments else None


def without_comment(prd: Prd, comment: str) -> Prd | None:
    """A comment taken away."""
    comments = tuple(one for one in prd.comments if one.id != comment)
    return prd.model_copy(update={"comments": comments}) if comments != prd.comments else None
