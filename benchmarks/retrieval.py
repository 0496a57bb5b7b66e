"""How well the documents are found: ours beside plain BM25, dense alone, and chance.

`python -m benchmarks.retrieval` reads `retrieval_<set>_corpus.jsonl` and `_queries.jsonl` from
`CASEBOOK_BENCH_DATA` (default `../shared/data`). A query is asked of the documents of the
language that holds its answer, and, where there are two, of all documents together: then the
page in the asker's own language says the same, and comes first.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import bm25s
import numpy as np

from benchmarks.data import DATA, rows
from knowledge.database import open_database
from knowledge.docs import DocStore
from knowledge.documents.read import document_of
from knowledge.records import Document
from knowledge.tokens import terms
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm
from knowledge.vectors.progress import VectorProgress

SETS = ("dify", "dureader")
DEPTH = 10

Ranker = Callable[[str], list[str]]


class Asked(NamedTuple):
    """A question and where its answer is."""

    query: str
    """What is asked."""
    gold: list[str]
    """The ids of the documents that answer it."""


class Remembering:
    """The sentence model; what it has embedded once, for one shelf, it does not embed again."""

    name = MiniLm.name
    dimensions = MiniLm.dimensions

    def __init__(self) -> None:
        self._model = MiniLm()
        self._known: dict[str, Vector] = {}
        self.seconds = 0.0
        self.made = 0

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text; the time is that of new passages."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        begun = time.perf_counter()
        vectors = self._model.embed(new) if new else []
        if len(texts) > 1:
            self.seconds += time.perf_counter() - begun
            self.made += len(new)
            self._known.update(zip(new, vectors, strict=True))
            return [self._known[text] for text in texts]
        return vectors or [self._known[text] for text in texts]


def main() -> None:
    """Print one table, and what it took."""
    sets = [name for name in SETS if (DATA / f"retrieval_{name}_corpus.jsonl").exists()]
    if not sets:
        print(f"skipped: no data in {DATA}")
        return
    print(f"{'set':<10}{'query→docs':<14}{'n':>5}  {'method':<7}", end="")
    print(f"{'hit@1':>7}{'hit@10':>8}{'MRR@10':>8}{'p50 ms':>8}{'p95 ms':>8}")
    model = Remembering()
    costs = []
    for name in sets:
        corpus = rows(f"retrieval_{name}_corpus.jsonl")
        queries = rows(f"retrieval_{name}_queries.jsonl")
        langs = sorted({language(row["lang"]) for row in corpus})
        for shelf in [*langs, "+".join(langs)] if len(langs) > 1 else langs:
            documents = [
                document_of(row["id"], row["text"], row["title"])
                for row in corpus
                if language(row["lang"]) in shelf
            ]
            asked = defaultdict(list)
            for query in queries:
                if (lang := docs_language(query)) in shelf:
                    pair = f"{language(query.get('query_lang') or query['lang'])}→{lang}"
                    label = pair if shelf == lang else f"{pair} of {shelf}"
                    asked[label].append(Asked(query["query"], query["gold"]))
            costs.append(measure(f"{name:<10}", shelf, documents, asked, model))
    print("\n".join(costs))
    print(f"vectors: {model.made / max(model.seconds, 1e-9):.0f} passages/s")


def measure(
    name: str,
    shelf: str,
    documents: list[Document],
    questions: dict[str, list[Asked]],
    model: Remembering,
) -> str:
    """Print the rows of one shelf of documents; returns what ingesting it took."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(Path(folder) / "casebook.db")
        store = DocStore(engine, Path(folder) / "docs", embedder=model)
        begun = time.perf_counter()
        store.ingest(documents)
        ingested = time.perf_counter() - begun
        store.wait_for_vectors(on_progress=_tell)
        sys.stderr.write("\r")
        rankers = {"ours": ours(store), "bm25": bm25(documents), "dense": dense(store, model)}
        for label, asked in sorted(questions.items()):
            for method, ranker in rankers.items():
                print_row(name, label, method, ranker, asked)
            chance = mean(len(one.gold) for one in asked) / len(documents)
            print(f"{'':<31}{'chance':<7}{chance:>7.3f}{min(1.0, DEPTH * chance):>8.3f}")
        chunks = sum(one.chunks for one in store.documents())
        store.close()
        engine.dispose()
    return (
        f"{name}{shelf}: {len(documents)} documents, {chunks} passages, "
        f"searchable by words after {ingested:.1f} s ({chunks / ingested:.0f}/s)"
    )


def print_row(name: str, label: str, method: str, ranker: Ranker, asked: Sequence[Asked]) -> None:
    """Ask everything and print hit@1, hit@10, MRR@10 and the time of a query."""
    answers, times = [], []
    for one in asked:
        begun = time.perf_counter()
        answers.append(ranker(one.query))
        times.append(1000 * (time.perf_counter() - begun))
    ranks = [rank(found, one.gold) for found, one in zip(answers, asked, strict=True)]
    first, ten = mean(one == 1 for one in ranks), mean(one > 0 for one in ranks)
    reciprocal = mean(1 / one if one else 0 for one in ranks)
    print(f"{name}{label:<14}{len(asked):>5}  {method:<7}", end="")
    print(f"{first:>7.3f}{ten:>8.3f}{reciprocal:>8.3f}", end="")
    print(f"{np.percentile(times, 50):>8.1f}{np.percentile(times, 95):>8.1f}", flush=True)


def rank(found: Sequence[str], gold: Sequence[str]) -> int:
    """The place of the first gold document, from 1; 0 when none was found."""
    return next((place for place, one in enumerate(found, start=1) if one in gold), 0)


def ours(store: DocStore) -> Ranker:
    """What the assistant uses."""
    return lambda query: [hit.chunk.doc_id for hit in store.search_documents(query, DEPTH)]


def bm25(documents: Sequence[Document]) -> Ranker:
    """Plain BM25 over whole documents, with the same search terms."""
    index = bm25s.BM25()
    index.index([terms(f"{one.title}\n{one.text}") for one in documents], show_progress=False)

    def ranked(query: str) -> list[str]:
        scores = index.get_scores(terms(query))
        return [documents[at].id for at in np.argsort(-scores, kind="stable")[:DEPTH]]

    return ranked


def dense(store: DocStore, model: Remembering) -> Ranker:
    """Cosine over passages, a document by its best."""
    chunks = [one for doc in store.documents() for one in store.document_chunks(doc.doc_id)]
    matrix = np.array(model.embed([f"{one.place}\n{one.text}" for one in chunks]))

    def ranked(query: str) -> list[str]:
        order = np.argsort(-(matrix @ model.embed([query])[0]), kind="stable")
        return list(dict.fromkeys(chunks[at].doc_id for at in order[: 40 * DEPTH]))[:DEPTH]

    return ranked


def language(code: str) -> str:
    """`zh-Hans` is `zh`."""
    return code.split("-", maxsplit=1)[0]


def docs_language(query: dict[str, Any]) -> str:
    """The language of the documents that hold the answer."""
    return language(query.get("passage_lang") or query["lang"])


def _tell(at: VectorProgress) -> None:
    sys.stderr.write(f"\r{at.done}/{at.total} ")


if __name__ == "__main__":
    main()
