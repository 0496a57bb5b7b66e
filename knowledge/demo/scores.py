"""The demo's scores of five models on 240 examples: invented, and saying nothing of the models.

They are drawn at random, with a fixed seed, about means that are made up so that each style has
another cheap model that does well. Each row's origin says that it is the demo's.
"""

import random
from collections.abc import Iterator

from knowledge.model_scores import DEMO
from knowledge.records import ModelScore

_SEED = 20_261_101
_EACH = 60
_MODELS = (
    "anthropic/claude-sonnet-4-5",
    "openai/gpt-5-mini",
    "deepseek/deepseek-chat",
    "alibaba-cn/qwen-plus",
    "zhipuai/glm-4.5-air",
)
_MEANS = {
    "comedy": (0.90, 0.79, 0.89, 0.82, 0.74),
    "knowledge": (0.92, 0.91, 0.80, 0.81, 0.78),
    "product_review": (0.88, 0.83, 0.80, 0.87, 0.80),
    "mother_baby": (0.90, 0.80, 0.78, 0.83, 0.89),
}
"""By style, in the order of the models."""
_HARDNESS, _LUCK = 0.10, 0.08


def demo_scores() -> Iterator[ModelScore]:
    """The rows, always the same; a hard example is hard for all models."""
    dice = random.Random(_SEED)  # noqa: S311 (a simulation)
    for style, means in _MEANS.items():
        for at in range(_EACH):
            hard = dice.gauss(0, _HARDNESS)
            drawn = (mean + hard + dice.gauss(0, _LUCK) for mean in means)
            scores = (round(min(max(one, 0.0), 1.0), 2) for one in drawn)
            yield ModelScore(
                id=f"demo-{style}-{at:02}",
                segment=style,
                scores=dict(zip(_MODELS, scores, strict=True)),
                origin=DEMO,
            )
