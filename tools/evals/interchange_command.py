"""`python -m tools.evals import` and `export`: sets and runs from and for other tools."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from knowledge.errors import CasebookError
from knowledge.language import LANGS
from knowledge.output import refuse_overwriting, write_lines
from knowledge.settings import Settings
from knowledge.texts import say
from knowledge.workspace import Workspace, open_workspace
from tools.evals.interchange.exporting import Form, reported, written
from tools.evals.interchange.keeping import kept
from tools.evals.interchange.recognise import imported


def add_interchange(commands: Any) -> None:
    """Add both commands and their options."""
    bring = commands.add_parser("import", help="sets and runs of other tools, and CSV or JSONL")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument("--name", help="what to call the set (default: as the file does)")
    bring.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")
    bring.add_argument("--home", type=Path, help="the workspace (default: CASEBOOK_HOME)")
    send = commands.add_parser("export", help="runs as CSV, JSONL or an HTML report")
    send.add_argument("runs", nargs="+", metavar="RUN", help="ids of runs, or their beginnings")
    send.add_argument("--to", choices=get_args(Form), required=True, help="the form")
    send.add_argument("--lang", choices=LANGS, help="the report's language (default: the set's)")
    send.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")
    send.add_argument("--home", type=Path, help="the workspace (default: CASEBOOK_HOME)")


def import_command(options: argparse.Namespace) -> int:
    """Keep what the files hold; a line for each set and run. 2 when a file could not be used."""
    refuse_overwriting(options.output, options.files)
    failed = 0
    lines: list[str] = []
    with open_workspace(Settings.load(home=options.home), "import", fill=False) as workspace:
        for path in options.files:
            try:
                lines += _brought(workspace, path, options.name)
            except CasebookError as error:
                failed += 1
                _say(f"error: {error}")
        write_lines(lines, options.output)
    return 2 if failed else 0


def export_command(options: argparse.Namespace) -> int:
    """Write the runs in the form that is wanted."""
    settings = Settings.load(home=options.home)
    with open_workspace(settings, "export", fill=False) as workspace:
        runs = [
            reported(workspace.runs.named(name), workspace.datasets, workspace.runs)
            for name in options.runs
        ]
        now = datetime.now().astimezone()
        write_lines(written(runs, options.to, now, options.lang), options.output)
    _say(", ".join(f"{one.run.id} ({one.run.spec.target.name})" for one in runs))
    return 0


def _brought(workspace: Workspace, path: Path, name: str | None) -> Iterator[str]:
    found = imported(path)
    told = say(f"interchange.shape.{found.shape}", "en")
    _say(f"{path}: {told}; {len(found.examples)} examples, {len(found.runs)} runs")
    for note in found.notes:
        _say(f"{path}: {note.text('en')}")
    now = datetime.now().astimezone()
    named = name or found.dataset or path.stem
    made = kept(
        found, workspace.datasets, workspace.runs, name=named, now=now, note=f"{path.name}: {told}"
    )
    about = {"file": str(path), "shape": found.shape}
    dataset = made.dataset
    yield _line(
        **about, dataset=dataset.name, version=dataset.version, examples=len(found.examples)
    )
    for run, recorded in zip(made.runs, found.runs, strict=True):
        yield _line(
            **about,
            run=run.id,
            target=run.spec.target.name,
            dataset=run.spec.dataset,
            answered=sum(one.trace is not None for one in recorded.outcomes),
            failed=sum(one.failure is not None for one in recorded.outcomes),
            scorers=list(run.spec.scorers),
        )


def _line(**about: Any) -> str:
    return json.dumps(about, ensure_ascii=False) + "\n"


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
