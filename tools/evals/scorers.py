"""The scorers by name."""

from tools.evals.faithfulness import faithfulness
from tools.evals.score import Scorer

SCORERS: dict[str, Scorer] = {"faithfulness": faithfulness}
