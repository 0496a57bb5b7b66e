"""Reads files in a process of its own: `python -m knowledge.readers.worker [BYTES]`.

See `apart.py`. A line `{"path", "kind", "shown"}` comes in; dots go out while there is
progress, then a line with the reading or with the error.
"""

import json
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import TextIO

from knowledge.errors import BadInput, CasebookError
from knowledge.readers.limits import MEMORY_BYTES, TOTAL_SECONDS
from knowledge.readers.reading import Reading

XLSX_ROWS = "xlsx-rows"
"""The kind to ask for when a workbook's rows are wanted as they are, and not as a document."""
_DEEP = 6_000
"""Levels of nesting that a document of good will may have, in frames of Python."""


def read(path: Path, kind: str, shown: str, out: TextIO) -> Reading:
    """One file of a kind that a library parses."""
    # Each library is imported when a file needs it: none is worth waiting for otherwise.
    if kind == "pdf":
        from knowledge.readers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(path, shown, lambda: print(".", file=out, flush=True))
    if kind in {"html", "mht"}:
        from knowledge.readers.html import read_html, read_mht  # noqa: PLC0415

        reading = read_html(path.read_bytes()) if kind == "html" else read_mht(path.read_bytes())
        if reading is None:
            raise BadInput("documents.no_words", file=shown)
        return reading
    from knowledge.readers.office import check_package  # noqa: PLC0415

    check_package(path, shown)
    if kind == "docx":
        from knowledge.readers.docx import read_docx  # noqa: PLC0415

        return read_docx(path)
    if kind == "pptx":
        from knowledge.readers.pptx import read_pptx  # noqa: PLC0415

        return read_pptx(path)
    if kind == XLSX_ROWS:
        from knowledge.readers.xlsx_rows import read_xlsx_rows  # noqa: PLC0415

        return read_xlsx_rows(path)
    from knowledge.readers.xlsx import read_xlsx  # noqa: PLC0415

    return read_xlsx(path)


def _answer(request: dict[str, str], out: TextIO) -> str:
    kind, shown = request["kind"], request["shown"]
    try:
        reading = read(Path(request["path"]), kind, shown, out)
    except CasebookError as error:
        return json.dumps({"key": error.key, "values": error.values})
    # A hostile file makes a parser raise anything; it must cost this one file only.
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        if _is_memory(error):
            return json.dumps({"key": "documents.heavy", "values": {"file": shown}})
        return json.dumps({"key": "documents.broken", "values": {"file": shown, "kind": kind}})
    return reading.model_dump_json()


def _is_memory(error: BaseException | None) -> bool:
    """Whether memory ran out, also where a library wraps that into an error of its own."""
    if error is None or isinstance(error, MemoryError):
        return error is not None
    inner = [one for one in error.args if isinstance(one, BaseException)]
    return any(map(_is_memory, (*inner, error.__cause__)))


def main(memory: int = MEMORY_BYTES) -> int:
    """Answer until the input ends; `memory` is the address space that may be taken."""
    # Libraries that print would break the protocol: what they print goes to stderr.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(_DEEP)
    _limit_memory(memory)
    for line in sys.stdin:
        if hasattr(signal, "alarm"):
            signal.alarm(TOTAL_SECONDS + 10)  # for a reader whose parent is gone
        out.write(_answer(json.loads(line), out) + "\n")
        out.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(0)
    return 0


def _limit_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 not there on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
