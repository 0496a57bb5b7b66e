"""A run of the product as a trace of its own."""

from collections.abc import Sequence
from typing import Any

from knowledge.records import Passage, Trace, Understood


def run_of(
    trace: Trace, understood: Understood, passages: Sequence[Passage], answer: str, **others: Any
) -> Trace:
    """`trace` as it came out this time; what a run does not measure is unknown.

    `others` are further fields that differ, such as the query or the version.
    """
    return trace.model_copy(
        update={
            "intent": understood.intent,
            "rewritten_query": understood.rewritten_query,
            "retrieved": list(passages),
            "answer": answer,
            "error": None,
            "latency_ms": None,
            "output_tokens": None,
            **others,
        }
    )
