"""Does an answer to an order say what it cannot do, or has not got: I have no figure for that.

In what is written such words are part of the scene. Here the product speaks of itself or of its
sources, or it says so before it begins.
"""

import re

from tools.claims.refusal import admits_not_to_know, is_refusal
from tools.claims.splitting import claims

_FIRST = 2
"""Sentences in which a product says so before it begins."""
_LACKS = re.compile(
    r"没有|没写|没提|没给|没标|未(?:写|提|说明|标|收录|提供)|查不到|找不到|不(?:能|好|替|会|便|自动|予)|无法|没法|待补|先空着"
    r"|\b(?:no|not|cannot|nothing|neither|without|unable)\b|n['’]t\b|\btbc\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"我|资料|文档|记录|材料|素材|设定|清单|[单表册页]里|手头|库里"
    r"|\b(?:i|we|our|notes?|docs?|documents?|pages?|sources?|sheets?|files?|material|guide|brief|records?)\b",
    re.IGNORECASE,
)
"""The product, or its sources."""
_SALUTES = re.compile(r"\W*(?:dear|to whom|尊敬的|亲爱的)\b", re.IGNORECASE)
_MOST = 12
"""Sentences that are read."""


def tells_what_it_lacks(answer: str) -> bool:
    """Whether it says of itself, or of its sources, what is not there or cannot be done.

    >>> tells_what_it_lacks("Our notes don't give a price, so I left it blank.")
    True
    >>> tells_what_it_lacks("She had no umbrella. Rain fell.")
    False
    """
    if _SALUTES.match(answer):
        return False  # it speaks for the user
    said = claims(answer)[:_MOST]
    if any(is_refusal(one) or admits_not_to_know(one) for one in said[:_FIRST]):
        return True
    return any(_LACKS.search(one) and _ITSELF.search(one) for one in (*said[:_FIRST], *said[-1:]))
