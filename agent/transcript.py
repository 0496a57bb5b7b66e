"""A kept conversation as the page shows it: messages back into questions, steps and answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.events import ShownTurn, ToolFinished
from agent.repair import FAILED

STOPPED = "stopped"
"""Marks, in `additional_kwargs`, an answer that the reader stopped half-way."""
HAND_OVER = "can_hand_over"
"""Marks, in `additional_kwargs`, a failure after which the planner can take the question."""
SECONDS = "seconds"
"""How long it took, in `additional_kwargs` of an answer or a tool's result."""


def shown_turns(
    messages: Sequence[BaseMessage], ratings: Mapping[str, str | None]
) -> list[ShownTurn]:
    """The conversation, one entry a question; `ratings` are the reader's, by answer id."""
    turns: list[list[BaseMessage]] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            turns.append([])
        if turns:
            turns[-1].append(message)
    return [_shown(turn, ratings) for turn in turns]


def _shown(turn: Sequence[BaseMessage], ratings: Mapping[str, str | None]) -> ShownTurn:
    question, *rest = turn
    said = [m for m in rest if isinstance(m, AIMessage) and not m.additional_kwargs.get(FAILED)]
    words = [message for message in said if message.text.strip()]
    failures = [m for m in rest if m.additional_kwargs.get(FAILED)]
    answer = words[-1] if words else None
    metadata = answer.response_metadata if answer else {}
    return ShownTurn(
        question_id=str(question.id),
        question=question.text,
        steps=_steps(said, rest),
        answer="\n\n".join(message.text for message in words) or None,
        answer_id=answer.id if answer else None,
        mind=metadata.get("model_name"),
        seconds=answer.additional_kwargs.get(SECONDS) if answer else None,
        stopped=any(message.additional_kwargs.get(STOPPED) for message in said),
        failure=failures[-1].text if failures else None,
        can_hand_over=bool(failures and failures[-1].additional_kwargs.get(HAND_OVER)),
        rating=ratings.get(str(answer.id)) if answer else None,
    )


def _steps(said: Sequence[AIMessage], rest: Sequence[BaseMessage]) -> list[ToolFinished]:
    results = {m.tool_call_id: m for m in rest if isinstance(m, ToolMessage)}
    calls = [call for message in said for call in message.tool_calls]
    return [
        tool_finished(call["name"], call["args"], results[str(call["id"])])
        for call in calls
        if call["id"] in results
    ]


def tool_finished(name: str, args: dict[str, Any], result: ToolMessage) -> ToolFinished:
    """A tool's result as an event."""
    return ToolFinished(
        call_id=result.tool_call_id,
        name=name,
        args=args,
        text=result.text,
        artifact=result.artifact,
        ok=result.status == "success",
        seconds=result.additional_kwargs.get(SECONDS),
    )
