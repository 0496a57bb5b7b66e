"""RAGAS on the rows of stdin; runs inside the peer's own venv, and imports nothing of ours.

Reads one JSON object, `{"model", "base_url", "seconds", "round", "low", "rows"}`, takes the rows
in rounds of that many, and writes one line a row when its round is done: `{"recall",
"faithfulness", "failure", "seconds"}`. A score that is null was not given; `failure` says why.

Faithfulness is asked only where the recall is not low: the rule of `benchmarks/peers.py` needs it
nowhere else. A round's questions of one kind are put together, so that a server that remembers the
last prompt reads the examples, which are most of it, only once. A round is begun when as much time
is left as the last one took; what is not answered when the time is up has failed.
"""

import asyncio
import json
import math
import os
import sys
import time
from collections.abc import Coroutine, Iterable
from typing import Any

os.environ["RAGAS_DO_NOT_TRACK"] = "true"

from openai import AsyncOpenAI
from ragas.llms import llm_factory
from ragas.metrics.collections import ContextRecall, Faithfulness

ANSWER_TOKENS = 512
"""Longer answers of the judge are cut, and so have failed: a small model may never end."""


async def main() -> None:
    """Every round in turn."""
    job = json.load(sys.stdin)
    end, last = time.perf_counter() + job["seconds"], 0.0
    key = os.environ.get("OPENAI_API_KEY") or "none"
    async with AsyncOpenAI(
        base_url=job["base_url"], api_key=key, max_retries=0, timeout=job["seconds"]
    ) as client:
        judge = llm_factory(job["model"], client=client, temperature=0, max_tokens=ANSWER_TOKENS)
        metrics = ContextRecall(llm=judge), Faithfulness(llm=judge)
        for at in range(0, len(job["rows"]), job["round"]):
            start = time.perf_counter()
            if end - start < last:
                break
            rows = job["rows"][at : at + job["round"]]
            scores = await _round(rows, *metrics, job["low"], end)
            last = time.perf_counter() - start
            for one in scores:
                print(json.dumps(one | {"seconds": last / len(rows)}), flush=True)


async def _round(
    rows: list[dict[str, Any]],
    recall: ContextRecall,
    faithfulness: Faithfulness,
    low: float,
    end: float,
) -> list[dict[str, Any]]:
    scores: list[dict[str, Any]] = [dict.fromkeys(("recall", "faithfulness")) for _ in rows]
    asked = (
        recall.ascore(
            user_input=row["query"],
            retrieved_contexts=row["passages"],
            reference=row["reference"],
        )
        for row in rows
    )
    await _fill("recall", scores, asked, end)
    open_ones = [
        (row, score)
        for row, score in zip(rows, scores, strict=True)
        if score["recall"] is not None and score["recall"] >= low
    ]
    asked = (
        faithfulness.ascore(
            user_input=row["query"], retrieved_contexts=row["passages"], response=row["answer"]
        )
        for row, _ in open_ones
    )
    await _fill("faithfulness", [score for _, score in open_ones], asked, end)
    return scores


async def _fill(
    name: str,
    scores: list[dict[str, Any]],
    asked: Iterable[Coroutine[Any, Any, Any]],
    end: float,
) -> None:
    answers = await asyncio.gather(*(_by(end, one) for one in asked), return_exceptions=True)
    for score, answer in zip(scores, answers, strict=True):
        score["failure"] = type(answer).__name__ if isinstance(answer, BaseException) else None
        value = getattr(answer, "value", None)
        score[name] = None if value is None or math.isnan(value) else float(value)
        print(name, score, repr(answer)[:300], file=sys.stderr, flush=True)


async def _by(end: float, asked: Coroutine[Any, Any, Any]) -> Any:
    async with asyncio.timeout(max(0.0, end - time.perf_counter())):
        return await asked


if __name__ == "__main__":
    asyncio.run(main())
