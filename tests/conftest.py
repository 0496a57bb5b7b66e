"""A small workspace of its own for each test, on real Chroma, SQLite and Parquet."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import DOWN, PRICING, TOY_CASE

from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace

# Most tests go by words: vectors take their time. Those about vectors ask for them.
os.environ["CASEBOOK_EMBEDDINGS"] = "none"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", demo=False)


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    """A workspace with one bad case and one document."""
    with open_workspace(settings, purpose="tests") as workspace:
        workspace.events.append([TOY_CASE], [DOWN])
        workspace.docs.ingest([PRICING])
        yield workspace
