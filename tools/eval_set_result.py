"""What came of building or changing a set, on its way to the reader."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.records import DatasetVersion, Example
from knowledge.texts import say, series
from tools.evals.building.alike import Alike
from tools.evals.building.columns import Mapped
from tools.evals.building.coverage import Coverage
from tools.evals.building.from_files import BadRow
from tools.evals.building.plan import Where
from tools.evals.building.sampling import Missed
from tools.evals.building.slicing import value_name

Source = Literal["traces", "docs", "cases", "file", "words"]
"""From what a set is built; `cases` are bad cases, `words` what was said in the conversation."""


class Missing(BaseModel):
    """A wish of the plan that could not be met."""

    model_config = ConfigDict(frozen=True)

    where: dict[str, list[str]]
    """The kind that was wanted."""
    low: int
    """At least so many were wanted."""
    high: int | None
    """At most so many were wanted; None for any number."""
    got: int
    """How many came."""
    there: int
    """How many there were to draw from."""


class SetLine(BaseModel):
    """A set in the list of all."""

    model_config = ConfigDict(frozen=True)

    name: str
    """What people call it."""
    version: int
    """Its newest version."""
    count: int
    """Examples in that."""
    runs: int
    """Evaluation runs over it, over any version."""
    labelled: int
    """Labels that people gave to its examples."""
    changed: datetime
    """When its newest version was made."""


@dataclass(frozen=True)
class Made:
    """A set as it stands now, and how it came to be so."""

    done: str
    """`built`, `imported`, or the kind of change."""
    version: DatasetVersion
    """The version that stands now."""
    examples: list[Example]
    """What is in it."""
    coverage: Coverage
    """What it covers."""
    is_new: bool = True
    """Whether this made the version."""
    source: Source | None = None
    """From what it was built; None for a change."""
    added: int = 0
    """Examples that came in."""
    removed: int = 0
    """Examples that went out."""
    missed: list[Missing] = field(default_factory=list)
    """What of the plan could not be met."""
    lacking: int = 0
    """Examples fewer than planned."""
    balanced: str | None = None
    """The dimension that it was balanced by where the plan left that open."""
    unread: list[str] = field(default_factory=list)
    """Pieces of the plan that name nothing known."""
    alike: list[Alike] = field(default_factory=list)
    """What was dropped as a repetition."""
    masked: dict[str, int] = field(default_factory=dict)
    """How much personal data of which kind was masked."""
    mapping: list[Mapped] = field(default_factory=list)
    """For a file: what each column was taken for."""
    rows: int = 0
    """For a file: rows that make an example."""
    bad_rows: list[BadRow] = field(default_factory=list)
    """For a file: rows that make no example."""
    remarks: list[str] = field(default_factory=list)
    """What else is to be known, in the reader's language."""
    sets: list[SetLine] = field(default_factory=list)
    """For a list of the sets: all of them."""
    placeholders: dict[str, list[str]] = field(default_factory=dict)
    """For what is masked: some placeholders of each kind."""
    labelled: dict[str, int] = field(default_factory=dict)
    """For annotation: examples that each annotator has labelled."""


def missing_of(missed: Sequence[Missed]) -> list[Missing]:
    """The record of what a draw missed."""
    return [
        Missing(
            where={key: sorted(values) for key, values in one.quota.where.items()},
            low=one.quota.low,
            high=one.quota.high,
            got=one.got,
            there=one.there,
        )
        for one in missed
    ]


def where_said(where: "Where | dict[str, list[str]]", lang: Lang) -> str:
    """A kind as people say it: 搞笑 · 难; comedy or knowledge · hard."""
    return " · ".join(
        series([value_name(key, value, lang) for value in sorted(values)], lang)
        for key, values in where.items()
    )


def percent(share: float | None) -> str:
    """A share as people read it; – for one that is not known."""
    return "–" if share is None else f"{share:.0%}" if share >= 0.1 or not share else f"{share:.1%}"


def suggestions(done: Made, lang: Lang, *, can_undo: bool) -> list[str]:
    """Running it, filling its gaps, more of the hard ones: what has not just been done.

    `can_undo` tells whether there is anything that an undo leads to.
    """
    if done.done == "remove":
        return [say("sets.suggest.undo", lang)]
    steps = [say("sets.suggest.run", lang)]
    if done.coverage.gaps and done.done != "fill":
        steps.append(say("sets.suggest.fill", lang))
    elif done.done == "built" and done.coverage.traffic_of:
        steps.append(say("sets.suggest.hard", lang))
    if done.is_new and can_undo and done.done != "built":
        steps.append(say("sets.suggest.undo", lang))
    elif done.mapping and not {"reference", "answer"} & {one.field for one in done.mapping}:
        steps.append(say("sets.suggest.columns", lang))
    return steps[:3]
