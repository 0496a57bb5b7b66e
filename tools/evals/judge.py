"""A chat model as judge of claims: one prompt with fenced data, one JSON answer, checked strictly.

What it says counts only when it is complete and well-formed. Anything else is a failure of the
judge, which callers report as unscored: never a verdict on the answer.
"""

import threading
import time
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from knowledge.records import ClaimVerdict
from tools.evals.reply import JudgeFailed, answered, fenced

_MOST_CLAIMS = 60
_MOST_TEXT = 60_000


class _Verdict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    claim: int = Field(ge=1)
    passage: int = Field(ge=1)
    verdict: ClaimVerdict


class _Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    verdicts: list[_Verdict]


def judge(
    claims: Sequence[str], passages: Sequence[str], ask: Callable[[str], str]
) -> list[list[ClaimVerdict]]:
    """For each claim its verdict by each passage; raises JudgeFailed, and nothing else."""
    if len(claims) > _MOST_CLAIMS or sum(map(len, [*claims, *passages])) > _MOST_TEXT:
        raise JudgeFailed("the answer and its passages are too long for one prompt")
    reply = answered(question(claims, passages), ask, _Reply)
    return _table(reply.verdicts, len(claims), len(passages))


def within(
    ask: Callable[[str], str], seconds: float, stopped: Callable[[], bool] = lambda: False
) -> Callable[[str], str]:
    """`ask`, waited for no longer than somebody who reads along would; raises TimeoutError."""

    def asked(prompt: str) -> str:
        said: list[str] = []
        failed: list[Exception] = []

        def call() -> None:
            try:
                said.append(ask(prompt))
            except Exception as error:  # whatever a model's client may raise
                failed.append(error)

        thread = threading.Thread(target=call, daemon=True)  # what is not waited for ends alone
        thread.start()
        end = time.monotonic() + seconds
        while thread.is_alive() and time.monotonic() < end and not stopped():
            thread.join(0.1)
        if failed:
            raise failed[0]
        if not said:
            raise TimeoutError(f"no answer within {seconds:g} s")
        return said[0]

    return asked


def question(claims: Sequence[str], passages: Sequence[str], fence: str | None = None) -> str:
    """The prompt: instructions first, then the data between marks that the data cannot know."""
    data = {
        "passages": [{"passage": n, "text": text} for n, text in enumerate(passages, start=1)],
        "claims": [{"claim": n, "text": text} for n, text in enumerate(claims, start=1)],
    }
    return fenced("judge_claims", data, fence)


def _table(verdicts: Sequence[_Verdict], claims: int, passages: int) -> list[list[ClaimVerdict]]:
    table: dict[tuple[int, int], ClaimVerdict] = {}
    for one in verdicts:
        if table.setdefault((one.claim, one.passage), one.verdict) != one.verdict:
            raise JudgeFailed(f"it contradicts itself on claim {one.claim}")
    wanted = {(c, p) for c in range(1, claims + 1) for p in range(1, passages + 1)}
    if set(table) != wanted:
        raise JudgeFailed("it left out claims, or judged others than were asked")
    return [[table[c, p] for p in range(1, passages + 1)] for c in range(1, claims + 1)]
