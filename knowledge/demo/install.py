"""Fill a workspace with the demo product: its documents, its corpus, its traffic."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from knowledge.demo.scriptmate.library import DEMO, corpus_rows, demo_library
from knowledge.demo.traffic import simulate
from knowledge.ingest import ingest_paths
from knowledge.workspace import CORPUS, Workspace

SOURCE = "demo"
"""The name under which the demo's traces and events lie in the event log."""
_TRUTH = Path("demo", "truth.jsonl")  # for tests and benchmarks; no tool may read it


def install(workspace: Workspace) -> None:
    """Put everything in place. Safe to repeat: what is there already is replaced, not doubled.

    A kill half-way leaves whole files only, and the next call finishes the work.
    """
    traffic = simulate()
    _write_jsonl(workspace.home / CORPUS, corpus_rows(demo_library()))
    _write_jsonl(workspace.home / _TRUTH, map(asdict, traffic.truth))
    workspace.events.replace(SOURCE, traffic.traces, traffic.events)
    ingest_paths(workspace.docs, [DEMO / "docs"])


def _write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(path)
