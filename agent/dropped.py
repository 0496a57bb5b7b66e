"""Which file of rows or records was handed over on the page since the question before.

A reader drops a file and asks "why did these fail?": what "these" are stands in no word of the
question, so each question carries the name of what came in before it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage

from tools.handed_over import HANDED_OVER, data_files

_SEEN = "newest_file"
"""In `additional_kwargs` of a question: when the newest such file had come in, in seconds."""
_SITTING = timedelta(hours=1)
"""A question is about files that came in no longer before it."""
_LOOKED = frozenset({"diagnose_case", "find_bad_cases"})
"""Tools after whose answers "these" are what they listed."""


def noted(
    folder: Path, before: Sequence[BaseMessage], now: datetime, last: datetime | None
) -> dict[str, Any]:
    """What a question notes of the files in `folder`: which one is new since those `before` it.

    The first of a conversation goes by when any other was put `last`, whose file it may have been.
    """
    newest = next(iter(data_files(folder)), None)
    if newest is None:
        return {}
    came = newest.stat().st_mtime
    marks = [one.additional_kwargs.get(_SEEN) for one in before if isinstance(one, HumanMessage)]
    begun = (now - _SITTING).timestamp()
    others = max(begun, last.timestamp()) if last else begun
    seen = next((mark for mark in reversed(marks) if mark), others)
    name = newest.relative_to(folder).as_posix()
    return {_SEEN: came} | ({HANDED_OVER: name} if came > seen else {})


def just_handed_over(messages: Sequence[BaseMessage]) -> str | None:
    """The file that was handed over last, until cases were looked at or listed after it."""
    for message in reversed(messages):
        if isinstance(message, HumanMessage) and (
            name := message.additional_kwargs.get(HANDED_OVER)
        ):
            return str(name)
        if isinstance(message, ToolMessage) and message.name in _LOOKED and message.artifact:
            return None
    return None
