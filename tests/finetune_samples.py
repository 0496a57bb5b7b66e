"""Answers that users took, for the tests of training sets."""

from datetime import UTC, datetime, timedelta
from typing import Any

from knowledge.records import (
    Acted,
    Event,
    Trace,
)

NOW = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)
PRODUCTS = (
    "猫粮 积木 辅食机 口红 投影仪 羽绒服 保温杯 洗碗机 行车记录仪 防晒霜 跑步鞋 咖啡机 电饭煲"
    " 儿童座椅 空气炸锅 吸尘器 电动牙刷 露营帐篷 瑜伽垫 机械键盘 护手霜 台灯 行李箱 加湿器 望远镜"
    " 尤克里里 颈枕 滑板车 养生壶 拼图"
).split()
ASKS = ("写一条{}的开箱口播", "{}怎么讲才不像广告", "帮{}想五个标题", "给老人介绍{}的用法")
QUESTIONS = [ask.format(product) for product in PRODUCTS for ask in ASKS]


def taken(
    at: int, query: str, *, edited: str | None = None, answer: str | None = None, **more: Any
) -> tuple[Trace, list[Event]]:
    """A trace whose answer was adopted, and the acts on it."""
    said = answer or f"口播第 {at} 稿：先说“{query}”里最要紧的那件事，然后停两秒。"
    trace = Trace(
        id=f"t-{at:06d}",
        query=query,
        answer=said,
        time=NOW + timedelta(minutes=at),
        **{
            "version": f"v{at % 2 + 1}",
            "user_id": f"u{at // 2}",
            "session_id": f"s{at // 2}",
            **more,
        },
    )
    kinds: list[dict[str, Any]] = [{"kind": "adopted"}]
    if edited:
        kinds.insert(0, {"kind": "edited", "edited_text": edited})
    events = [
        Event(id=f"e-{at}-{place}", trace_id=trace.id, time=NOW, **kind)
        for place, kind in enumerate(kinds)
    ]
    return trace, events


def acted(*given_: tuple[Trace, list[Event]]) -> list[Acted]:
    return [Acted(trace=trace, events=events) for trace, events in given_]
