"""The runs that are kept: the list of them, and how the newest one stands."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from knowledge.language import Lang
from knowledge.records import Run, RunStatus
from knowledge.texts import say
from tools.deps import Deps
from tools.evals.comparing.wording import metric_name
from tools.inert import inert

_SHOWN = 20
"""Runs that the list names."""


class RunLine(BaseModel):
    """A run in the list of all."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Its id, by which it is shown and compared."""
    dataset: str
    """The set that it went over."""
    version: int
    """Which version of it."""
    target: str
    """What answered."""
    examples: int
    """Examples in the set."""
    answered: int
    """Those that have an answer."""
    scorers: list[str]
    """By what it was scored."""
    status: RunStatus
    """How it ended, or that it has not."""
    started: datetime
    """When it was begun."""


def run_lines(deps: Deps) -> list[RunLine]:
    """All runs, the newest first."""
    return [_line(deps, run) for run in deps.runs.all()]


def list_text(lines: list[RunLine], lang: Lang) -> str:
    """The list as a table, with what to do with one of them."""
    rows = [
        f"| `{one.id}` | {inert(one.target)} | {inert(one.dataset)} v{one.version} |"
        f" {one.answered:,}/{one.examples:,} | {status_said(one, lang)} |"
        f" {scored_said(one, lang)} | {one.started:%Y-%m-%d %H:%M} |"
        for one in lines[:_SHOWN]
    ]
    head = say("runs.list.head", lang)
    said = [
        say("runs.list.count", lang, count=len(lines)),
        "\n".join([head, "|---|---|---|---|---|---|---|", *rows]),
    ]
    if len(lines) > _SHOWN:
        said.append(say("runs.list.more", lang, count=len(lines) - _SHOWN))
    said.append(say("runs.list.next", lang, id=lines[0].id))
    return "\n\n".join(said)


def state_text(lines: list[RunLine], lang: Lang) -> str:
    """How the newest run stands, and how one is stopped and taken up again."""
    if not lines:
        return say("runs.state.none", lang)
    one = lines[0]
    told = say(
        f"runs.state.{one.status}",
        lang,
        target=inert(one.target),
        dataset=inert(one.dataset),
        done=f"{one.answered:,}",
        total=f"{one.examples:,}",
        id=one.id,
    )
    return f"{told}\n\n{say('runs.state.how', lang)}"


def status_said(one: RunLine, lang: Lang) -> str:
    """How a run ended, in a word or two."""
    return say(f"runs.status.{one.status}", lang)


def scored_said(one: RunLine, lang: Lang) -> str:
    """The first scorers of a run by name, and how many more there are."""
    names = [metric_name(name, lang) for name in one.scorers[:2]]
    more = [f"+{len(one.scorers) - 2}"] if len(one.scorers) > 2 else []
    return inert(" · ".join([*names, *more])) or "–"


def _line(deps: Deps, run: Run) -> RunLine:
    spec = run.spec
    return RunLine(
        id=run.id,
        dataset=spec.dataset,
        version=spec.dataset_version,
        target=spec.target.name,
        examples=spec.examples,
        answered=deps.runs.tally(run.id).answered,
        scorers=list(spec.scorers),
        status=run.status,
        started=run.started,
    )
