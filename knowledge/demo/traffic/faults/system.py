"""Faults of the machinery: the model's service fails, or a limit is set too low."""

import random
from dataclasses import replace

from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import seconds_of
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.faults.material import run_ask
from knowledge.demo.traffic.faults.spoken import cut


def timeout(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The model does not answer in time."""
    return replace(
        run_ask(product, ask), answer="", error="timeout: no answer from the model within 20 s"
    )


def model_error(product: ScriptMate, ask: Ask, rng: random.Random) -> Run | None:
    """The model's service fails."""
    errors = [
        "model error: HTTP 500 from upstream",
        "model error: HTTP 429 rate limit exceeded, 3 retries",
        "model error: HTTP 503 service overloaded",
        "model error: connection reset by peer",
    ]
    return replace(run_ask(product, ask), answer="", error=rng.choice(errors))


def truncated(product: ScriptMate, ask: Ask, _rng: random.Random) -> Run | None:
    """The limit on output tokens is set too low for the length that was asked for."""
    limited = replace(ask, params=replace(ask.params, max_tokens=160))
    run = run_ask(product, limited)
    if seconds_of(run.understanding) < 60:
        return None
    return replace(
        run,
        answer=cut(run.answer, 0.45, ask.need.lang),
        error="finish_reason=length: output cut at max_tokens=160",
    )
