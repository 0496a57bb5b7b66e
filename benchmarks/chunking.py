"""How large a chunk should be: limits compared, with and without an overlap, by plain BM25.

`python -m benchmarks.chunking [--dense]` reads `retrieval_dify_*` and `rootcause_dev*` from
`CASEBOOK_BENCH_DATA`. Documents: a Dify page by its description, the page being ranked by its
best chunk. Passages: a question about one of six paragraphs of a made-up page; a hit is a chunk
that holds the answer's words. `--dense` adds MiniLM on a sample of the English and Chinese pages.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import mean
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from benchmarks.data import DATA, rows
from benchmarks.retrieval import language
from knowledge.documents.chunking import LIMIT, chunk
from knowledge.documents.read import document_of
from knowledge.documents.sentences import sentences
from knowledge.records import Chunk, Document
from knowledge.tokens import terms

LIMITS = (200, 300, 450, 700, 1000)
GROUP = 6
"""Paragraphs of a made-up page."""
SAMPLE = 40
"""Pages of each language for MiniLM."""

Scores = NDArray[np.float32]
Asked = tuple[str, Callable[[Chunk], bool]]
"""A query, and which chunks answer it."""


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chunking", description=__doc__)
    parser.add_argument("--dense", action="store_true", help="MiniLM on a sample as well")
    args = parser.parse_args()
    if not (DATA / "retrieval_dify_corpus.jsonl").exists():
        print(f"skipped: no data in {DATA}")
        return
    print(f"chance: hit@1 {1 / 287:.3f} of a page; ours is the limit {LIMIT} without overlap")
    print(f"{'limit':>6}{'overlap':>8}{'chunks':>8}{'units':>7}", end="")
    names = [name for name, _, _ in sets()]
    print("".join(f"  {name:<22}" for name in names))
    print(" " * 29 + "  hit@1 hit@10  MRR    " * len(names))
    for limit in LIMITS:
        for overlap in (False, True):
            print_row(limit, overlap=overlap, dense=args.dense)


def print_row(limit: int, *, overlap: bool, dense: bool) -> None:
    """Cut everything, ask everything."""
    cells, chunks, sizes = [], 0, []
    for name, documents, asked in sets():
        cut = [one for doc in documents for one in pieces(doc, limit, overlap=overlap)]
        chunks += len(cut)
        sizes += [len(one.text) for one in cut]
        cells.append(measured(cut, asked, name, dense=False))
    line = f"{limit:>6}{'yes' if overlap else 'no':>8}{chunks:>8}{mean(sizes):>7.0f}"
    print(line + "".join(f"  {cell:<22}" for cell in cells), flush=True)
    if dense and not overlap:
        for name, documents, asked in sets(SAMPLE):
            cut = [one for doc in documents for one in pieces(doc, limit, overlap=overlap)]
            begun = time.perf_counter()
            cell = measured(cut, asked, name, dense=True)
            print(f"{'':>6}  minilm {name:<14}{cell}  {time.perf_counter() - begun:.0f} s")


def pieces(document: Document, limit: int, *, overlap: bool) -> list[Chunk]:
    """A document's chunks, each opened by the last sentence of the one before, if so wished."""
    cut = chunk(document, limit)
    if not overlap:
        return cut
    joined = [cut[0]] if cut else []
    for before, one in pairwise(cut):
        last = sentences(before.text)[-1:] if before.section == one.section else []
        joined.append(one.model_copy(update={"text": "\n".join([*last, one.text])}))
    return joined


def sets(sample: int | None = None) -> Iterator[tuple[str, list[Document], list[Asked]]]:
    """What is searched, and what is asked of it."""
    corpus, queries = rows("retrieval_dify_corpus.jsonl"), rows("retrieval_dify_queries.jsonl")
    for lang in ("zh", "en"):
        documents = [
            document_of(row["id"], row["text"], row["title"])
            for row in corpus
            if language(row["lang"]) == lang
        ][:sample]
        ids = {one.id for one in documents}
        asked = [
            (query["query"], _of_document(frozenset(query["gold"])))
            for query in queries
            if query["id"].split(":")[1] == f"{lang}2{lang}" and ids & set(query["gold"])
        ]
        yield f"dify {lang}", documents, asked
    if sample is None and (DATA / "rootcause_dev_docs.jsonl").exists():
        yield "answers", *_passages()


def _passages() -> tuple[list[Document], list[Asked]]:
    paragraphs = [row["text"] for row in rows("rootcause_dev_docs.jsonl")]
    pages = ["\n\n".join(paragraphs[at : at + GROUP]) for at in range(0, len(paragraphs), GROUP)]
    documents = [document_of(f"page{at}", text, f"page {at}") for at, text in enumerate(pages)]
    asked = []
    for trace in rows("rootcause_dev.jsonl"):
        answer = trace["reference"] or ""
        holding = [page for page in pages if answer and answer in page]
        if len(holding) == 1 and len(answer) > 1:
            asked.append((trace["query"], _with_words(answer)))
    return documents, asked


def _of_document(gold: frozenset[str]) -> Callable[[Chunk], bool]:
    return lambda one: one.doc_id in gold


def _with_words(answer: str) -> Callable[[Chunk], bool]:
    return lambda one: answer in one.text


def measured(cut: Sequence[Chunk], asked: Sequence[Asked], name: str, *, dense: bool) -> str:
    """hit@1, hit@10 and MRR@10, of documents or of passages."""
    scores = by_vectors(cut, asked) if dense else by_words(cut, asked)
    whole = name.startswith("dify")
    ranks = []
    for (_, answers), row in zip(asked, scores, strict=True):
        seen: dict[Any, bool] = {}
        for at in np.argsort(-row, kind="stable"):
            key = cut[at].doc_id if whole else at
            seen.setdefault(key, answers(cut[at]))
            if len(seen) == 10:
                break
        ranks.append(next((place for place, hit in enumerate(seen.values(), 1) if hit), 0))
    reciprocal = mean(1 / rank if rank else 0 for rank in ranks)
    return f"{mean(r == 1 for r in ranks):.3f}  {mean(r > 0 for r in ranks):.3f}  {reciprocal:.3f}"


def by_words(cut: Sequence[Chunk], asked: Sequence[Asked]) -> Iterator[Scores]:
    """BM25 over chunks with their headings."""
    index = bm25s.BM25(k1=1.2, b=0.5)
    index.index([terms(f"{one.place}\n{one.text}") for one in cut], show_progress=False)
    for query, _ in asked:
        yield index.get_scores([t for t in dict.fromkeys(terms(query)) if t in index.vocab_dict])


def by_vectors(cut: Sequence[Chunk], asked: Sequence[Asked]) -> Iterator[Scores]:
    """MiniLM's cosine."""
    from knowledge.vectors.minilm import MiniLm  # noqa: PLC0415

    model = MiniLm()
    matrix = np.array(model.embed([f"{one.place}\n{one.text}" for one in cut]))
    for vector in model.embed([query for query, _ in asked]):
        yield matrix @ vector


if __name__ == "__main__":
    main()
