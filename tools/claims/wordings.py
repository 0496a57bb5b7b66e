"""Statements in one wording where people have several that say just the same: 免收, 不收; can't be
refunded, is non-refundable.

A denial may be in a word of its own, in a prefix, or in a verb, and which of them is chosen tells
nothing. Both texts are put in one wording before it is said that they deny each other, and where
their words alone are too few to be the same.
"""

import re
from functools import cache

from knowledge.han import has_han
from knowledge.packaged import packaged
from knowledge.remembered import PASSAGE, remembered


@remembered(texts=4_096, longest=PASSAGE)
def in_one_wording(text: str) -> str:
    """`text`, each of these statements in the wording that stands for all of them.

    >>> in_one_wording("携带宠物不予受理"), in_one_wording("Deposits can't be refunded.")
    ('带宠物不能受理', 'Deposits is not refunded.')
    """
    for said, wording in _wordings("zh" if has_han(text) else "en"):
        text = said.sub(wording, text)
    return text


@cache
def _wordings(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found: dict[str, list[tuple[str, str]]] = packaged(__package__, "wordings.yaml")
    return tuple((re.compile(said, re.IGNORECASE), wording) for said, wording in found[lang])
