"""Put documents into the workspace: `python -m knowledge.ingest PATH… [-o OUT] [--home DIR]`.

Takes files, folders and zip files. Writes one JSON line per document, and one per file that
could not be read: `{"doc_id", "status", "chunks", "reason"}`, with `"remarks"` where something
was left out. Documents whose files have gone from a folder are removed. Words can be searched
at once; then the vectors are waited for, unless `--no-wait` leaves them to the next start. Ends
with 0 when all are in, 1 when some failed, and 2 when nothing could be done.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.demo import ORIGIN as DEMO
from knowledge.docs import DocStore
from knowledge.documents.ingest_report import IngestReport, Outcome, Status
from knowledge.documents.read import read_documents
from knowledge.errors import BadInput, CasebookError
from knowledge.jsonl import Unreadable
from knowledge.output import refuse_overwriting, write_lines
from knowledge.records import Document, Remark
from knowledge.vectors.progress import VectorProgress

_PROGRESS_SECONDS = 2.0


@dataclass
class _Found:
    """What was met in reading, besides the documents."""

    unreadable: list[Outcome] = field(default_factory=list)
    remarks: dict[str, tuple[Remark, ...]] = field(default_factory=dict)
    """By the origin of the document."""
    roots: list[str] = field(default_factory=list)
    """Folders and archives that were read whole."""


def ingest_paths(store: DocStore, paths: Sequence[Path]) -> tuple[IngestReport, list[str]]:
    """Read and store what is at `paths`; what cannot be read is reported as failed, last.

    Returns the report, and a JSON line for each of its outcomes. Raises BadInput when a path
    does not exist or nothing at all is readable.
    """
    for path in paths:
        if not path.exists():
            raise BadInput("docs.no_such_path", path=path)
    found = _Found()
    progress = _Progress()
    documents = _documents(store, paths, found)
    report = store.ingest(documents, roots=found.roots, on_outcome=progress.note)
    whole = IngestReport((*report.outcomes, *found.unreadable))
    if all(one.status == "failed" for one in whole.outcomes):
        raise _nothing_readable(whole, paths)
    ids = {one.origin: one.doc_id for one in store.documents() if one.origin in found.remarks}
    remarks = {ids[origin]: told for origin, told in found.remarks.items() if origin in ids}
    return whole, [_line(outcome, remarks) for outcome in whole.outcomes]


def _documents(store: DocStore, paths: Iterable[Path], found: _Found) -> Iterator[Document]:
    """The documents; the rest goes to `found`."""
    for path in paths:
        root = path.resolve().as_posix()
        try:
            for item in read_documents(path, archives=found.roots):
                if isinstance(item, Unreadable):
                    found.unreadable.append(Outcome(item.source, "failed", 0, item.reason))
                    continue
                if item.remarks and item.origin:
                    found.remarks[item.origin] = item.remarks
                yield item
        except BadInput as error:
            # A folder that has been emptied takes its documents with it.
            was_here = any((one.origin or "").startswith(f"{root}/") for one in store.documents())
            if error.key != "docs.empty_folder" or not was_here:
                raise
        if path.is_dir():
            found.roots.append(root)


class _Progress:
    """Tells now and then how many documents are in."""

    def __init__(self) -> None:
        self._documents = self._chunks = 0
        self._told = time.monotonic()

    def note(self, outcome: Outcome) -> None:
        self._documents += 1
        self._chunks += outcome.chunks
        if time.monotonic() - self._told > _PROGRESS_SECONDS:
            self._told = time.monotonic()
            _say(f"{self._documents} documents, {self._chunks} passages can be searched")

    def vectors(self, progress: VectorProgress) -> None:
        if time.monotonic() - self._told > _PROGRESS_SECONDS:
            self._told = time.monotonic()
            _say(progress.text("en"))


def _wait(store: DocStore) -> None:
    """Wait for the vectors, as long as nobody stops it."""
    try:
        complete = store.wait_for_vectors(on_progress=_Progress().vectors)
    except KeyboardInterrupt:
        complete = False
        _say("Stopped waiting.")
    progress = store.vector_progress
    if complete:
        return
    if progress.problem is not None:
        _say(str(progress.problem))
    _say(
        f"All words can be searched. Vectors: {progress.done} of {progress.total}; "
        "the rest is made after the next start."
    )


def _nothing_readable(report: IngestReport, paths: Sequence[Path]) -> CasebookError:
    """The one reason, if there is one; else that nothing could be read."""
    reasons = list(report.failed.values())
    if len(reasons) == 1:
        return reasons[0]
    first = reasons[0] if reasons else ""
    return BadInput("docs.nothing_readable", paths=", ".join(map(str, paths)), first=first)


def _line(outcome: Outcome, remarks: Mapping[str, Sequence[Remark]]) -> str:
    fields: dict[str, object] = {
        "doc_id": outcome.doc_id,
        "status": outcome.status,
        "chunks": outcome.chunks,
        "reason": str(outcome.reason) if outcome.reason else None,
    }
    if outcome.status != "failed" and (told := remarks.get(outcome.doc_id)):
        fields["remarks"] = [one.text("en") for one in told]
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.ingest", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("-o", "--output", type=Path, help="write here instead of to stdout")
    parser.add_argument("--home", type=Path, help="workspace folder (default: CASEBOOK_HOME)")
    parser.add_argument("--no-wait", action="store_true", help="leave the vectors for later")
    args = parser.parse_args(argv)

    from knowledge.settings import Settings  # noqa: PLC0415
    from knowledge.workspace import open_workspace  # noqa: PLC0415

    try:
        refuse_overwriting(args.output, args.paths)
        with open_workspace(Settings.load(home=args.home), purpose="ingest") as workspace:
            report, lines = ingest_paths(workspace.docs, args.paths)
            write_lines(lines, args.output)
            counts = [f"{len(report.ids(status))} {status}" for status in _told(report)]
            _say(", ".join(counts))
            if any((one.origin or "").startswith(DEMO) for one in workspace.docs.documents()):
                _say("The demo's documents are here too: python -m knowledge.demo remove")
            if not args.no_wait:
                sys.stdout.flush()
                _wait(workspace.docs)
    except CasebookError as error:
        _say(f"error: {error}")
        return 2
    except KeyboardInterrupt:
        _say("Stopped. What was read until now can be searched; run it again for the rest.")
        return 130
    return 1 if report.ids("failed") else 0


def _told(report: IngestReport) -> Iterator[Status]:
    yield from ("added", "updated", "unchanged")
    if report.removed:
        yield "removed"
    yield "failed"


if __name__ == "__main__":
    sys.exit(main())
