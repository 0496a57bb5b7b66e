"""What an answer took: time, tokens and money, as the target told them."""

import math

from knowledge.records import Example, Score, Trace
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import scored, unscored


def latency(_example: Example, trace: Trace, means: Means) -> Score:
    """From query to answer, in milliseconds."""
    return _measured(trace.latency_ms, trace, means, "latency")


def input_tokens(_example: Example, trace: Trace, means: Means) -> Score:
    """Tokens sent to the model."""
    return _measured(trace.input_tokens, trace, means, "input_tokens")


def output_tokens(_example: Example, trace: Trace, means: Means) -> Score:
    """Tokens that the model wrote."""
    return _measured(trace.output_tokens, trace, means, "output_tokens")


def cost(_example: Example, trace: Trace, means: Means) -> Score:
    """What the call cost, in US dollars; not rounded, since calls cost fractions of a cent."""
    found = _measured(trace.cost_usd, trace, means, "cost")
    return found if found.value is None else found.model_copy(update={"value": trace.cost_usd})


def _measured(value: float | None, trace: Trace, means: Means, what: str) -> Score:
    if value is None or not math.isfinite(value) or value < 0:
        return unscored(trace, means, f"no_{what}")
    return scored(value, trace, means, what, value=f"{value:,.6g}")
