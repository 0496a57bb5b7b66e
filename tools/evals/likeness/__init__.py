"""Which texts say the same again: copies, near-copies and paraphrases. Pure."""

from tools.evals.likeness.alike import Least, alike
from tools.evals.likeness.measure import Measure
from tools.evals.likeness.pairs import Pair
from tools.evals.likeness.plain import plainly
from tools.evals.likeness.unlike import Dropped, asked, unlike

__all__ = ["Dropped", "Least", "Measure", "Pair", "alike", "asked", "plainly", "unlike"]
