"""What an edit in words has at hand, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.errors import BadInput
from knowledge.records.prd import Prd, Section, Source
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated


@dataclass(frozen=True)
class Means:
    """What an edit may use besides the document."""

    evidence: Callable[[], Evidence]
    """Gathers the evidence anew, which takes a moment."""
    redrafted: Callable[[str], Section | None]
    """The section drafted anew; None for one that the template does not have."""
    about: Callable[[str], Stated | None]
    """A sentence of the documents that holds these words."""
    said: Source
    """The user's words as a source."""
    by: str
    """What the user is called as the one who decides."""
    now: datetime
    """The time."""


@dataclass(frozen=True)
class Edited:
    """What came of an edit."""

    prd: Prd
    """The next version."""
    touched: tuple[str, ...]
    """The sections that are not as they were."""


def check_open(section: Section) -> None:
    """Raise BadInput for a locked section."""
    if section.locked:
        raise BadInput("prd.edit.locked", section=section.title)


def titles(prd: Prd) -> str:
    """The titles of all sections, for an error to list."""
    return " / ".join(one.title for one in prd.sections)
