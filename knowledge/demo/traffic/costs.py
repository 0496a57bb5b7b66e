"""What a call costs: tokens, money, time."""

import random
from dataclasses import dataclass

from knowledge.demo.scriptmate.pacing import speech_length
from knowledge.demo.scriptmate.product import Run
from knowledge.demo.scriptmate.understand import Version
from knowledge.han import HAN

_PRICES: dict[Version, tuple[float, float]] = {"v1": (0.4, 1.2), "v2": (0.28, 0.42)}  # USD per M
_SYSTEM_PROMPT: dict[Version, int] = {"v1": 612, "v2": 948}
_RETRIEVAL_MS: dict[Version, int] = {"v1": 180, "v2": 310}
_HARD_TIMEOUT_MS = 20_000


@dataclass(frozen=True)
class Cost:
    """The bill of one call."""

    latency_ms: float
    input_tokens: int
    output_tokens: int
    cost_usd: float


def cost_of(run: Run, version: Version, rng: random.Random) -> Cost:
    """Tokens from the texts, money from the tokens, time from both and a bad day's luck."""
    texts = [run.query, *(turn.text for turn in run.history)]
    texts += [passage.text for passage in run.passages or () if passage.used]
    spent = _SYSTEM_PROMPT[version] + sum(map(_tokens, texts))
    written = _tokens(run.answer)
    in_price, out_price = _PRICES[version]
    think = _RETRIEVAL_MS[version] + 1100 + spent * 0.25
    latency = (think + written * 9.5) * rng.lognormvariate(0, 0.24)
    if run.error and run.error.startswith("timeout"):
        latency = _HARD_TIMEOUT_MS + rng.uniform(2, 60)
    elif run.error and not run.answer:
        latency = rng.uniform(300, 4200)
    return Cost(
        latency_ms=round(latency),
        input_tokens=spent,
        output_tokens=written,
        cost_usd=round((spent * in_price + written * out_price) / 1e6, 6),
    )


def _tokens(text: str) -> int:
    """About what a tokenizer would count."""
    han = len(HAN.findall(text))
    return round(han * 0.72 + max(speech_length(text, "en"), 0) * 1.35 + len(text) * 0.06)
