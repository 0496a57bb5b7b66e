"""How time and memory grow with the documents: 1,000 to 100,000 chunks, a process for each.

`python -m benchmarks.scale [N …]` prints a table and draws `benchmarks/scale.svg`. The texts are
sentences of the benchmark corpora, put together anew so that chunks differ. Vectors of 100,000
chunks would take an hour; those of the chunks are stand-ins of the same size (384 numbers drawn by
the text's hash), those of the queries are real.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.data import DATA, rows
from knowledge.database import open_database
from knowledge.docs import DocStore
from knowledge.documents.sentences import sentences
from knowledge.language import Lang
from knowledge.records import Document
from knowledge.vectors.embeddings import Vector

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SETS = ("dify", "dureader")
SECTIONS = 10
UNITS = {"zh": 260, "en": 700}
"""Letters of a section: about what a chunk of real documents holds."""
QUERIES = 300
PLOT = Path(__file__).with_name("scale.svg")
COLUMNS = {
    "chunks": ("chunks", "{:>8,.0f}"),
    "ingest": ("ingest /s", "{:>11.0f}"),
    "ingest_mb": ("its MB", "{:>8.0f}"),
    "fill_mb": ("filling MB", "{:>12.0f}"),
    "open": ("open s", "{:>8.2f}"),
    "vectors": ("vectors s", "{:>11.2f}"),
    "p50": ("query p50 ms", "{:>14.1f}"),
    "p95": ("p95 ms", "{:>9.1f}"),
    "one_more": ("one more file ms", "{:>18.0f}"),
    "mb": ("MB", "{:>8.0f}"),
}


class StandIn:
    """Vectors by hash for chunks, by the real model for a single text, which is a query."""

    name = "stand-in"
    dimensions = 384

    def __init__(self) -> None:
        from knowledge.vectors.minilm import MiniLm  # noqa: PLC0415

        self._real = MiniLm()

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text."""
        return self._real.embed(texts) if len(texts) == 1 else [_drawn(text) for text in texts]


def main() -> None:
    """Measure each size, or do one step for a parent that does."""
    if sys.argv[1:2] == ["--step"]:
        step, count, folder = sys.argv[2:]
        print(json.dumps(STEPS[step](int(count), Path(folder))))
        return
    if not (DATA / f"retrieval_{SETS[0]}_corpus.jsonl").exists():
        print(f"skipped: no data in {DATA}")
        return
    print("".join(f"{name:>{len(form.format(0))}}" for name, form in COLUMNS.values()))
    measured = []
    for size in map(int, sys.argv[1:] or SIZES):
        measured.append(measure(size))
        line = [form.format(measured[-1][key]) for key, (_, form) in COLUMNS.items()]
        print("".join(line), flush=True)
    if len(measured) > 1:
        draw(measured)


def measure(size: int) -> dict[str, float]:
    """Both steps, each in a process of its own."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for step in STEPS:
            command = [sys.executable, "-m", "benchmarks.scale", "--step", step, str(size), folder]
            found |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def ingest(size: int, folder: Path) -> dict[str, float]:
    """Take documents in by words, then give them vectors."""
    engine = open_database(folder / "casebook.db")
    store = DocStore(engine, folder / "vectors")
    documents = list(synthetic(size))
    begun = time.perf_counter()
    store.ingest(documents)
    seconds = time.perf_counter() - begun
    chunks = sum(one.chunks for one in store.documents())
    megabytes = peak()
    store.close()
    store = DocStore(engine, folder / "vectors", embedder=StandIn())
    assert store.wait_for_vectors()
    store.close()
    return {
        "chunks": chunks,
        "ingest": chunks / seconds,
        "ingest_mb": megabytes,
        "fill_mb": peak(),
    }


def serve(size: int, folder: Path) -> dict[str, float]:
    """Open what is there, ask, and take in one more file."""
    engine = open_database(folder / "casebook.db")
    begun = time.perf_counter()
    store = DocStore(engine, folder / "vectors", embedder=StandIn())
    opened = time.perf_counter() - begun
    assert store.wait_for_vectors()
    ready = time.perf_counter() - begun
    asked = [row["query"] for name in SETS for row in rows(f"retrieval_{name}_queries.jsonl")]
    random.Random(size).shuffle(asked)
    for query in asked[:10]:  # the model is loaded by the first
        store.search(query, 10)
    times = []
    for query in asked[10 : 10 + QUERIES]:
        begun = time.perf_counter()
        store.search(query, 10)
        times.append(1000 * (time.perf_counter() - begun))
    one_more = list(synthetic(1, name="more"))
    begun = time.perf_counter()
    store.ingest(one_more)
    more = 1000 * (time.perf_counter() - begun)
    store.close()
    return {
        "open": opened,
        "vectors": ready,
        "p50": float(np.quantile(times, 0.5)),
        "p95": float(np.quantile(times, 0.95)),
        "one_more": more,
        "mb": peak(),
    }


STEPS = {"ingest": ingest, "serve": serve}


def synthetic(size: int, name: str = "d") -> Iterator[Document]:
    """Documents of about `size` chunks, half of them Chinese."""
    pool: dict[str, list[str]] = {"zh": [], "en": []}
    for source in SETS:
        for row in rows(f"retrieval_{source}_corpus.jsonl"):
            found = [one.strip() for one in sentences(row["text"]) if 10 < len(one.strip()) < 300]
            pool[row["lang"].split("-")[0]] += [one for one in found if one[0] not in "#|`<-"]
    draw_from = random.Random(f"{name} {size}")
    for number in range(max(1, size // SECTIONS)):
        lang: Lang = "zh" if number % 2 else "en"
        parts = []
        for section in range(min(SECTIONS, size)):
            text = ""
            while len(text) < UNITS[lang]:
                text += draw_from.choice(pool[lang]) + ("" if lang == "zh" else " ")
            parts.append(f"## {draw_from.choice(pool[lang])[:24]} {section}\n\n{text}")
        title = draw_from.choice(pool[lang])[:30]
        yield Document(
            id=f"{name}{number}.md", title=title, text="\n\n".join(parts), lang=lang, media="md"
        )


def draw(measured: Sequence[dict[str, float]]) -> None:
    """Draw time and memory by size."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("svg")
    from matplotlib import pyplot  # noqa: PLC0415

    mpl.rcParams["svg.hashsalt"] = "scale"
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    sizes = [one["chunks"] for one in measured]
    for key, label in (("p50", "query, median"), ("p95", "query, 95 %")):
        left.plot(sizes, [one[key] for one in measured], marker="o", label=label)
    left.set(ylabel="milliseconds", ylim=0)
    for key, label in (
        ("mb", "serving"),
        ("ingest_mb", "taking in by words"),
        ("fill_mb", "and filling in vectors"),
    ):
        right.plot(sizes, [one[key] for one in measured], marker="o", label=label)
    right.set(ylabel="megabytes, at the highest", ylim=0)
    for axes in (left, right):
        axes.set(xscale="log", xlabel="chunks")
        axes.grid(alpha=0.3)
        axes.legend()
    PLOT.parent.mkdir(exist_ok=True)
    figure.savefig(PLOT, metadata={"Date": None})
    print(f"drawn: {PLOT}")


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _drawn(text: str) -> Vector:
    numbers = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(384, np.float32)
    return numbers / np.float32(np.linalg.norm(numbers))


if __name__ == "__main__":
    main()
