"""What a search shows for each question of `benchmarks/answerable.py`, and of which pool."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import yaml

from benchmarks.data import rows
from benchmarks.logistic import Floats
from knowledge.database import open_database
from knowledge.demo.scriptmate.library import DEMO
from knowledge.docs import DocStore
from knowledge.documents.read import document_of, read_documents
from knowledge.records import Document
from knowledge.retrieval.signs import Signs
from knowledge.retrieval.talk import Talk
from knowledge.vectors.embeddings import Vector
from knowledge.vectors.minilm import MiniLm

FILE = "unanswerable_mtragun_dev.jsonl"


@dataclass(frozen=True)
class Asked:
    """A conversation, and what is known of the answer to its last turn."""

    turns: tuple[str, ...]
    """What the user said; the last is the question."""
    answered: bool
    """Whether the documents answer it, at least in part."""
    part: str
    """The collection, or `dev` or `held_out`, and for the demo the kind of question."""
    partial: bool = False
    """Whether they do so only in part."""
    conversation: int = -1
    """Which conversation it is from, counted from 0; -1 for the demo's."""


@dataclass(frozen=True)
class Measured:
    """A set of conversations with what a search showed for each."""

    name: str
    """As the table calls it."""
    asked: list[Asked]
    """The conversations."""
    signs: Floats
    """`Signs` a row."""

    def only(self, chosen: Sequence[bool]) -> "Measured":
        """Those that are chosen."""
        kept = [one for one, is_in in zip(self.asked, chosen, strict=True) if is_in]
        return Measured(self.name, kept, self.signs[np.array(chosen, np.bool_)])


class Remembering:
    """An embedder that embeds the same text once, for pools that overlap."""

    name = MiniLm.name
    dimensions = MiniLm.dimensions

    def __init__(self) -> None:
        self._known: dict[str, Vector] = {}

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Vectors of `texts`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, MiniLm().embed(new), strict=True))
        return [self._known[text] for text in texts]


def measure_all(embedder: Remembering | None) -> list[Measured]:
    """All sets: the pool of everything, the pools of the collections, the demo."""
    asked = list(conversations())
    pool = {text: row["collection"] for row in rows(FILE) for text in row["contexts"]}
    names = sorted(set(pool.values()))
    with filled(dict.fromkeys(pool, "all"), embedder) as store:
        everything = measure("pool of all", store, asked)
    parts = []
    for name in names:
        with filled({t: name for t, part in pool.items() if part == name}, embedder) as store:
            parts.append(measure("", store, [one for one in asked if one.part == name]))
    each = Measured(
        "pool of the collection",
        [one for part in parts for one in part.asked],
        np.concatenate([part.signs for part in parts]),
    )
    documents = [one for one in read_documents(DEMO / "docs") if isinstance(one, Document)]
    with stored(documents, embedder) as store:
        demo = measure("demo documents", store, list(demo_questions()))
    return [everything, each, demo]


def conversations() -> Iterator[Asked]:
    """The conversations of the public set; the number of contexts tells the label, unused."""
    known: dict[str, int] = {}
    for row in rows(FILE):
        number = known.setdefault(row["id"].partition("<::>")[0], len(known))
        earlier = [turn["text"] for turn in row["history"] if turn["role"] == "user"]
        label = row["answerability"]
        yield Asked(
            (*earlier, row["query"]),
            label != "UNANSWERABLE",
            row["collection"],
            label == "PARTIAL",
            number,
        )


def demo_questions() -> Iterator[Asked]:
    """The questions about the demo's documents."""
    text = resources.files("benchmarks").joinpath("answerable_demo.yaml").read_text("utf-8")
    for split, kinds in yaml.safe_load(text).items():
        for kind, languages in kinds.items():
            for question in [one for lang in languages.values() for one in lang]:
                turns = tuple(question) if isinstance(question, list) else (question,)
                yield Asked(turns, kind == "answered", split)


@contextmanager
def filled(pool: dict[str, str], embedder: Remembering | None) -> Iterator[DocStore]:
    """A store of passages, a document each."""
    documents = [document_of(f"{name}-{at}", text) for at, (text, name) in enumerate(pool.items())]
    with stored(documents, embedder) as store:
        yield store


@contextmanager
def stored(documents: list[Document], embedder: Remembering | None) -> Iterator[DocStore]:
    """A store of documents, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(Path(folder) / "casebook.db")
        store = DocStore(engine, Path(folder) / "vectors", embedder=embedder)
        store.ingest(documents)
        store.wait_for_vectors()
        yield store
        store.close()
        engine.dispose()


def measure(name: str, store: DocStore, asked: list[Asked]) -> Measured:
    """What a search shows for each question."""
    signs = [
        store.find(one.turns[-1], 1, talk=Talk.of(one.turns[:-1])).judgement.signs for one in asked
    ]
    return Measured(
        name, asked, np.array(signs, np.float64).reshape(len(asked), len(Signs._fields))
    )
