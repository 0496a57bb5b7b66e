"""A chat model as judge of claims: one prompt with fenced data, one JSON answer, checked strictly.

What it says counts only when it is complete and well-formed. Anything else is a failure of the
judge, which callers report as unscored: never a verdict on the answer.
"""

import json
import re
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tools.claims.weighing import Verdict
from tools.evals.prompts import prompt

Ruling = Verdict
_MOST_CLAIMS = 60
_MOST_TEXT = 60_000
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class JudgeFailed(Exception):
    """The judge gave no usable answer; the text says why."""


class _Verdict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    claim: int = Field(ge=1)
    passage: int = Field(ge=1)
    verdict: Verdict


class _Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    verdicts: list[_Verdict]


def judge(
    claims: Sequence[str], passages: Sequence[str], ask: Callable[[str], str]
) -> list[list[Ruling]]:
    """For each claim its verdict by each passage; raises JudgeFailed, and nothing else."""
    if len(claims) > _MOST_CLAIMS or sum(map(len, [*claims, *passages])) > _MOST_TEXT:
        raise JudgeFailed("the answer and its passages are too long for one prompt")
    try:
        reply = ask(question(claims, passages))
    except Exception as error:  # whatever a model's client may raise
        raise JudgeFailed(
            f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        ) from error
    return _read(reply, len(claims), len(passages))


def question(claims: Sequence[str], passages: Sequence[str], fence: str | None = None) -> str:
    """The prompt: instructions first, then the data between marks that the data cannot know."""
    mark = fence or secrets.token_hex(8)
    data = {
        "passages": [{"passage": n, "text": text} for n, text in enumerate(passages, start=1)],
        "claims": [{"claim": n, "text": text} for n, text in enumerate(claims, start=1)],
    }
    written = json.dumps(data, ensure_ascii=False, indent=1)
    return prompt("judge_claims").replace("{fence}", mark).replace("{data}", written)


def _read(reply: Any, claims: int, passages: int) -> list[list[Ruling]]:
    found = _OBJECT.search(reply) if isinstance(reply, str) else None
    if found is None:
        raise JudgeFailed("it answered without JSON")
    try:
        verdicts = _Reply.model_validate_json(found[0]).verdicts
    except ValidationError as error:
        raise JudgeFailed("its JSON has not the form that was asked for") from error
    table: dict[tuple[int, int], Ruling] = {}
    for one in verdicts:
        if table.setdefault((one.claim, one.passage), one.verdict) != one.verdict:
            raise JudgeFailed(f"it contradicts itself on claim {one.claim}")
    wanted = {(c, p) for c in range(1, claims + 1) for p in range(1, passages + 1)}
    if set(table) != wanted:
        raise JudgeFailed("it left out claims, or judged others than were asked")
    return [[table[c, p] for p in range(1, passages + 1)] for c in range(1, claims + 1)]
