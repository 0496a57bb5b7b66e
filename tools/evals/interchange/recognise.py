"""What tool a file is from, told from its content alone, and what it holds."""

from pathlib import Path

from knowledge.errors import BadInput
from tools.evals.interchange.exports import unsafe
from tools.evals.interchange.imported import Imported, Notes
from tools.evals.interchange.langfuse import langfuse, only_ids
from tools.evals.interchange.lines import examples_from, from_lines
from tools.evals.interchange.openinference import openinference
from tools.evals.interchange.promptfoo import promptfoo
from tools.evals.interchange.reading import Content, content_of
from tools.evals.interchange.table import from_table

_TEXTS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".yaml", ".yml"})
_READERS = (langfuse, openinference, promptfoo)
"""Each gives None for a file that is not its own; no two take the same shape."""


def imported(path: Path) -> Imported:
    """What a file holds; raises BadInput, with the remedy, for one that is not known here."""
    if path.suffix.lower() == ".xlsx":
        return from_table(path)
    notes = Notes()
    content = content_of(path, notes)
    if (found := _exported(content, path, notes)) is not None:
        return found
    if _are_examples(content):
        return _filled(examples_from(content.rows, notes), path)
    if only_ids(content):
        raise BadInput("interchange.error.only_ids", path=path)
    if content.whole is not None or not content.rows:
        raise BadInput("interchange.error.unknown", path=path, columns="–")
    return from_table(path)


def exported(path: Path) -> Imported | None:
    """What an export of a tool that is known here holds; None for any other file."""
    if path.suffix.lower() not in _TEXTS:
        return None
    notes = Notes()
    try:
        return _exported(content_of(path, notes), path, notes)
    except BadInput:
        return None  # no file of that kind; what it is, is for others to say


def _exported(content: Content, path: Path, notes: Notes) -> Imported | None:
    if (found := from_lines(content, notes, unsafe)) is not None:
        return _filled(found, path)
    for reader in _READERS:
        if (found := reader(content, path.name, notes)) is not None:
            return found
    return None


def _are_examples(content: Content) -> bool:
    return not content.is_table and any(
        {"id", "query"} <= row.fields.keys() for row in content.rows[:50]
    )


def _filled(found: Imported, path: Path) -> Imported:
    if not found.examples and not found.runs:
        why = " ".join(note.text("en") for note in found.notes[:3])
        raise BadInput("interchange.error.nothing", path=path, why=why)
    return found
