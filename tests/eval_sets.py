"""Traffic to build evaluation sets from, and the tool as a test calls it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tool_deps import called, deps_of

from knowledge.language import Lang
from knowledge.records import Event, Trace, Turn
from knowledge.workspace import Workspace
from tools.build_eval_set import EvalSetArtifact, build_eval_set

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
TOPICS = (
    "空气炸锅 黑洞 室友 睡眠 复利 疫苗 帐篷 狗粮 恐龙 键盘 耳机 防晒 租房 减肥 咖啡 垃圾分类"
).split()


def busy_with(workspace: Workspace) -> Workspace:
    """Sixty traces of two styles and languages, every fifth of them rated down."""
    traces, events = [], []
    for at in range(60):
        topic, style = TOPICS[at % len(TOPICS)], "comedy" if at % 3 else "knowledge"
        english = at % 4 == 0
        query = f"Script number {at} about thing {at}" if english else f"{at}号选题：讲讲{topic}"
        trace = Trace(
            id=f"t-{1000 + at:06d}",
            query=query,
            answer=f"《{topic}》第 {at} 稿：先说结论。",
            time=NOW - timedelta(hours=at),
            version="v2",
            segment={"style": style},
            history=[Turn(role="user", text="hi")] * (4 if at == 7 else 0),
        )
        traces.append(trace)
        rating = "down" if at % 5 == 0 else "up"
        events.append(Event(id=f"r{at}", trace_id=trace.id, kind="rated", rating=rating, time=NOW))
    workspace.events.append(traces, events)
    return workspace


def run(workspace: Workspace, lang: Lang = "zh", **args: Any) -> tuple[str, EvalSetArtifact]:
    deps = deps_of(workspace, lang, clock=lambda: NOW)
    text, artifact = called(build_eval_set, deps, told=lambda _: None, **args)
    return text, EvalSetArtifact.model_validate(artifact)


def styles(found: EvalSetArtifact) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found.examples:
        style = one.segment.get("style", "–")
        counts[style] = counts.get(style, 0) + 1
    return counts
