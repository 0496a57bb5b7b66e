"""How sure a verdict is that hangs on whether a retrieved passage answers.

A line in that likelihood for each kind of verdict, with and without a reference: the share of right
verdicts, fitted on several sources together by `python -m benchmarks.trust_fit`.
"""

from typing import Literal

Kind = Literal["good", "refusal", "ignores", "miss", "gap", "not_found"]

_LINES: dict[Kind, tuple[tuple[float, float], tuple[float, float]]] = {
    "good": ((0.71, 0.32), (0.38, 0.63)),
    "refusal": ((0.76, 0.22), (0.10, 0.87)),
    "ignores": ((0.95, 0.03), (0.09, 0.91)),
    "miss": ((0.99, -0.27), (1.00, -0.87)),
    "gap": ((0.94, -0.09), (0.85, -0.25)),
    "not_found": ((0.95, -0.06), (0.91, -0.62)),
}
"""Where the line starts and how it rises, first with a reference and then without one."""
_LEAST, _MOST = 0.45, 0.97
"""No verdict is surer, and one less sure would be none: the lines are straight, chances are not."""


def sure(kind: Kind, likely: float, *, by_reference: bool) -> float:
    """The chance that such a verdict is right, where a passage answers with that likelihood."""
    start, slope = _LINES[kind][0 if by_reference else 1]
    return max(_LEAST, min(_MOST, start + slope * likely))
