"""`python -m tools.evals run`: evaluate a target over a set or a file of examples."""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.demo.asking import VERSIONS
from knowledge.errors import BadInput
from knowledge.jsonl import Unreadable, read_jsonl
from knowledge.output import refuse_overwriting, write_lines
from knowledge.records import Example, Outcome
from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace
from tools.chat_model import ChatModel, judge_of
from tools.evals.beside_humans import JUDGE
from tools.evals.courier.process import POSSIBLE, courier
from tools.evals.running.asking import Patience
from tools.evals.running.progress import Progress
from tools.evals.running.runner import Plan, Runner
from tools.evals.running.start import spec_of, started
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.rubric import judged_by
from tools.evals.scorers.scorer import Scorer
from tools.evals.targets.http import HttpDescription, HttpService
from tools.evals.targets.named import FILE, RECORDED
from tools.evals.targets.target import Target
from tools.evals.targets.workspace import targets_of

_TELL_EVERY = 2.0
"""Seconds between two reports of progress."""


def add_run(commands: Any) -> None:
    """Add the command and its options."""
    run = commands.add_parser("run", help="evaluate a target over a set of examples")
    run.add_argument("examples", metavar="SET|FILE.jsonl", help="a set's name, or a file")
    run.add_argument(
        "--target", default=RECORDED, help=f"a name in {FILE}, v1 or v2 of the demo, or a URL"
    )
    run.add_argument("--answer", default="answer", help="for a URL: where the answer stands")
    run.add_argument("--scorers", default="", help="names, separated by commas")
    run.add_argument("--judge", action="store_true", help="grade by the model of CASEBOOK_MODEL")
    run.add_argument("--concurrency", type=int, default=16, help="most calls under way")
    run.add_argument("--attempts", type=int, default=4, help="most calls for one example")
    run.add_argument("--timeout", type=float, default=60.0, help="seconds for one call")
    run.add_argument("--limit-usd", type=float, help="stop before it costs more")
    run.add_argument("--seed", type=int, default=0, help="what chance is drawn from")
    run.add_argument("--fresh", action="store_true", help="begin anew, and ask all again")
    run.add_argument("--home", type=Path, help="the workspace (default: CASEBOOK_HOME)")
    run.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")


def run_command(options: argparse.Namespace) -> int:
    """Run, write an outcome a line; 0 when all were answered, 1 when some failed."""
    settings = Settings.load(home=options.home)
    file = Path(options.examples)
    refuse_overwriting(options.output, [file])
    scorers = _scorers(options.scorers, judge_of(settings) if options.judge else None)
    if POSSIBLE and options.target not in (RECORDED, *VERSIONS):
        courier().start()  # gets ready while the workspace is opened
    with open_workspace(settings, "evaluation", fill=False) as workspace:
        dataset, load = _dataset(workspace, options.examples)
        target = _target(workspace, settings, options)
        spec = spec_of(dataset, target.info, scorers, options.seed)
        now = datetime.now().astimezone()
        run = started(workspace.runs, spec, now, fresh=options.fresh)
        _say(f"{run.id}: {dataset[3]} examples, {options.target}")
        runner = Runner(
            run,
            target,
            scorers,
            workspace.runs,
            plan=Plan(
                concurrency=max(options.concurrency, 1),
                patience=Patience(attempts=max(options.attempts, 1), timeout=options.timeout),
                limit_usd=options.limit_usd,
                fresh=options.fresh,
            ),
            told=_teller(),
        )
        status = runner.go(load())
        workspace.runs.close(run, status, datetime.now().astimezone())
        write_lines(map(_line, workspace.runs.outcomes(run.id)), options.output)
    _say(f"{run.id}: {status}; {_told(runner.progress)}")
    return 0 if status == "done" and not runner.progress.failed else 1


def _target(workspace: Workspace, settings: Settings, options: argparse.Namespace) -> Target:
    if "://" not in options.target:
        found = targets_of(workspace, allow_private=settings.allow_private)
        return found.open(options.target, options.seed)
    described = HttpDescription(
        kind="http", url=options.target, answer=options.answer, timeout=options.timeout
    )
    allowed = settings.allow_private
    return HttpService(options.target, described, allow_private=allowed, seed=options.seed)


def _scorers(names: str, judge: ChatModel | None) -> list[Scorer]:
    """The scorers that are named, with the judge's rubric where there is a judge."""
    wanted = [one.strip() for one in names.split(",") if one.strip()]
    if judge and JUDGE not in wanted:
        wanted.append(JUDGE)
    unknown = [one for one in wanted if one not in SCORERS]
    if unknown:
        raise BadInput("runs.no_scorer", name=unknown[0], known=", ".join(SCORERS))
    found = [SCORERS[one] for one in wanted]
    return [judged_by(one, judge) if one.name == JUDGE else one for one in found]


def _dataset(
    workspace: Workspace, wanted: str
) -> tuple[tuple[str, int, str, int], Callable[[], Iterable[Example]]]:
    """Name, version, hash and number of the examples, and what reads them."""
    path = Path(wanted)
    if path.suffix == ".jsonl" or path.exists():
        digest, count = hashlib.sha256(), 0
        for one in _read(path):
            digest.update(one.model_dump_json(exclude={"added"}).encode() + b"\n")
            count += 1
        if not count:
            raise BadInput("runs.no_example", path=path)
        return (path.name, 0, digest.hexdigest(), count), lambda: _read(path)
    found = workspace.datasets.newest(wanted)
    if found is None or found.is_off:
        known = ", ".join(one.name for one in workspace.datasets.all()) or "–"
        raise BadInput("runs.no_dataset", name=wanted, known=known)
    load = lambda: workspace.datasets.examples(found.name, found.version)  # noqa: E731
    return (found.name, found.version, found.hash, found.count), load


def _read(path: Path) -> Iterator[Example]:
    for row in read_jsonl(path, Example):
        if isinstance(row, Unreadable):
            raise row.reason
        yield row


def _line(outcome: Outcome) -> str:
    trace = outcome.trace
    found = {
        "id": outcome.example_id,
        "answer": trace.answer if trace else None,
        "failure": outcome.failure.model_dump() if outcome.failure else None,
        "attempts": outcome.attempts,
        "scores": {name: one.value for name, one in outcome.scores.items()},
        "latency_ms": trace.latency_ms if trace else None,
        "cost_usd": trace.cost_usd if trace else None,
    }
    return json.dumps(found, ensure_ascii=False) + "\n"


def _teller() -> Callable[[Progress], None]:
    last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last > _TELL_EVERY:
            last = time.monotonic()
            _say(_told(progress))

    return tell


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _told(progress: Progress) -> str:
    told = f"{progress.done}/{progress.total}: {progress.answered} answered"
    told += f", {progress.failed} failed, {progress.calls} calls"
    if progress.again:
        told += f", {progress.again} of them again, lost with an earlier start"
    if progress.awaited:
        told += f"; waiting for {progress.awaited} that were under way when it was killed"
    if progress.spent is not None:
        told += f", ${progress.spent:.4f}"
    left = progress.seconds_left
    return told + (f", about {left:.0f} s left" if left else "")
