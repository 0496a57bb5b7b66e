"""What users did with a version in a stretch of time, and against the stretch before it."""

from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from knowledge.reception import Reception
from knowledge.traffic import Scope
from tools.deps import Deps
from tools.periods import Stretch, stretch

BEFORE = "before"
"""The stretch of equal length that ends where the other one begins."""
MOST = 2
"""Stretches that are set side by side."""


class InPeriod(BaseModel):
    """How users took a version in one stretch of time."""

    model_config = ConfigDict(frozen=True)

    first: date
    """Its first day."""
    last: date
    """Its last day."""
    reception: Reception | None
    """The counts; None where the version has no answers in it."""


def stretches(words: Sequence[str], deps: Deps) -> list[Stretch]:
    """The stretches that are meant, two at most; raises BadInput for words that mean none."""
    found: list[Stretch] = []
    for word in list(dict.fromkeys(words))[:MOST]:
        if word.strip().casefold() == BEFORE and found:
            since, until = found[-1]
            found.append((since - (until - since), since))
        else:
            found.append(stretch(word, deps.clock()))
    return found


def in_periods(deps: Deps, version: str | None, meant: Sequence[Stretch]) -> list[InPeriod]:
    """How users took a version in each stretch; none where the target has no version."""
    if version is None:
        return []
    return [
        InPeriod(
            first=since.date(),
            last=(until - timedelta(days=1)).date(),
            reception=reception(deps, Scope(version=version, since=since, until=until)),
        )
        for since, until in meant
    ]


def reception(deps: Deps, scope: Scope) -> Reception | None:
    """The counts of a version within a scope; None where it has no answers there."""
    return next((one for one in deps.events.receptions(scope) if one.answers), None)
