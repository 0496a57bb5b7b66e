"""Search the documents: `python -m knowledge.search --queries Q.jsonl -k 10 [-o OUT]`.

Reads `{"id", "query"}` a line, with `"context": [earlier user turns]` where it goes on from them;
writes `{"id", "hits": [{"doc_id", "chunk_id", "score"}], "found", "confidence"}`, with the best
passage of each document, best first. `found` says whether the documents answer at all, and
`confidence` is the probability that they do.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.docs import DocStore
from knowledge.errors import BadInput, CasebookError
from knowledge.jsonl import Unreadable, read_jsonl
from knowledge.output import refuse_overwriting, write_lines
from knowledge.retrieval.talk import Talk
from knowledge.texts import say

_PROGRESS_STEP = 500
_PATIENCE = 60.0
"""Seconds to wait for vectors to be read; the queries then go by words."""


class Query(BaseModel):
    """One line of the queries."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str
    """Comes back with the hits."""
    query: str
    """What to search for."""
    context: list[str] = Field(default_factory=list)
    """What the user said before."""


def read_queries(path: Path) -> list[Query]:
    """The queries of a file; raises BadInput at the first line that is none."""
    queries: list[Query] = []
    for line in read_jsonl(path, Query):
        if isinstance(line, Unreadable):
            raise line.reason
        queries.append(line)
    return queries


def answer_lines(store: DocStore, queries: Sequence[Query], k: int) -> Iterator[str]:
    """One JSON line per query."""
    for number, query in enumerate(queries, start=1):
        finding = store.find_documents(query.query, k, talk=Talk.of(query.context))
        hits = [
            {
                "doc_id": hit.chunk.doc_id,
                "chunk_id": hit.chunk.id,
                "score": round(hit.score, 6),
            }
            for hit in finding.hits
        ]
        line = {
            "id": query.id,
            "hits": hits,
            "found": finding.judgement.found,
            "confidence": round(finding.judgement.confidence, 4),
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"
        if number % _PROGRESS_STEP == 0:
            sys.stderr.write(f"{number} of {len(queries)} queries\n")


def tell_vectors(store: DocStore) -> None:
    """Read the vectors that there are, and say on stderr where they do not reach."""
    store.wait_for_kept_vectors(_PATIENCE)
    progress = store.vector_progress
    if progress.problem is not None:
        sys.stderr.write(f"{progress.problem}\n")
    if not progress.is_complete and progress.replacing is None:
        note = say("vectors.progress.partial", "en", done=progress.done, total=progress.total)
        sys.stderr.write(f"{note}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.search", description=__doc__)
    parser.add_argument("--queries", type=Path, required=True, metavar="Q.jsonl")
    parser.add_argument("-k", type=int, default=10, help="documents per query (default: 10)")
    parser.add_argument("-o", "--output", type=Path, help="write here instead of to stdout")
    parser.add_argument("--home", type=Path, help="workspace folder (default: CASEBOOK_HOME)")
    args = parser.parse_args(argv)

    from knowledge.settings import Settings  # noqa: PLC0415
    from knowledge.workspace import open_workspace  # noqa: PLC0415

    try:
        if args.k < 1:
            raise BadInput("docs.bad_k", k=args.k)
        refuse_overwriting(args.output, [args.queries])
        queries = read_queries(args.queries)
        settings = Settings.load(home=args.home)
        with open_workspace(settings, purpose="search", fill=False) as workspace:
            tell_vectors(workspace.docs)
            lines = answer_lines(workspace.docs, queries, args.k)
            write_lines(lines, args.output)
    except CasebookError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
