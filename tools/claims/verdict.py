"""From claims to one figure for the answer."""

import math
from collections.abc import Sequence

from tools.claims.weighing import Weighed


def faithful(weighed: Sequence[Weighed]) -> float | None:
    """How likely nothing in the answer is unsupported, 0 to 1; None without any claim.

    The product of each claim's chance to be supported: one bad claim is enough, so the worst
    weigh most, and a longer answer runs more risks.
    """
    if not weighed:
        return None
    return math.prod(1 - claim.doubt for claim in weighed)
