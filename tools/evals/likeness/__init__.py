"""Which texts say the same again: copies, near-copies and paraphrases. Pure."""

from tools.evals.likeness.alike import Least, Pair, alike
from tools.evals.likeness.crowd import Crowd
from tools.evals.likeness.unlike import Dropped, asked, unlike

__all__ = ["Crowd", "Dropped", "Least", "Pair", "alike", "asked", "unlike"]
