"""Examples in the JSONL formats of OpenAI's supervised and preference fine-tuning.

Sources: the guides "Supervised fine-tuning" and "Direct preference optimization" of OpenAI.
"""

import json
from collections.abc import Iterable
from typing import Any

from knowledge.language import language_of
from knowledge.records import Example
from knowledge.texts import say

Line = dict[str, Any]


def chat_lines(examples: Iterable[Example]) -> list[Line]:
    """For supervised fine-tuning: the conversation with the answer to learn as its last message."""
    return [
        {"messages": [*_prompt(one), _message("assistant", one.reference or "")]}
        for one in examples
    ]


def preference_lines(examples: Iterable[Example]) -> list[Line]:
    """For preference training: the user's edit before the answer that it was made of."""
    return [
        {
            "input": {"messages": _prompt(one)},
            "preferred_output": [_message("assistant", one.reference or "")],
            "non_preferred_output": [_message("assistant", one.answer)],
        }
        for one in examples
        if one.answer is not None and one.answer != one.reference
    ]


def as_jsonl(lines: Iterable[Line]) -> list[str]:
    """One JSON object a line, Chinese as it is."""
    return [json.dumps(one, ensure_ascii=False) + "\n" for one in lines]


def _prompt(example: Example) -> list[dict[str, str]]:
    """What the model is given: passages that the product gave, earlier turns, the question."""
    messages = []
    if example.passages:
        lang = language_of(example.query)
        texts = "\n\n".join(
            f"[{at}] {one.text}" for at, one in enumerate(example.passages, start=1)
        )
        messages.append(_message("system", f"{say('finetune.export.passages', lang)}\n\n{texts}"))
    for turn in example.history:
        if turn.text.strip():
            role = "assistant" if turn.role == "agent" else turn.role
            messages.append(_message(role, turn.text))
    return [*messages, _message("user", example.query)]


def _message(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}
