"""Bring traces and events into a workspace: `python -m knowledge.events import FILE…`."""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import BadInput, CasebookError
from knowledge.events import EventLog
from knowledge.records import Event, Trace
from knowledge.settings import Settings

_BATCH = 10_000
"""Records that go into one Parquet part; also what a huge file keeps in memory."""


def main(argv: list[str] | None = None) -> int:
    """Import JSONL files; prints one line of JSON a file. Returns the exit code."""
    # Late: the workspace imports the event log, whose command this is.
    from knowledge.workspace import open_workspace  # noqa: PLC0415

    args = _arguments(argv)
    try:
        settings = Settings.load(home=args.home)
        with open_workspace(settings, purpose="python -m knowledge.events import") as workspace:
            for path in args.files:
                added = import_log(workspace.events, path)
                sys.stdout.write(json.dumps({"file": str(path), "added": added}) + "\n")
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


def import_log(log: EventLog, path: Path) -> int:
    """Add the records of a JSONL file that are new; returns how many those were.

    Raises BadInput at the first bad line; what stood before it is kept, and a repeated import
    adds only the rest.
    """
    added = 0
    records = read_log(path)
    while batch := list(islice(records, _BATCH)):
        traces = [record for record in batch if isinstance(record, Trace)]
        events = [record for record in batch if isinstance(record, Event)]
        added += log.append(traces, events)
        print(f"{path}: {added} new", file=sys.stderr)  # noqa: T201
    return added


def read_log(path: Path) -> Iterator[Trace | Event]:
    """The records of a JSONL file: a line with `trace_id` and `kind` is an event, others traces.

    Raises BadInput that names the file, the line and the reason.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _read_line(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("events.unreadable", path=path, reason=error) from error


def _read_line(path: Path, number: int, line: str) -> Trace | Event:
    try:
        value = json.loads(line)
        is_event = isinstance(value, dict) and {"trace_id", "kind"} <= value.keys()
        return (Event if is_event else Trace).model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        reason = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    except ValueError as error:
        reason = str(error)
    raise BadInput("events.line", path=path, line=number, reason=reason)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m knowledge.events", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("import", help="add what is new in JSONL files")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--home", help="the workspace folder (default: CASEBOOK_HOME)")
    return parser.parse_args(argv)
