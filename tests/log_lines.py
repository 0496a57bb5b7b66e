"""A trace of ours, and a log as the lines that it is read as."""

import io
import json
from typing import Any

from knowledge.logs.opened import opened
from knowledge.records import Trace

ASKED, SAID = "How long does a refund take?", "Nine weeks, 退款很慢。"
OURS = {"id": "t-1", "query": ASKED, "answer": SAID, "retrieved": [{"id": "p", "text": "Days."}]}


def lines(data: bytes) -> list[bytes]:
    read, _ = opened(io.BufferedReader(io.BytesIO(data)), "in")  # type: ignore[type-var]
    return list(iter(read.readline, b""))


def only(value: Any) -> Trace:
    """The one trace in a value, written as JSON."""
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    (line,) = [one for one in lines(data) if one.strip()]
    return Trace.model_validate_json(line)
