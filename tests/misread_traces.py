"""Traces whose audience was misread: children were asked for, adults were understood."""

from datetime import UTC, datetime, timedelta
from typing import Any

from knowledge.records import Intent, Trace

START = datetime(2026, 10, 5, 9, tzinfo=UTC)


def misread(number: int, **fields: Any) -> Trace:
    """One of them; `fields` are otherwise than theirs. They spread over twenty days, four users."""
    given = {
        "id": f"t-{number:06d}",
        "query": "写一条30秒的儿童玩具脚本",
        "answer": "《成人解压玩具》\n口播：下班捏一捏。",
        "time": START + timedelta(days=number % 20),
        "user_id": f"u{number % 4}",
        "intent": Intent(name="write_script", slots={"audience": "adults", "seconds": 30}),
    }
    return Trace.model_validate({**given, **fields})
