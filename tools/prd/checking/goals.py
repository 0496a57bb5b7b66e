"""Can it be told whether a goal was reached, and will anything be there to tell it by?"""

from collections.abc import Iterator

from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.claims.amounts import amounts
from tools.claims.measure import Text, content
from tools.prd.checking.finding import Finding
from tools.prd.checking.wording import column, pattern, said, sections, shortened, units

_MEASURED = 0.5
"""The share of a metric's words that a plan needs to measure it."""


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
        for block in section.blocks:
            for unit in units(block):
                if all(one.kind == "plain" for one in unit) and block.form == "paragraph":
                    continue
                yield from _of_goal(section, block, unit, plan)


def _of_goal(
    section: Section, block: Block, unit: tuple[Sentence, ...], plan: list[Text]
) -> Iterator[Finding]:
    text = said(unit)
    values = [one for one in amounts(text) if one.dimension not in {"year", "month", "day"}]
    metrics = [mark[0] for mark in pattern("metric").finditer(text)]
    if (at := column(block, "metric")) is not None and at < len(unit):
        metrics.append(unit[at].text)
    has_target = bool(values) and (
        pattern("target").search(text) is not None or _has(block, unit, "target")
    )

    def finding(kind: str, weight: float, **named: str) -> Finding:
        return Finding(
            section=section.key, sentence=unit[0].id, kind=kind, weight=weight, values=named
        )

    if not metrics and not has_target:
        yield finding("goal_vague", 0.85, goal=shortened(text))
        return
    if not metrics:
        yield finding("goal_no_metric", 0.8, goal=shortened(text))
    if not has_target:
        yield finding("goal_no_target", 0.8, goal=shortened(text))
    else:
        is_based = len(values) > 1 and pattern("baseline").search(text)
        if not is_based and not _has(block, unit, "baseline"):
            yield finding("goal_no_baseline", 0.6, goal=shortened(text))
    if not pattern("date").search(text) and not _has(block, unit, "date"):
        yield finding("goal_no_date", 0.6, goal=shortened(text))
    if metrics and not any(_is_measured(metric, plan) for metric in metrics):
        yield finding("goal_unmeasured", 0.7, goal=shortened(text), metric=metrics[0].strip())


def _has(block: Block, unit: tuple[Sentence, ...], name: str) -> bool:
    """Whether the table's column of that name says something for this row."""
    at = column(block, name)
    return at is not None and at < len(unit) and any(map(str.isalnum, unit[at].text))


def _is_measured(metric: str, plan: list[Text]) -> bool:
    asked = content(metric)
    return any(text.share(asked) >= _MEASURED for text in plan)
