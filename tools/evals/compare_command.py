"""`python -m tools.evals compare RUN RUN`: two runs, or two files of outcomes, paired by example.

Writes one JSON line per metric, and the verdict as Markdown on stderr. A line of a file is
`{"id", "scores": {name: value}}`, or an outcome as `run` writes it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.errors import BadInput
from knowledge.jsonl import Unreadable, read_jsonl
from knowledge.language import LANGS
from knowledge.output import refuse_overwriting, write_lines
from knowledge.records import Failure, Outcome, Score, Trace
from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.compared_headline import Compared
from tools.compared_text import text_of
from tools.evals.comparing.chosen import chosen, meant
from tools.evals.comparing.compare import Side
from tools.evals.comparing.compared import (
    ComparedRun,
    Wanted,
    changed_examples,
    comparison_of,
    side_of,
    told_of,
)
from tools.evals.comparing.comparison import Comparison

_LINE = '{"id": "q1", "scores": {"exact": 1}}'
Told = tuple[ComparedRun, Side]


class ScoredLine(BaseModel):
    """One example of a file: its scores as numbers, or an outcome with all that is known."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    """The example."""
    scores: dict[str, Score] = Field(default_factory=dict)
    """By the metric's name; a number or null stands for a score with that value."""
    trace: Trace | None = None
    """The interaction, where it is known."""
    failure: Failure | None = None
    """Why there is no answer."""
    segment: dict[str, str] = Field(default_factory=dict)
    """What to slice by."""

    @model_validator(mode="before")
    @classmethod
    def _shapes(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        scores = given.get("scores")
        if isinstance(scores, dict):
            scores = {
                name: one if isinstance(one, dict) else {"value": one, "answer": "", "reason": ""}
                for name, one in scores.items()
            }
        return {**given, "id": given.get("id", given.get("example_id")), "scores": scores or {}}

    def outcome(self) -> Outcome:
        """The same as the stores have it."""
        return Outcome(
            example_id=self.id,
            trace=self.trace,
            failure=self.failure,
            scores=self.scores,
            segment=self.segment,
        )


def add_compare(commands: Any) -> None:
    """Add the command and its options."""
    compare = commands.add_parser("compare", help="compare two runs, paired by example")
    compare.add_argument("runs", nargs=2, metavar="RUN", help="a run's id or version, or a file")
    compare.add_argument("--metric", help="the metric that decides, named before looking")
    compare.add_argument("--segment", help="only these examples, such as style=comedy")
    compare.add_argument("--margin", type=float, help="a difference that does not matter")
    compare.add_argument(
        "--lower",
        action="append",
        default=[],
        metavar="NAME",
        help="a metric of which less is better",
    )
    compare.add_argument("--lang", choices=LANGS, default="en", help="the verdict's language")
    compare.add_argument("--home", type=Path, help="the workspace (default: CASEBOOK_HOME)")
    compare.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")


def compare_command(options: argparse.Namespace) -> int:
    """Compare, write a line per metric and the verdict; 0, whatever the verdict is."""
    files = [Path(one) for one in options.runs]
    refuse_overwriting(options.output, files)
    is_file = [one.suffix == ".jsonl" or one.is_file() for one in files]
    if all(is_file):
        first, second = _labelled(*map(_from_file, files))
        changed: set[str] = set()
    else:
        first, second, changed = _from_workspace(options, files, is_file)
    wanted = Wanted(options.metric, options.segment, options.margin, tuple(options.lower))
    outcome, segment = comparison_of(first, second, wanted, changed)
    write_lines(_lines(outcome), options.output)
    compared = Compared(
        lang=options.lang, before=first[0], after=second[0], segment=segment, comparison=outcome
    )
    sys.stderr.write(text_of(compared) + "\n")
    return 0


def _from_workspace(
    options: argparse.Namespace, files: list[Path], is_file: list[bool]
) -> tuple[Told, Told, set[str]]:
    """Both runs of the workspace, or one of it beside a file."""
    settings = Settings.load(home=options.home)
    with open_workspace(settings, "comparison", fill=False) as workspace:
        words = [word for word, file in zip(options.runs, is_file, strict=True) if not file]
        all_runs = workspace.runs.all()
        if len(words) == 2:
            pair = chosen(all_runs, words)
            sides = [side_of(workspace.runs.outcomes(one.id), one.spec.scorers) for one in pair]
            told = [
                told_of(one, other, len(side.outcomes))
                for one, other, side in zip(pair, pair[::-1], sides, strict=True)
            ]
            changed = changed_examples(*pair, workspace.datasets.examples)
            return (told[0], sides[0]), (told[1], sides[1]), changed
        run = meant(words[0], all_runs)[0]
        # Of a file the scorers' versions are not known, and so not compared either.
        side = side_of(workspace.runs.outcomes(run.id))
        kept: Told = (told_of(run, run, len(side.outcomes)), side)
        read = _from_file(files[is_file.index(True)])
        return (*((read, kept) if is_file[0] else (kept, read)), set())


def _from_file(path: Path) -> Told:
    outcomes: dict[str, Outcome] = {}
    for line in read_jsonl(path, ScoredLine):
        if isinstance(line, Unreadable):
            raise line.reason
        if line.id in outcomes:
            raise BadInput("compare.error.twice", path=path, id=line.id)
        outcomes[line.id] = line.outcome()
    side = side_of(outcomes.values())
    if not side.scorers:
        raise BadInput("compare.error.no_line", path=path, line=_LINE)
    count = len(outcomes)
    return ComparedRun(
        id=str(path), label=path.stem, done=count, total=count, is_stored=False
    ), side


def _labelled(first: Told, second: Told) -> tuple[Told, Told]:
    """Files of the same name go by their paths."""
    if first[0].label != second[0].label:
        return first, second
    (one, before), (other, after) = first, second
    return (
        (one.model_copy(update={"label": one.id}), before),
        (other.model_copy(update={"label": other.id}), after),
    )


def _lines(outcome: Comparison) -> Iterator[str]:
    """A line per metric, flat but for the intervals."""
    for one in [*outcome.results, *outcome.segments]:
        line = one.model_dump(mode="json", exclude={"metric"})
        line = {"metric": one.metric.name, **one.metric.model_dump(exclude={"name"}), **line}
        yield json.dumps(line, ensure_ascii=False) + "\n"
