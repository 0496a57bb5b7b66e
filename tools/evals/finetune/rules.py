"""Whether files keep the rules of the service that they are for."""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.han import WIDE_RANGE
from tools.evals.finetune.decision import FEWEST, START
from tools.evals.finetune.formats import Line

ROLES = frozenset(("system", "user", "assistant", "tool", "developer"))
MOST_TOKENS = 16_385
"""Tokens of an example in the smallest context of a model that OpenAI fine-tunes; longer ones are
cut off there (openai-cookbook, Chat_finetuning_data_prep)."""
_WIDE = re.compile(f"[{WIDE_RANGE}]")
_LETTERS_A_TOKEN = 4
_AROUND = 4
"""Tokens of a message besides its text."""


class RuleFinding(BaseModel):
    """A rule and how many lines break it."""

    model_config = ConfigDict(frozen=True)

    rule: str
    """Which one; its words are `finetune.rule.<rule>`."""
    level: Literal["error", "warning"]
    """`error`: the service refuses the file or the lines teach nothing."""
    count: int
    """Lines that break it; for a rule on the whole file, the number found."""
    file: Literal["chat", "preference"]
    """Of which file."""
    first: int | None = None
    """The first such line, from 1; None for a rule on the whole file."""


def tokens_of(messages: Sequence[dict[str, str]]) -> int:
    """About how many tokens: a Han character is one, four other characters are one."""
    total = 0
    for message in messages:
        han = len(_WIDE.findall(message["content"]))
        total += han + math.ceil((len(message["content"]) - han) / _LETTERS_A_TOKEN) + _AROUND
    return total


def check_chat(lines: Sequence[Line]) -> list[RuleFinding]:
    """What breaks the rules of supervised fine-tuning; empty when nothing does."""
    broken: list[tuple[int, str]] = []
    for at, line in enumerate(lines, start=1):
        messages = line.get("messages") or []
        broken += [(at, rule) for rule in _messages(messages)]
        if not messages or messages[-1].get("role") != "assistant":
            broken.append((at, "last_not_assistant"))
    return [*_amount(lines, "chat"), *_counted(broken, "chat"), *_twice(lines, "chat")]


def check_preference(lines: Sequence[Line]) -> list[RuleFinding]:
    """What breaks the rules of preference fine-tuning; empty when nothing does."""
    broken: list[tuple[int, str]] = []
    for at, line in enumerate(lines, start=1):
        prompt = (line.get("input") or {}).get("messages") or []
        outputs = [line.get(key) or [] for key in ("preferred_output", "non_preferred_output")]
        for output in outputs:
            broken += [(at, rule) for rule in _messages([*prompt, *output])]
            if len(output) != 1 or output[0].get("role") != "assistant":
                broken.append((at, "not_one_answer"))
        if prompt and prompt[-1].get("role") == "assistant":
            broken.append((at, "prompt_ends_in_answer"))
        if outputs[0] == outputs[1]:
            broken.append((at, "same_answers"))
    file: Literal["preference"] = "preference"
    return [*_amount(lines, file), *_counted(broken, file), *_twice(lines, file)]


def _messages(messages: Sequence[dict[str, str]]) -> list[str]:
    broken = []
    if any(one.get("role") not in ROLES for one in messages):
        broken.append("unknown_role")
    if any(
        not isinstance(one.get("content"), str) or not one["content"].strip() for one in messages
    ):
        return [*broken, "empty"]
    if not any(one.get("role") == "user" for one in messages):
        broken.append("no_user")
    if tokens_of(messages) > MOST_TOKENS:
        broken.append("too_long")
    return broken


def _amount(lines: Sequence[Line], file: Literal["chat", "preference"]) -> list[RuleFinding]:
    if len(lines) >= START:
        return []
    rule, level = ("too_few", "error") if len(lines) < FEWEST else ("few", "warning")
    return [
        RuleFinding.model_validate(
            {"rule": rule, "level": level, "count": len(lines), "file": file}
        )
    ]


def _counted(
    broken: Sequence[tuple[int, str]], file: Literal["chat", "preference"]
) -> list[RuleFinding]:
    at_by_rule: dict[str, set[int]] = {}
    for at, rule in broken:
        at_by_rule.setdefault(rule, set()).add(at)
    return [
        RuleFinding(rule=rule, level="error", count=len(at), file=file, first=min(at))
        for rule, at in at_by_rule.items()
    ]


def _twice(lines: Sequence[Line], file: Literal["chat", "preference"]) -> list[RuleFinding]:
    seen = Counter(json.dumps(line, sort_keys=True) for line in lines)
    again = sum(count - 1 for count in seen.values())
    return [RuleFinding(rule="twice", level="warning", count=again, file=file)] if again else []
