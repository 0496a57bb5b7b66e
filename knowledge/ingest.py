"""Put documents into the workspace: `python -m knowledge.ingest PATH… [-o OUT] [--home DIR]`.

Writes one JSON line per document: `{"doc_id", "status", "chunks", "reason"}`. Ends with 0 when
all are in, 1 when some failed, and 2 when nothing could be done.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from knowledge.demo import ORIGIN as DEMO
from knowledge.docs import DocStore
from knowledge.errors import BadInput, CasebookError
from knowledge.ingest_report import IngestReport, Outcome
from knowledge.jsonl import Unreadable
from knowledge.output import refuse_overwriting, write_lines
from knowledge.read_documents import read_documents
from knowledge.records import Document

_PROGRESS_STEP = 200


def ingest_paths(store: DocStore, paths: Sequence[Path]) -> IngestReport:
    """Read and store what is at `paths`; what cannot be read is reported as failed, last.

    Raises BadInput when a path does not exist or nothing at all is readable.
    """
    for path in paths:
        if not path.exists():
            raise BadInput("docs.no_such_path", path=path)
    unreadable: list[Outcome] = []
    found = chain.from_iterable(map(read_documents, paths))
    report = store.ingest(_progress(_readable(found, unreadable)))
    whole = IngestReport((*report.outcomes, *unreadable))
    if not whole.added and not whole.updated and not whole.unchanged:
        raise _nothing_readable(whole, paths)
    return whole


def _readable(
    found: Iterable[Document | Unreadable], unreadable: list[Outcome]
) -> Iterator[Document]:
    """The documents; the rest goes to `unreadable`."""
    for item in found:
        if isinstance(item, Unreadable):
            unreadable.append(Outcome(item.source, "failed", 0, item.reason))
        else:
            yield item


def _progress(documents: Iterable[Document]) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        yield document
        if number % _PROGRESS_STEP == 0:
            sys.stderr.write(f"{number} documents read\n")


def _nothing_readable(report: IngestReport, paths: Sequence[Path]) -> CasebookError:
    """The one reason, if there is one; else that nothing could be read."""
    reasons = list(report.failed.values())
    if len(reasons) == 1:
        return reasons[0]
    first = reasons[0] if reasons else ""
    return BadInput("docs.nothing_readable", paths=", ".join(map(str, paths)), first=first)


def _line(outcome: Outcome) -> str:
    fields = {
        "doc_id": outcome.doc_id,
        "status": outcome.status,
        "chunks": outcome.chunks,
        "reason": str(outcome.reason) if outcome.reason else None,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.ingest", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("-o", "--output", type=Path, help="write here instead of to stdout")
    parser.add_argument("--home", type=Path, help="workspace folder (default: CASEBOOK_HOME)")
    args = parser.parse_args(argv)

    from knowledge.settings import Settings  # noqa: PLC0415
    from knowledge.workspace import open_workspace  # noqa: PLC0415

    try:
        refuse_overwriting(args.output, args.paths)
        with open_workspace(Settings.load(home=args.home), purpose="ingest") as workspace:
            report = ingest_paths(workspace.docs, args.paths)
            origins = [one.origin or "" for one in workspace.docs.documents()]
        write_lines(map(_line, report.outcomes), args.output)
    except CasebookError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    sys.stderr.write(
        f"{len(report.added)} added, {len(report.updated)} updated, "
        f"{len(report.unchanged)} unchanged, {len(report.failed)} failed\n"
    )
    if any(origin.startswith(DEMO) for origin in origins):
        sys.stderr.write("The demo's documents are here too: python -m knowledge.demo remove\n")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
