"""How sure a verdict is that hangs on whether a retrieved passage answers.

A line in that likelihood for each kind of verdict, with and without a reference: the share of right
verdicts that was counted on several sources together (the halves of `benchmarks/planted_elsewhere`
that may be looked at, and the development file).
"""

from typing import Literal

Kind = Literal["good", "refusal", "ignores", "miss", "gap", "not_found"]

_LINES: dict[Kind, tuple[tuple[float, float], tuple[float, float]]] = {
    "good": ((0.72, 0.3), (0.35, 0.85)),
    "refusal": ((0.6, 0.4), (-0.1, 1.2)),
    "ignores": ((0.6, 0.4), (-0.1, 1.2)),
    "miss": ((0.98, -0.25), (0.98, -0.8)),
    "gap": ((0.93, -0.1), (0.85, -0.45)),
    "not_found": ((0.96, -0.05), (0.85, -0.2)),
}
"""Where the line starts and how it rises, first with a reference and then without one."""
_LEAST, _MOST = 0.45, 0.97
"""No verdict is surer, and one less sure would be none: the lines are straight, chances are not."""


def sure(kind: Kind, likely: float, *, by_reference: bool) -> float:
    """The chance that such a verdict is right, where a passage answers with that likelihood."""
    start, slope = _LINES[kind][0 if by_reference else 1]
    return max(_LEAST, min(_MOST, start + slope * likely))
