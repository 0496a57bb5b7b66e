"""How well the documents are found: ours beside plain BM25, vectors alone, and chance.

`python -m benchmarks.retrieval` reads `retrieval_<set>_corpus.jsonl` and `_queries.jsonl` from
`CASEBOOK_BENCH_DATA` (default `../shared/data`). A query is asked of the documents of the
language that holds its answer.
"""

import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from knowledge.docs import DocStore
from knowledge.embeddings import HashingEmbedder
from knowledge.lexical import Concept, LexicalIndex
from knowledge.read_documents import document_of
from knowledge.records import Document
from knowledge.tokens import terms

DATA = Path(
    os.environ.get("CASEBOOK_BENCH_DATA")
    or Path(__file__).resolve().parent.parent.parent / "shared" / "data"
)
SETS = ("dify", "dureader")
DEPTH = 10

Ranker = Callable[[str], list[str]]


def main() -> None:
    """Print one table, and what it took."""
    sets = [name for name in SETS if (DATA / f"retrieval_{name}_corpus.jsonl").exists()]
    if not sets:
        print(f"skipped: no data in {DATA}")
        return
    print(f"{'set':<10}{'query→docs':<12}{'n':>5}  {'method':<8}", end="")
    print(f"{'hit@1':>7}{'hit@10':>8}{'MRR@10':>8}{'ms/query':>10}")
    costs = []
    for name in sets:
        corpus = rows(f"retrieval_{name}_corpus.jsonl")
        queries = rows(f"retrieval_{name}_queries.jsonl")
        for lang in sorted({language(row["lang"]) for row in corpus}):
            documents = [
                document_of(row["id"], row["text"], row["title"])
                for row in corpus
                if language(row["lang"]) == lang
            ]
            asked = [query for query in queries if docs_language(query) == lang]
            costs.append(measure(name, lang, documents, asked))
    print("\n".join(costs))


def measure(name: str, lang: str, documents: list[Document], queries: list[dict[str, Any]]) -> str:
    """Print the rows of one shelf of documents; returns what ingesting it took."""
    with tempfile.TemporaryDirectory() as folder:
        store = DocStore(Path(folder))
        begun = time.perf_counter()
        store.ingest(documents)
        ingested = time.perf_counter() - begun
        store.close()
        begun = time.perf_counter()
        store = DocStore(Path(folder))
        opened = time.perf_counter() - begun
        rankers = {"ours": ours(store), "bm25": bm25(documents), "vectors": vectors(store)}
        by_pair = defaultdict(list)
        for query in queries:
            by_pair[language(query.get("query_lang") or query["lang"])].append(query)
        for query_lang, asked in sorted(by_pair.items()):
            for method, ranker in rankers.items():
                print_row(name, f"{query_lang}→{lang}", method, ranker, asked)
            chance = mean(len(query["gold"]) for query in asked) / len(documents)
            print(f"{'':<29}{'chance':<8}{chance:>7.3f}{min(1.0, DEPTH * chance):>8.3f}")
        chunks = sum(one.chunks for one in store.documents())
        store.close()
    return (
        f"{name} {lang}: {len(documents)} documents, {chunks} chunks, "
        f"ingested in {ingested:.1f} s, opened in {opened:.2f} s"
    )


def print_row(
    name: str, pair: str, method: str, ranker: Ranker, queries: Sequence[dict[str, Any]]
) -> None:
    """Ask everything and print hit@1, hit@10, MRR@10 and the time per query."""
    begun = time.perf_counter()
    answers = [ranker(query["query"]) for query in queries]
    milliseconds = 1000 * (time.perf_counter() - begun) / len(queries)
    ranks = [rank(found, query["gold"]) for found, query in zip(answers, queries, strict=True)]
    first, ten = mean(one == 1 for one in ranks), mean(one > 0 for one in ranks)
    reciprocal = mean(1 / one if one else 0 for one in ranks)
    print(f"{name:<10}{pair:<12}{len(queries):>5}  {method:<8}", end="")
    print(f"{first:>7.3f}{ten:>8.3f}{reciprocal:>8.3f}{milliseconds:>10.1f}", flush=True)


def rank(found: Sequence[str], gold: Sequence[str]) -> int:
    """The place of the first gold document, from 1; 0 when none was found."""
    return next((place for place, one in enumerate(found, start=1) if one in gold), 0)


def ours(store: DocStore) -> Ranker:
    """What the assistant uses."""
    return lambda query: [hit.chunk.doc_id for hit in store.search_documents(query, DEPTH)]


def bm25(documents: Sequence[Document]) -> Ranker:
    """BM25 over whole documents."""
    index = LexicalIndex([terms(f"{one.title}\n{one.text}") for one in documents])

    def ranked(query: str) -> list[str]:
        asked = [Concept.of(term) for term in dict.fromkeys(terms(query))]
        scores = index.match(asked).scores
        return [documents[at].id for at in np.argsort(-scores, kind="stable")[:DEPTH]]

    return ranked


def vectors(store: DocStore) -> Ranker:
    """Cosine over chunks, a document by its best."""
    embedder = HashingEmbedder()
    chunks = [one for doc in store.documents() for one in store.document_chunks(doc.doc_id)]
    matrix = np.array(embedder.embed([f"{one.place}\n{one.text}" for one in chunks]))

    def ranked(query: str) -> list[str]:
        order = np.argsort(-(matrix @ embedder.embed([query])[0]), kind="stable")
        return list(dict.fromkeys(chunks[at].doc_id for at in order[: 40 * DEPTH]))[:DEPTH]

    return ranked


def rows(file: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file of the data folder."""
    with (DATA / file).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def language(code: str) -> str:
    """`zh-Hans` is `zh`."""
    return code.split("-", maxsplit=1)[0]


def docs_language(query: dict[str, Any]) -> str:
    """The language of the documents that hold the answer."""
    return language(query.get("passage_lang") or query["lang"])


if __name__ == "__main__":
    main()
