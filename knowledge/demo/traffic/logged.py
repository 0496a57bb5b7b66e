"""What the demo product logs of a run: a trace."""

from typing import Any

from knowledge.demo.scriptmate.product import MODELS, Run
from knowledge.demo.scriptmate.understand import Version
from knowledge.demo.traffic.costs import Cost
from knowledge.records import Trace


def logged(trace_id: str, run: Run, version: Version, cost: Cost, **about: Any) -> Trace:
    """The trace of a run, with its bill; `about` are the fields that the run does not know."""
    return Trace(
        id=trace_id,
        version=version,
        query=run.query,
        history=list(run.history),
        intent=run.understanding.intent,
        rewritten_query=run.understanding.rewritten_query,
        retrieved=None if run.passages is None else list(run.passages),
        answer=run.answer,
        model=MODELS[version],
        params=run.params.as_dict(),
        latency_ms=cost.latency_ms,
        input_tokens=cost.input_tokens,
        output_tokens=cost.output_tokens,
        cost_usd=cost.cost_usd,
        error=run.error,
        **about,
    )
