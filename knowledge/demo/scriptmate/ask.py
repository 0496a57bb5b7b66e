"""Asks ScriptMate itself, as an evaluation does: one query in, one whole trace out."""

import random
from collections.abc import Sequence

from knowledge.demo.scriptmate.product import MODELS, ScriptMate
from knowledge.demo.scriptmate.understand import Version
from knowledge.demo.traffic.costs import cost_of
from knowledge.records import Trace, Turn

VERSIONS: tuple[Version, ...] = tuple(MODELS)
"""The versions that can be asked, oldest first."""


def ask(version: Version, query: str, history: Sequence[Turn], trace_id: str) -> Trace:
    """What that version makes of the query, with its stages, and the bill as the demo reckons it.

    Deterministic: the same query gives the same trace, latency included.
    """
    run = ScriptMate(version).run(query, history)
    cost = cost_of(run, version, random.Random(query))  # noqa: S311 (no secret)
    understood = run.understanding
    return Trace(
        id=trace_id,
        query=query,
        answer=run.answer,
        feature="script_generation",
        version=version,
        history=list(history),
        intent=understood.intent,
        rewritten_query=understood.rewritten_query,
        retrieved=list(run.passages) if run.passages is not None else None,
        model=MODELS[version],
        params=run.params.as_dict(),
        latency_ms=cost.latency_ms,
        input_tokens=cost.input_tokens,
        output_tokens=cost.output_tokens,
        cost_usd=cost.cost_usd,
        error=run.error,
    )
