"""Diagnose traces from a JSONL file: `python -m tools.diagnosis IN.jsonl [--docs DOCS.jsonl]`.

One diagnosis a line, in the order of the input; memory does not grow with the file.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from knowledge.corpus import Corpus
from knowledge.errors import BadInput, CasebookError
from knowledge.language import LANGS, Lang, language_of
from knowledge.output import refuse_overwriting
from knowledge.records import Trace
from tools.diagnosis.engine import diagnose

_TELL_EVERY = 2.0
"""Seconds between two reports of progress."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 if every line could be diagnosed, 1 if some could not, 2 on bad input."""
    options = _options(argv)
    try:
        refuse_overwriting(options.output, [options.input, *filter(None, [options.docs])])
        corpus = Corpus.load(options.docs) if options.docs else None
        with _opened(options.input) as lines, _output(options.output) as out:
            bad = _diagnose_all(options.input, lines, out, corpus, options.lang)
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    return 1 if bad else 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.diagnosis", description=__doc__)
    parser.add_argument("input", type=Path, metavar="IN.jsonl", help="traces, one a line")
    parser.add_argument("--docs", type=Path, help="what the product retrieves from, JSONL")
    parser.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")
    parser.add_argument("--lang", choices=LANGS, help="language (default: that of each query)")
    parser.add_argument("--home", type=Path, help="accepted like everywhere; nothing is read")
    return parser.parse_args(argv)


def _opened(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("diagnosis.file.unreadable", path=path, reason=reason) from error


def _output(path: Path | None) -> "TextIO | nullcontext[TextIO]":
    if path is None:
        return nullcontext(sys.stdout)
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("diagnosis.file.unwritable", path=path, reason=reason) from error


def _diagnose_all(
    source: Path, lines: TextIO, out: TextIO, corpus: Corpus | None, lang: Lang | None
) -> int:
    """Write a diagnosis for every line that is a trace; name the others; return how many."""
    done = bad = 0
    told = time.monotonic()
    for number, trace in _traces(lines):
        if isinstance(trace, str):
            bad += 1
            reason = BadInput("diagnosis.file.bad_line", path=source, line=number, reason=trace)
            print(reason.text("en"), file=sys.stderr)
            continue
        found = diagnose(trace, lang=lang or language_of(trace.query), corpus=corpus)
        out.write(found.model_dump_json() + "\n")
        done += 1
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            print(f"{done} diagnosed", file=sys.stderr)
    out.flush()
    print(f"{done} diagnosed, {bad} unreadable", file=sys.stderr)
    if done + bad == 0:
        raise BadInput("diagnosis.file.no_trace", path=source)
    return bad


def _traces(lines: TextIO) -> Iterator[tuple[int, Trace | str]]:
    """Each line's number, and its trace or the reason why it is none; blank lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, Trace.model_validate_json(line.encode("utf-8", "surrogateescape"))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            yield number, f"{place}: {first['msg']}" if place else first["msg"]


if __name__ == "__main__":
    sys.exit(main())
