"""What `python -m tools.diagnosis` does with its options: lines in, diagnoses out."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO, TextIO

from knowledge.corpus_files import left_out, load_corpus
from knowledge.errors import BadInput, CasebookError
from knowledge.language import Lang
from knowledge.logs.notes import expected
from knowledge.logs.opened import opened
from knowledge.output import is_stream, refuse_overwriting
from knowledge.product import load_product
from knowledge.records import Product
from knowledge.settings import Settings
from knowledge.texts import say, series
from tools.chat_model import judge_of
from tools.diagnosis.batch.job import Done, Job
from tools.diagnosis.batch.journal import Basis, Entry, Journal, journal, unwritable
from tools.diagnosis.batch.lines import Chunk, chunks
from tools.diagnosis.batch.options import PIPED
from tools.diagnosis.batch.own_output import refuse_anothers
from tools.diagnosis.batch.pool import diagnosed
from tools.diagnosis.batch.progress import Progress
from tools.diagnosis.batch.straight import Straight
from tools.diagnosis.version import engine_version

_MOST_NAMED = 20
"""Lines that are named of which the same field was set aside."""


def run(options: argparse.Namespace) -> int:
    """Run the command; 0 if every line could be diagnosed, 1 if some could not, 2 on bad input."""
    try:
        refuse_overwriting(options.output, _inputs(options))
        if options.output not in {None, PIPED} and not options.overwrite:
            refuse_anothers(options.output)
        # A bad line is told once, before anything is begun.
        job = _job(options)
        if options.docs:
            _tell_left_out(options)
        if job.judge:
            judge_of(job.judge)
        with _opened(options.input) as source, _output(options) as out:
            _diagnose_all(options, job, source, out)
            bad = out.at.unreadable
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        if options.output:
            print("stopped; the same command goes on from here", file=sys.stderr)
        return 130
    return 1 if bad else 0


def _job(options: argparse.Namespace) -> Job:
    return Job(
        load_corpus(options.docs) if options.docs else None,
        load_product(options.product) if options.product else Product(),
        options.lang,
        _judge(options),
    )


def _inputs(options: argparse.Namespace) -> list[Path]:
    return [options.input, *filter(None, [options.docs, options.product])]


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    if path == PIPED:
        return nullcontext(sys.stdin.buffer)
    try:
        return path.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput("diagnosis.file.unreadable", path=path, reason=reason) from error


@contextmanager
def _output(options: argparse.Namespace) -> Iterator[Journal | Straight]:
    """The file that is made, or stdout; a file without a trace in its input is not made."""
    if options.output in {None, PIPED}:
        yield Straight(sys.stdout)
        return
    if is_stream(options.output):
        with _onto(options.output) as stream:
            yield Straight(stream)
        return
    with journal(options.output, _basis(options)) as made:
        if made.outdated:
            changed = ", ".join(made.outdated)
            print(f"{options.output}: {changed} changed since then: begun anew", file=sys.stderr)
        yield made


def _onto(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(path, error) from error


def _basis(options: argparse.Namespace) -> Basis:
    return {
        "code": engine_version(),
        "documents": _digest(options.docs),
        "product": _digest(options.product),
        "language": options.lang,
        "judge": judge.mind if (judge := _judge(options)) else None,
    }


def _judge(options: argparse.Namespace) -> Settings | None:
    return Settings.load(home=options.home) if options.judge else None


def _digest(path: Path | None) -> str | None:
    if path is None:
        return None
    if path.is_dir():
        return load_corpus(path).digest
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _diagnose_all(
    options: argparse.Namespace, job: Job, source: BinaryIO, out: Journal | Straight
) -> None:
    """Write a diagnosis for every line that is a trace, and name the others."""
    lines, as_it_is = opened(source, options.input)
    is_whole = as_it_is and options.input != PIPED
    progress = Progress(os.fstat(source.fileno()).st_size if is_whole else None)
    begun = False
    for chunk, done in diagnosed(out.left(chunks(lines)), job, options.workers):
        if not begun:
            _tell_resumed(out)
            progress.start(out.at)
            begun = True
        for number, reason in done.unreadable:
            print(_bad_line(options.input, number, reason), file=sys.stderr)
        for odd in _set_aside(options, out.at, done):
            print(odd, file=sys.stderr)
        _add(options, out, chunk, done)
        if told := progress.due(out.at):
            print(told, file=sys.stderr, flush=True)
    if not begun:
        _tell_resumed(out)
    _finish(options, out.at)


def _add(options: argparse.Namespace, out: Journal | Straight, chunk: Chunk, done: Done) -> None:
    try:
        out.add(chunk, done)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(options.output or "stdout", error) from error


def _bad_line(source: Path, number: int, reason: str) -> str:
    return BadInput("diagnosis.file.bad_line", path=source, line=number, reason=reason).text("en")


def _lang(options: argparse.Namespace) -> Lang:
    lang: Lang = options.lang or "en"
    return lang


def _set_aside(options: argparse.Namespace, at: Entry, done: Done) -> Iterator[str]:
    """A line about each field that was set aside; from some number of them on, no more."""
    lang, path = _lang(options), options.input
    seen = Counter(at.notes.aside)
    for number, trace, fields in done.aside:
        for field in fields:
            seen[field] += 1
            if seen[field] <= _MOST_NAMED:
                known = {"path": path, "line": number, "id": trace, "field": field}
                yield say("events.set_aside", lang, **known, expected=expected(field, lang))
            elif seen[field] == _MOST_NAMED + 1:
                yield say("events.set_aside_more", lang, path=path, field=field)


def _tell_left_out(options: argparse.Namespace) -> None:
    """What of the folder of documents was not read."""
    if others := left_out(options.docs):
        lang = _lang(options)
        kinds = series([f"{kind} ({n})" for kind, n in others.items()], lang)
        print(say("docs.left_out", lang, file=options.docs, kinds=kinds), file=sys.stderr)


def _finish(options: argparse.Namespace, at: Entry) -> None:
    print(f"{at.diagnosed:,} diagnosed, {at.unreadable:,} unreadable", file=sys.stderr)
    for told in at.notes.lines(_lang(options)):
        print(told, file=sys.stderr)
    if at.diagnosed + at.unreadable == 0:
        raise BadInput("diagnosis.file.no_trace", path=options.input)


def _tell_resumed(out: Journal | Straight) -> None:
    if out.changed:
        kept = f"{out.resumed:,} before it are kept" if out.resumed else "begun anew"
        print(f"the input has changed from line {out.changed:,} on: {kept}", file=sys.stderr)
    elif out.resumed:
        print(f"going on after the {out.resumed:,} that are done", file=sys.stderr)
