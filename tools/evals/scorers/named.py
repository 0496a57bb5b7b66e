"""The scorers by name."""

from tools.evals.scorers.faithfulness import faithfulness
from tools.evals.scorers.scorer import Scorer

SCORERS: dict[str, Scorer] = {
    one.name: one for one in (Scorer("faithfulness", version=1, score=faithfulness),)
}
