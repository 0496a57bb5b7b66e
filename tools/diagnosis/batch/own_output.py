"""Tells a file that an earlier run wrote, which may be written anew, from anybody else's."""

from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.records import Diagnosis

_LONGEST = 1_000_000
"""Bytes of a diagnosis, at most."""


def refuse_anothers(path: Path) -> None:
    """Raise BadInput where a file stands at `path` that has something else in it than diagnoses."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            first = file.readline(_LONGEST)
    except OSError:  # that it cannot be written is told when it is to be written
        return
    if first and not _is_ours(first):
        raise BadInput("diagnosis.file.not_ours", path=path)


def _is_ours(line: bytes) -> bool:
    try:
        Diagnosis.model_validate_json(line)
    except ValidationError:
        return False
    return True
