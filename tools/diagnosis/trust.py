"""How sure a verdict is that hangs on whether a retrieved passage answers.

A line in that likelihood for each kind of verdict, with and without a reference: the share of right
verdicts, fitted on several sources together by `python -m benchmarks.trust_fit`.
"""

from typing import Literal

Kind = Literal["good", "refusal", "ignores", "miss", "gap", "not_found"]

_LINES: dict[Kind, tuple[tuple[float, float], tuple[float, float]]] = {
    "good": ((0.76, 0.23), (0.48, 0.48)),
    "refusal": ((0.84, 0.11), (0.50, 0.38)),
    "ignores": ((0.96, 0.01), (0.33, 0.57)),
    "miss": ((0.97, -0.18), (0.93, -0.30)),
    "gap": ((0.93, -0.07), (0.82, -0.13)),
    "not_found": ((0.94, -0.05), (0.86, -0.38)),
}
"""Where the line starts and how it rises, first with a reference and then without one."""
_LEAST, _MOST = 0.45, 0.97
"""No verdict is surer, and one less sure would be none: the lines are straight, chances are not."""


def sure(kind: Kind, likely: float, *, by_reference: bool) -> float:
    """The chance that such a verdict is right, where a passage answers with that likelihood."""
    start, slope = _LINES[kind][0 if by_reference else 1]
    return max(_LEAST, min(_MOST, start + slope * likely))
