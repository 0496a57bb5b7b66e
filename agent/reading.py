"""What the planner reads out of a conversation: the question, its language, what it refers to."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from knowledge.language import Lang, answer_language
from tools.routes import Asked

FOCUS = "focus"
"""In `additional_kwargs` of a question: the case that the reader had open when asking."""


def last_question(messages: Sequence[BaseMessage]) -> str | None:
    """The user's last words, or None."""
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            return message.text
    return None


def question_language(messages: Sequence[BaseMessage]) -> Lang:
    """The language of the last question; one without words of either follows the ones before."""
    lang: Lang = "en"
    for message in messages:
        if isinstance(message, HumanMessage):
            lang = answer_language(message.text, default=lang)
    return lang


def results_since_question(messages: Sequence[BaseMessage]) -> list[ToolMessage]:
    """The tool results that have come in since the last question, in order."""
    results: list[ToolMessage] = []
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            break
        if isinstance(message, ToolMessage):
            results.insert(0, message)
    return results


def calls_since_question(messages: Sequence[BaseMessage]) -> list[tuple[str, dict[str, Any]]]:
    """Name and arguments of each tool call that was answered since the last question."""
    answered = {result.tool_call_id for result in results_since_question(messages)}
    return [
        (call["name"], call["args"])
        for message in messages
        if isinstance(message, AIMessage)
        for call in message.tool_calls
        if call["id"] in answered
    ]


def asked(messages: Sequence[BaseMessage], question: str) -> Asked:
    """The question with what was said before, the open case and the last call that succeeded."""
    succeeded = {
        message.tool_call_id
        for message in messages
        if isinstance(message, ToolMessage) and message.status == "success"
    }
    lang = question_language(messages)
    focus = _focus(messages)
    said = [message.text for message in messages if isinstance(message, HumanMessage)]
    earlier = tuple(said[:-1])
    listed = _listed(messages)
    for message in reversed(messages):
        if isinstance(message, AIMessage):
            for call in reversed(message.tool_calls):
                if call["id"] in succeeded:
                    return Asked(
                        question, lang, call["name"], dict(call["args"]), focus, listed, earlier
                    )
    return Asked(question, lang, focus=focus, listed=listed, earlier=earlier)


def _listed(messages: Sequence[BaseMessage]) -> tuple[str, ...]:
    """The cases of the last result that was a list of clusters, in its order."""
    for message in reversed(messages):
        artifact = message.artifact if isinstance(message, ToolMessage) else None
        if isinstance(artifact, dict) and "listed" in artifact:
            return tuple(map(str, artifact["listed"]))
    return ()


def _focus(messages: Sequence[BaseMessage]) -> str | None:
    questions = [message for message in messages if isinstance(message, HumanMessage)]
    focus: str | None = questions[-1].additional_kwargs.get(FOCUS) if questions else None
    return focus
