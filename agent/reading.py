"""What the planner reads out of a conversation: the question, its language, what it refers to."""

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.dropped import just_handed_over
from agent.going_on import does_over, takes_back
from knowledge.language import Lang, answer_language
from tools.routes import Asked

_LOOK_UP = "search_docs"
_ANSWERS = 3
"""Answers whose words a question may ask about."""
_JSON = re.compile(r"[\[{]\s*[{\"].*[}\]]", re.DOTALL)
_DATA = re.compile(
    r"^\s*(?:[\[{|\"]|\d{4}-\d|\W{0,3}[\w .\-\[\]:]{1,40}[:：]\s|[^\t]{1,400}\t)|^\s*$"
    r"|^[^,\s]{1,40}(?:,[^,\s][^,]{0,200})+$"
)
"""A line that begins like one of a log, a dialogue, JSON or a table."""
_Call = tuple[str, dict[str, Any]]

FOCUS = "focus"
"""In `additional_kwargs` of a question: the case that the reader had open when asking."""
NAMED = "named"
"""The same: the ids in it that the stores hold."""


def last_question(messages: Sequence[BaseMessage]) -> str | None:
    """The user's last words, or None."""
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            return message.text
    return None


def question_language(messages: Sequence[BaseMessage]) -> Lang:
    """The language of the last question; one without words of either follows the ones before.

    What is pasted is the product's language and not the reader's: it counts in a first question
    only, and where nothing else is said.
    """
    lang: Lang | None = None
    for message in messages:
        if isinstance(message, HumanMessage):
            lang = answer_language(_own_words(message.text, lang), default=lang or "en")
    return lang or "en"


def _own_words(text: str, lang: Lang | None) -> str:
    """A question without the lines of a log, a dialogue or a table, once a language is known."""
    if lang is None:
        return text
    lines = _JSON.sub(" ", text).splitlines()
    rest = [line for line in lines if not _DATA.match(line)]
    return "\n".join(rest if len(lines) - len(rest) > 1 else lines)


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
    """The question with what was said before, the open case and the last call.

    That call counts although it failed, for "then v2" mends what was asked; yet what it had wrong
    is no ground to build on, so that `last_args` are of the tool's last call that succeeded.
    """
    turns = _turns(messages)
    name, tried = _last_call(messages)
    calls = _calls(turns)
    if calls and _only_looks(calls[-1]) and (takes_back(question) or does_over(question)):
        # What only looks changes nothing: what is undone is what came before it.
        calls = [call for call in calls if not _only_looks(call)]
        name, tried = (calls[-1][0], None) if calls else (name, tried)
    args = next((args for one, args in reversed(calls) if one == name), {})
    listed_by, listed, artifact = _listed(messages)
    came = artifact if artifact.get("kind") == "diagnosis" else {}
    last = _last_artifact(messages)
    return Asked(
        question,
        question_language(messages),
        last_tool=name,
        last_args=dict(args),
        args_of={tool: dict(given) for tool, given in _calls(turns)},
        tried=tried,
        focus=_noted(messages).get(FOCUS),
        named=tuple(_noted(messages).get(NAMED) or ()),
        handed_over=just_handed_over(messages),
        cases=_cases(messages),
        said=_said(messages),
        listed=listed,
        worst=_worst(listed, artifact),
        together=tuple(map(str, came.get("together") or listed)),
        failed=tuple(map(str, came.get("failed") or ())),
        listed_by=listed_by,
        kept=_kept(messages),
        suggested=tuple(map(str, last.get("suggest") or ())),
        unfinished=last.get("unfinished") is True,
        earlier=tuple(said for said, _ in turns[:-1]),
        answered_by=tuple(done[-1][0] if done else None for _, done in turns[:-1]),
    )


def _only_looks(call: _Call) -> bool:
    """Whether a call looks something up, or what is in the eval set."""
    name, args = call
    return name == _LOOK_UP or args.get("part") == "examples"


def _turns(messages: Sequence[BaseMessage]) -> list[tuple[str, list[_Call]]]:
    """What the user said, and name and arguments of the calls after it that succeeded."""
    succeeded = {
        message.tool_call_id
        for message in messages
        if isinstance(message, ToolMessage) and message.status == "success"
    }
    turns: list[tuple[str, list[_Call]]] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            turns.append((message.text, []))
        elif isinstance(message, AIMessage) and turns:
            turns[-1][1].extend(
                (call["name"], call["args"])
                for call in message.tool_calls
                if call["id"] in succeeded
            )
    return turns


def _calls(turns: Sequence[tuple[str, list[_Call]]]) -> list[_Call]:
    return [call for _, answered in turns for call in answered]


def _last_call(messages: Sequence[BaseMessage]) -> tuple[str | None, dict[str, Any] | None]:
    """The tool of the last call that was answered, and its arguments if it failed."""
    status = {one.tool_call_id: one.status for one in messages if isinstance(one, ToolMessage)}
    for message in reversed(messages):
        if isinstance(message, AIMessage):
            for call in reversed(message.tool_calls):
                if call["id"] in status:
                    failed = status[call["id"]] == "error"
                    return call["name"], dict(call["args"]) if failed else None
    return None, None


def _last_artifact(messages: Sequence[BaseMessage]) -> dict[str, Any]:
    """What the last tool that was called showed; empty where it showed nothing."""
    last = next((one for one in reversed(messages) if isinstance(one, ToolMessage)), None)
    return last.artifact if last is not None and isinstance(last.artifact, dict) else {}


def _listed(
    messages: Sequence[BaseMessage],
) -> tuple[str | None, tuple[str, ...], dict[str, Any]]:
    """The tool of the last result that was a list, what it listed, in its order, and the result."""
    for message in reversed(messages):
        artifact = message.artifact if isinstance(message, ToolMessage) else None
        if isinstance(artifact, dict) and artifact.get("listed") is not None:
            return message.name, tuple(map(str, artifact["listed"])), artifact
    return None, (), {}


def _worst(listed: Sequence[str], artifact: dict[str, Any]) -> str | None:
    """Of cases that came at once the one that is shown; failures are listed worst first."""
    shown = artifact.get("trace")
    return str(shown["id"]) if shown else next(iter(listed), None)


def _kept(messages: Sequence[BaseMessage]) -> tuple[str, ...] | None:
    """The cases that the last step that keeps any has put into the eval set."""
    artifacts = [one.artifact for one in messages if isinstance(one, ToolMessage)]
    kept = [one.get("kept") for one in artifacts if isinstance(one, dict)]
    last = next((one for one in reversed(kept) if one is not None), None)
    return None if last is None else tuple(map(str, last))


def _said(messages: Sequence[BaseMessage]) -> str:
    """The last answers in words."""
    answers = [one.text for one in messages if isinstance(one, AIMessage) and one.text.strip()]
    return "\n\n".join(answers[-_ANSWERS:])


def _cases(messages: Sequence[BaseMessage]) -> tuple[str, ...]:
    """The cases that were diagnosed, each once, the last one last."""
    artifacts = [one.artifact for one in messages if isinstance(one, ToolMessage)]
    found = [
        str(one["trace"]["id"])
        for one in artifacts
        if isinstance(one, dict) and one.get("kind") == "diagnosis"
    ]
    return tuple(reversed(dict.fromkeys(reversed(found))))


def _noted(messages: Sequence[BaseMessage]) -> dict[str, Any]:
    """What was noted of the last question when it was put."""
    questions = [message for message in messages if isinstance(message, HumanMessage)]
    return questions[-1].additional_kwargs if questions else {}
