"""Bring traces and events into a workspace: `python -m knowledge.events import FILE…`.

Writes one JSON line per file: `{"file", "added"}`. Ends with 2 when a file, or a line of one,
could not be used; what stood before such a line is kept, and the other files are imported.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import BadInput, CasebookError
from knowledge.events import EventLog
from knowledge.first_fault import first_fault
from knowledge.jsonl import parsed_json
from knowledge.logs.logged import logged
from knowledge.logs.notes import Notes, notes_of
from knowledge.logs.opened import opened
from knowledge.output import refuse_overwriting, write_lines
from knowledge.records import Event, Trace
from knowledge.settings import Settings
from knowledge.texts import say

_BATCH = 10_000
"""Records that go into one Parquet part; also what a huge file keeps in memory."""


def main(argv: list[str] | None = None) -> int:
    """Import logs; returns the exit code."""
    # Late: the workspace imports the event log, whose command this is.
    from knowledge.workspace import open_workspace  # noqa: PLC0415

    args = _arguments(argv)
    errors: list[CasebookError] = []
    try:
        refuse_overwriting(args.output, args.files)
        settings = Settings.load(home=args.home)
        with open_workspace(settings, purpose="python -m knowledge.events import") as workspace:
            lines = list(_import_all(workspace.events, args.files, errors))
        write_lines(lines, args.output)
    except CasebookError as error:
        errors.append(error)
    sys.stderr.writelines(f"error: {reason}\n" for reason in errors)
    return 2 if errors else 0


def _import_all(log: EventLog, files: list[Path], errors: list[CasebookError]) -> Iterator[str]:
    """A line about each file that was imported; why others were not goes to `errors`."""
    for path in files:
        try:
            added = import_log(log, path)
        except CasebookError as error:
            errors.append(error)
        else:
            yield json.dumps({"file": str(path), "added": added}, ensure_ascii=False) + "\n"


def import_log(log: EventLog, path: Path) -> int:
    """Add the records of a log that are new; returns how many those were.

    Raises BadInput for a file without records, and at the first bad line; what stood before it
    is kept, and a repeated import adds only the rest.
    """
    added = read = 0
    notes = Notes()
    batch: list[Trace | Event] = []
    try:
        for record, of_it in read_log(path):
            read += 1
            batch.append(record)
            notes = notes.plus(of_it) if of_it else notes
            if len(batch) == _BATCH:
                added += _append(log, batch)
                sys.stderr.write(f"{path}: {added} new\n")
                batch = []
    except CasebookError:
        if added := added + _append(log, batch):
            sys.stderr.write(f"{say('events.kept', 'en', path=path, count=added)}\n")
        raise
    added += _append(log, batch)
    if not read:
        raise BadInput("events.empty", path=path)
    sys.stderr.write(f"{path}: {added} new, {read - added} known\n")
    sys.stderr.writelines(f"{path}: {told}\n" for told in notes.lines("en"))
    return added


def _append(log: EventLog, batch: list[Trace | Event]) -> int:
    traces = [record for record in batch if isinstance(record, Trace)]
    events = [record for record in batch if isinstance(record, Event)]
    return log.append(traces, events)


def read_log(path: Path) -> Iterator[tuple[Trace | Event, Notes | None]]:
    """The records of a log: a line with `trace_id` and `kind` is an event, others traces.

    With each comes what of its line was not read; None where that is nothing.

    Raises BadInput that names the file, the line and the reason.
    """
    try:
        with path.open("rb") as file:
            lines, _ = opened(file, path)
            for number, line in enumerate(iter(lines.readline, b""), start=1):
                if line.strip():
                    yield _read_line(path, number, line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput("events.not_text", path=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("events.unreadable", path=path, reason=reason) from error


def _read_line(path: Path, number: int, line: str) -> tuple[Trace | Event, Notes | None]:
    value: Any = None
    try:
        value = parsed_json(line)
        is_event = isinstance(value, dict) and {"trace_id", "kind"} <= value.keys()
        if is_event:
            return Event.model_validate(value), None
        one = logged(value)
        told = one.unread or one.empty or one.trace.set_aside
        return one.trace, notes_of([one]) if told else None
    except ValidationError as error:
        reason = first_fault(error, value if isinstance(value, dict) else ())
    except ValueError as error:
        reason = str(error)
    except RecursionError:
        raise BadInput("events.too_deep", path=path, line=number) from None
    raise BadInput("events.line", path=path, line=number, reason=reason)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m knowledge.events", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser(
        "import", help="add what is new in logs: JSONL, CSV, Parquet, JSON, other tools' exports"
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("-o", "--output", type=Path, help="write here instead of to stdout")
    command.add_argument("--home", help="the workspace folder (default: CASEBOOK_HOME)")
    return parser.parse_args(argv)
