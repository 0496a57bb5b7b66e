"""The options of `python -m tools.diagnosis`."""

import argparse
import os
from pathlib import Path

from knowledge.language import LANGS

PIPED = Path("-")
"""Stands for stdin as the input, and for stdout as the output."""


def options_of(argv: list[str] | None, description: str | None) -> argparse.Namespace:
    """The options that were given, or their defaults; a bad one ends the command."""
    parser = argparse.ArgumentParser(prog="python -m tools.diagnosis", description=description)
    parser.add_argument(
        "input",
        type=Path,
        metavar="IN.jsonl",
        help="traces, one a line; also CSV, Parquet, JSON, gzip, exports of Langfuse, "
        "LangSmith and OpenTelemetry; - is stdin",
    )
    parser.add_argument(
        "--docs",
        type=Path,
        help="what the product retrieves from: JSONL, CSV, .md, .txt, or a folder of texts",
    )
    parser.add_argument(
        "--product", type=Path, help="what the team says of it: subjects' names, thresholds; YAML"
    )
    parser.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace a file at OUT that holds no diagnoses"
    )
    parser.add_argument("--lang", choices=LANGS, help="language (default: that of each query)")
    parser.add_argument(
        "--judge",
        action="store_true",
        help="have CASEBOOK_MODEL read each trace too",
    )
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        default=_cores(),
        help="processes (default: all cores)",
    )
    parser.add_argument("--home", type=Path, help="the workspace folder, read for --judge")
    options = parser.parse_args(argv)
    if options.workers < 1:
        parser.error("--workers must be 1 or more")
    return options


def _cores() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
