"""From claims to one figure for the answer."""

import math
from collections.abc import Sequence

from knowledge.language import language_of
from tools.claims.ground import Ground
from tools.claims.misstated import Misstated, chance_of_none, misstated
from tools.claims.weighing import Weighed

_READ = 2_000
"""Characters of the passages by which their language is told."""


def judged(
    weighed: Sequence[Weighed], ground: Ground
) -> tuple[float | None, list[Misstated | None]]:
    """How likely nothing in the answer is unsupported, 0 to 1, and what speaks against each claim.

    One bad claim is enough, so the worst weigh most: it is the product of each claim's chance to be
    supported, and None without any claim. English claims of English passages are also looked at for
    what they put together otherwise (`misstated`); for others nothing is said of single claims.
    """
    if not weighed:
        return None, []
    said = "\n".join(claim.part.text for claim in weighed)
    if {language_of(said), language_of("\n".join(ground.passages)[:_READ])} != {"en"}:
        return math.prod(1 - claim.doubt for claim in weighed), [None] * len(weighed)
    found = [misstated(claim, ground) for claim in weighed]
    return chance_of_none(found, [len(claim.part.text) for claim in weighed]), list(found)
