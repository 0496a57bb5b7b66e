"""How many examples an evaluation takes to show the difference that somebody cares about."""

from typing import Literal

from pydantic import BaseModel

from knowledge.errors import CasebookError
from knowledge.language import Lang
from knowledge.texts import say
from tools.deps import Deps
from tools.evals.comparing.chosen import chosen, label_of
from tools.evals.comparing.compare import metrics_of
from tools.evals.comparing.compared import changed_examples, side_of
from tools.evals.comparing.metric import ANSWERED
from tools.evals.comparing.pairing import paired
from tools.evals.comparing.result import values_of
from tools.evals.comparing.sizes import USUAL, Size, assumed_sizes, seen_sizes
from tools.evals.comparing.wording import count_said, metric_name
from tools.inert import inert

USUAL_POINTS = 5.0
"""The difference that is reckoned with where nobody says one."""
_MOST = 4
"""Metrics that are told."""


class SizesArtifact(BaseModel):
    """What it takes to show a difference, for the evidence panel."""

    kind: Literal["sizes"] = "sizes"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    points: float
    """The difference, in points of a hundred."""
    is_said: bool
    """Whether the reader said that difference."""
    planned: int | None
    """Examples that are planned, or that the newest set has; None without either."""
    dataset: str | None
    """The set that they are of; None for a number that the reader said."""
    runs: tuple[str, str] | None
    """The two runs that it goes by; None where it is assumed."""
    sizes: list[Size]
    """What it takes, case by case."""
    suggest: list[str]
    """What to ask next."""


def sizes(deps: Deps, points: float | None, planned: int | None, runs: list[str]) -> SizesArtifact:
    """What it takes; by the two runs that are named or newest where there are two to compare."""
    said = points or USUAL_POINTS
    newest = next((one for one in deps.datasets.all() if one.purpose == "eval"), None)
    count = planned or (newest.count if newest else None)
    by = _by_runs(deps, said / 100, count, runs)
    found = by[1] if by else assumed_sizes(said / 100, count)
    return SizesArtifact(
        lang=deps.lang,
        points=said,
        is_said=points is not None,
        planned=count,
        dataset=newest.name if newest and not planned else None,
        runs=by[0] if by else None,
        sizes=found[:_MOST],
        suggest=[
            say("compare.sizes.suggest", deps.lang, points=points_said(_other(said), deps.lang))
        ],
    )


def _other(points: float) -> float:
    """Another difference to ask about: a finer one, or the usual one after that."""
    return USUAL_POINTS if points < USUAL_POINTS else 2.0


def _by_runs(
    deps: Deps, difference: float, planned: int | None, words: list[str]
) -> tuple[tuple[str, str], list[Size]] | None:
    """By what changed between two runs; None where there are no two of the same examples."""
    try:
        first, second = chosen(deps.runs.all(), words)
    except CasebookError:
        return None
    sides = [side_of(deps.runs.outcomes(run.id), run.spec.scorers) for run in (first, second)]
    pairs = paired(
        sides[0].outcomes,
        sides[1].outcomes,
        changed_examples(first, second, deps.datasets.examples),
    )
    metrics = [one for one in metrics_of(sides[0], sides[1], pairs) if one.name != ANSWERED]
    family = [values_of(metric, pairs.answered) for metric in metrics]
    found = seen_sizes(family, difference, planned)
    names = label_of(first, second), label_of(second, first)
    return (names, found) if found else None


def sizes_text(found: SizesArtifact) -> str:
    """The answer first, then what it rests on, case by case, and how it was reckoned."""
    lang = found.lang
    said = [_headline(found), _basis(found), _table(found), say("compare.sizes.method", lang)]
    return "\n\n".join(filter(None, said))


def points_said(points: float, lang: Lang) -> str:
    """A difference in points: 5 points, 5 个百分点."""
    return say("compare.number.points", lang, value=f"{points:g}")


def case_said(one: Size, lang: Lang) -> str:
    """The metric, or what was assumed."""
    if one.metric:
        return metric_name(one.metric.name, lang)
    return say("compare.sizes.assumed", lang, share=f"{one.changed or 0:.0%}")


def _headline(found: SizesArtifact) -> str:
    lang = found.lang
    first = _answer(found)
    values = {"points": points_said(found.points, lang), "needed": count_said(first.needed)}
    if first.needed is None:
        return say("compare.sizes.never", lang, **values)
    if found.planned is None:
        return say("compare.sizes.needed", lang, **values)
    key = "enough" if found.planned >= first.needed else "too_few"
    count = f"{found.planned:,}"
    if found.dataset:
        count = say("compare.sizes.set", lang, name=inert(found.dataset), count=found.planned)
    else:
        count = say("compare.sizes.count", lang, count=found.planned)
    shown = points_said(round(100 * first.shown, 1), lang) if first.shown else "–"
    return say(f"compare.sizes.{key}", lang, **values, count=count, shown=shown)


def _answer(found: SizesArtifact) -> Size:
    """What the answer goes by: the usual share, or the first metric of which it can be told."""
    usual = [one for one in found.sizes if found.runs is None and one.changed == USUAL]
    told = [one for one in found.sizes if one.needed]
    return next(iter([*usual, *told]), found.sizes[0])


def _basis(found: SizesArtifact) -> str:
    lang = found.lang
    if found.runs is None:
        return say("compare.sizes.by_assumption", lang, share=f"{USUAL:.0%}")
    before, after = map(inert, found.runs)
    return say("compare.sizes.by_runs", lang, before=before, after=after)


def _table(found: SizesArtifact) -> str:
    lang = found.lang
    points = points_said(found.points, lang)
    if found.planned:
        head = say("compare.sizes.head", lang, points=points, planned=f"{found.planned:,}")
    else:
        head = say("compare.sizes.head_bare", lang, points=points)
    rows = []
    for one in found.sizes:
        cells = [case_said(one, lang), count_said(one.needed)]
        if found.planned:
            cells.append(points_said(round(100 * one.shown, 1), lang) if one.shown else "–")
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([head, "| --- " * (3 if found.planned else 2) + "|", *rows])
