"""Can it be told whether a goal was reached, and will anything be there to tell it by?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.claims.amounts import amounts
from tools.claims.measure import Text, content
from tools.prd.checking.finding import Finding
from tools.prd.checking.wording import (
    column,
    left_out,
    lists,
    pattern,
    said,
    sections,
    shortened,
    units,
)

_MEASURED = 0.5
"""The share of a metric's words that a plan needs to measure it."""
_REMARKS = frozenset({"plain", "assumption", "question"})
"""What a paragraph of goals may hold that is no goal: how they were set, how they are read."""


@dataclass(frozen=True)
class _Goal:
    """One goal, and what it says."""

    section: Section
    """Its section."""
    block: Block
    """Its block."""
    unit: tuple[Sentence, ...]
    """Its sentences."""

    @property
    def text(self) -> str:
        """Its words."""
        return said(self.unit)

    @property
    def metrics(self) -> list[str]:
        """What it measures: the cell of its column, else the metrics that it names."""
        at = column(self.block, "metric")
        if at is not None and at < len(self.unit) and self.unit[at].text.strip():
            return [self.unit[at].text]
        return [mark[0].strip() for mark in pattern("metric").finditer(self.text)]

    @property
    def values(self) -> int:
        """How many values it names that are no dates."""
        return sum(one.dimension not in {"year", "month", "day"} for one in amounts(self.text))

    @property
    def has_target(self) -> bool:
        """Whether it says how much is to be reached."""
        named = pattern("target").search(self.text) is not None or self.has("target")
        return bool(self.values) and named

    @property
    def is_quoted(self) -> bool:
        """Whether it is a document's, word for word: what it lacks is not for this one to mend.

        What is remarked beside it in a paragraph does not make it another goal.
        """
        is_prose = self.block.form == "paragraph"
        own = [one for one in self.unit if not (is_prose and one.kind in _REMARKS)]
        return all(one.kind == "cited" for one in own)

    def has(self, name: str) -> bool:
        """Whether the table's column of that name says something in its row."""
        at = column(self.block, name)
        if at is None or at >= len(self.unit) or self.unit[at].kind == "question":
            return False
        return any(map(str.isalnum, self.unit[at].text))


def goals_review(prd: Prd) -> Iterator[Finding]:
    """What the goals lack: a metric, a target, a baseline, a date, and what measures them."""
    plan = [
        Text(said(unit))
        for name in ("tracking", "evaluation", "ai")
        for section in sections(prd, name)
        for block in section.blocks
        for unit in units(block)
    ]
    for section in sections(prd, "goals"):
        goals = list(_goals(section))
        for goal in goals:
            if not goal.is_quoted:
                yield from _of_goal(goal, goals, plan)
        if section.blocks and not any(goal.metrics and goal.has_target for goal in goals):
            judged = any(not goal.is_quoted for goal in goals)
            if not judged:
                yield Finding(section=section.key, kind="goals_open", weight=0.8)


def _goals(section: Section) -> Iterator[_Goal]:
    spared = left_out(section)
    for block in section.blocks:
        if any(block is one for one in spared):
            continue
        for unit in units(block):
            is_remark = all(one.kind in _REMARKS for one in unit) or _says_when(said(unit))
            if block.form == "paragraph" and is_remark:
                continue
            yield _Goal(section, block, unit)


def _of_goal(goal: _Goal, all_of: Sequence[_Goal], plan: list[Text]) -> Iterator[Finding]:
    metrics, text = goal.metrics, goal.text

    def finding(kind: str, weight: float, **named: str) -> Finding:
        return Finding(
            section=goal.section.key,
            sentence=goal.unit[0].id,
            kind=kind,
            weight=weight,
            values={"goal": shortened(text), **named},
        )

    if not metrics and not goal.has_target:
        yield finding("goal_vague", 0.85)
        return
    if not metrics:
        yield finding("goal_no_metric", 0.8)
    if not goal.has_target:
        yield finding("goal_no_target", 0.8)
    elif not _is_based(goal) and not any(
        other is not goal and _is_kin(goal, other) and _is_based(other) for other in all_of
    ):
        yield finding("goal_no_baseline", 0.6)
    if not pattern("date").search(text) and not goal.has("date") and not _is_dated(goal.section):
        yield finding("goal_no_date", 0.6)
    if plan and metrics and not any(_is_measured(metric, plan) for metric in metrics):
        yield finding("goal_unmeasured", 0.7, metric=metrics[0])


def _is_based(goal: _Goal) -> bool:
    """Whether it says where its metric stands today."""
    if goal.has("baseline"):
        return True
    least = 1 if not goal.has_target else 2
    return goal.values >= least and pattern("baseline").search(goal.text) is not None


def _is_kin(goal: _Goal, other: _Goal) -> bool:
    """Whether another one speaks of the same metric."""
    return any(Text(other.text).share(content(one)) >= 1 for one in goal.metrics)


def _is_dated(section: Section) -> bool:
    """Whether a sentence for all goals says by when: one with a date and without a metric."""
    return any(
        _says_when(one.text)
        for block in section.blocks
        if block.form == "paragraph"
        for one in block.sentences
        if one.kind in {"decision", "assumption"}
    )


def _says_when(text: str) -> bool:
    """Whether it only says by when something is to be reached."""
    return bool(pattern("date").search(text)) and not pattern("metric").search(text)


def _is_measured(metric: str, plan: list[Text]) -> bool:
    asked = content(metric)
    if any(text.share(asked) >= _MEASURED for text in plan):
        return True
    return any(
        re.search(one["metric"], metric, re.IGNORECASE)
        and any(re.search(one["plan"], text.raw, re.IGNORECASE) for text in plan)
        for one in lists()["measures"]
    )
