"""A small workspace of its own for each test, on real Chroma, SQLite and Parquet."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.records import Document, Event, Intent, Passage, Trace
from knowledge.settings import Settings
from knowledge.workspace import Workspace, open_workspace

# Most tests go by words: vectors take their time. Those about vectors ask for them.
os.environ["CASEBOOK_EMBEDDINGS"] = "none"

TOY_QUERY = "生成一条30秒的儿童玩具测评脚本"

TOY_CASE = Trace(
    id="t-000009",
    query=TOY_QUERY,
    answer="成人解压玩具推荐：下班回家捏一捏，一天的火气都没了。这款解压捏捏乐，办公室人手一个。",
    time=datetime(2026, 10, 20, 9, 30, tzinfo=UTC),
    feature="script_generation",
    version="v2",
    intent=Intent(name="write_script", slots={"audience": "adults", "seconds": 30}),
    rewritten_query="成人玩具测评脚本 30秒",
    retrieved=[
        Passage(
            id="lib-1",
            text="解压捏捏乐，成人办公室减压玩具，下班回家捏一捏。",
            score=0.8,
            used=True,
        )
    ],
)

DOWN = Event(
    id="e-1",
    trace_id=TOY_CASE.id,
    kind="rated",
    rating="down",
    reason="我要的是给孩子看的",
    time=datetime(2026, 10, 20, 9, 31, tzinfo=UTC),
)

PRICING = Document(
    id="pricing.md",
    title="定价方案",
    text="# 定价方案\n\n## 专业版\n\n专业版每月 39 元，每天可生成 100 条脚本。\n\n"
    "## 团队版\n\n团队版每席位每月 199 元，含共享素材库。\n",
    lang="zh",
)


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
