"""Fill a workspace with the demo product, and clear it again.

The demo is its documents, its corpus, its traffic and invented scores of models. Each bears the
demo's name, so that it never covers what a team has put into the workspace itself, and can be told
from it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from knowledge.demo import ORIGIN
from knowledge.demo.scores import demo_scores
from knowledge.demo.scriptmate.library import DEMO, corpus_of, demo_library, product_of
from knowledge.demo.scriptmate.retrieve import RELEVANT_SCORE
from knowledge.demo.traffic import simulate
from knowledge.documents.read import document_of
from knowledge.model_scores import SCORES
from knowledge.records import Document
from knowledge.workspace import CORPUS, PRODUCT, Workspace

SOURCE = "demo"
"""The name under which the demo's traces and events lie in the event log."""
_TRUTH = Path("demo", "truth.jsonl")  # for tests and benchmarks; no tool may read it


def install(workspace: Workspace) -> None:
    """Put everything in place. Safe to repeat: what is there already is replaced, not doubled.

    A kill half-way leaves whole files only, and the next call finishes the work.
    """
    traffic = simulate()
    _write(workspace.home / CORPUS, _corpus())
    _write(workspace.home / PRODUCT, _product())
    _write(workspace.home / SCORES, _scores())
    _write(workspace.home / _TRUTH, _lines(map(asdict, traffic.truth)))
    workspace.events.replace(SOURCE, traffic.traces, traffic.events)
    workspace.docs.ingest(_documents())


def remove(workspace: Workspace) -> bool:
    """Take the demo out and leave everything else; returns whether anything of it was there."""
    documents = [one.doc_id for one in workspace.docs.documents() if _is_demo(one.origin)]
    texts = {CORPUS: _corpus(), PRODUCT: _product(), SCORES: _scores()}
    files = [workspace.home / _TRUTH]
    files += [
        workspace.home / name for name in texts if _is_text(workspace.home / name, texts[name])
    ]
    found = bool(documents) or any(file.exists() for file in files)
    workspace.docs.remove(documents)
    workspace.events.drop(SOURCE)
    for file in files:
        file.unlink(missing_ok=True)
    return found


def holds_own(workspace: Workspace) -> bool:
    """Whether a team has put anything of its own into the workspace."""
    texts = {CORPUS: _corpus(), SCORES: _scores()}
    files = any(
        (workspace.home / name).exists() and not _is_text(workspace.home / name, text)
        for name, text in texts.items()
    )
    documents = any(not _is_demo(one.origin) for one in workspace.docs.documents())
    return files or documents or workspace.events.has_other_than(SOURCE)


def _is_demo(origin: str | None) -> bool:
    return origin is not None and origin.startswith(ORIGIN)


def _documents() -> Iterator[Document]:
    for file in sorted((DEMO / "docs").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        yield document_of(file.name, text, origin=f"{ORIGIN}{file.name}", media="md")


def _is_text(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode()


def _corpus() -> str:
    return "".join(f"{entry.model_dump_json()}\n" for entry in corpus_of(demo_library()))


def _scores() -> str:
    return "".join(f"{row.model_dump_json()}\n" for row in demo_scores())


def _product() -> str:
    product = product_of(demo_library(), RELEVANT_SCORE)
    return yaml.safe_dump(product.model_dump(mode="json"), allow_unicode=True, sort_keys=False)


def _lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)
