"""A bad case, what its user said of it, and a document, for small workspaces."""

from datetime import UTC, datetime

from knowledge.records import Document, Event, Intent, Passage, Trace

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
