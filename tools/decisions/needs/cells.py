"""Cells of tables that are written in Markdown."""

import re

_CELL = re.compile(r"(?<!\\)\|")


def cells_of(line: str) -> list[str]:
    """The cells of a row, without emphasis."""
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.replace("\\|", "|").strip(" \t*`") for cell in _CELL.split(bare)]


def is_rule(line: str) -> bool:
    """Whether a row is the line between header and body."""
    return not line.strip("|:- \t")


def table_of(text: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a table."""
    lines = [line for line in text.split("\n") if line.strip() and not is_rule(line)]
    rows = [cells_of(line) for line in lines]
    return (rows[0], rows[1:]) if rows else ([], [])
