"""What a team's own evaluation says of each model."""

import numpy as np

from knowledge.model_scores import ScoreTable
from knowledge.offers.names import read_name
from tools.decisions.models.scores import Own


def own_scores(scores: ScoreTable | None) -> dict[str, Own]:
    """The team's mean score of each model, by the model's key, with its 95 % interval.

    The demo's scores are invented, and so never outrank a public board.
    """
    if scores is None or scores.is_demo:
        return {}
    own: dict[str, Own] = {}
    for at, model in enumerate(scores.models):
        known = scores.scores[:, at][~np.isnan(scores.scores[:, at])]
        mean, n = float(known.mean()), len(known)
        half = 1.96 * float(known.std(ddof=1)) / n**0.5 if n > 1 else None
        low, high = (max(mean - half, 0), min(mean + half, 1)) if half is not None else (None, None)
        own[read_name(model).key] = Own(value=mean, low=low, high=high, n=n)
    return own
