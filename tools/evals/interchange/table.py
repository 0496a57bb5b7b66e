"""A table of any make whose columns say by their names what they hold."""

from pathlib import Path

from knowledge.errors import BadInput
from knowledge.readers.rows import Rows, read_rows
from knowledge.records import Remark
from tools.evals.building.columns import Mapped, mapped
from tools.evals.building.from_files import from_rows
from tools.evals.interchange.imported import Imported, Notes

_NAMED = 12


def from_table(path: Path) -> Imported:
    """The examples of a CSV, XLSX, JSONL or JSON table, with the recorded answers among them.

    A column is taken for questions, answers or references by its name alone: here nobody is asked
    whether a guess is right. Raises BadInput for a table without a column of questions.
    """
    table = read_rows(path)
    mapping = [one for one in mapped(table) if one.why != "contents"]
    if not any(one.field == "query" for one in mapping):
        raise _unknown(path, table)
    examples, bad = from_rows(table, mapping, path.name, None)
    notes = Notes()
    for one in bad:
        notes.row(one.number, one.reason)
    if not examples:
        why = " ".join(note.text("en") for note in notes.all()[:3])
        raise BadInput("interchange.error.nothing", path=path, why=why)
    unused = [Remark.of("interchange.note.column", name=one) for one in _left(table, mapping)]
    return Imported(
        shape="table",
        examples=tuple(examples),
        notes=(*table.remarks, *notes.all(), *unused),
    )


def _left(table: Rows, mapping: list[Mapped]) -> list[str]:
    """The columns that hold something and are in no example."""
    used = {one.column for one in mapping if one.field}
    filled = {column for _, row in table.rows for column in row}
    return [column for column in table.columns if column in filled - used]


def _unknown(path: Path, table: Rows) -> BadInput:
    columns = ", ".join(table.columns[:_NAMED]) or "–"
    return BadInput("interchange.error.unknown", path=path, columns=columns)
