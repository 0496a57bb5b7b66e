"""Reckonings that a text writes out: 168 × 8 × 0.9 = 1209.6; 9 days × 20p comes to £1.80."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tools.claims.amounts import Amount

_OPERATOR = re.compile(
    r"[×*÷/+＋]|(?<=[\s\d)）])[xX](?=[\s\d])|(?<=[\s)）元])[-−–](?=\s)|−|加上?|减去?|乘以?"
)
_EQUALS = re.compile(
    r"[=＝≈]|\b(?:com(?:es?|ing) to|makes?|making|is|are|equals?)\b|[一总]?共|合计|就是|等于|为|是"
)
_ENDS = re.compile(r"[。！？!?\n；;]|\.(?=\s|$)")
_BETWEEN = 24
"""Characters between two figures of a reckoning, with the words for what they count."""
_TIMES, _OVER, _MINUS = "×*xX乘", "÷/", "-−–减"
_CENTS = 100.0
_EXACT = 0.006


def written_out(text: str, own: Sequence[Amount]) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    """The results that `text`, whose amounts are `own`, writes out rightly, each with what it is
    made of.

    >>> from tools.claims.amounts import amounts
    >>> text = "8 × 20 = 160 yuan"
    >>> [(one.written, len(of)) for one, of in written_out(text, amounts(text))]
    [(160.0, 2)]
    """
    chain: list[tuple[str, Amount]] = [("+", own[0])] if own else []
    for one, other in pairwise(own):
        between = text[one.end : other.start]
        sign = None
        if len(between) <= _BETWEEN and not _ENDS.search(between):
            if len(chain) > 1 and _EQUALS.search(between):
                if _is_result(other, chain):
                    yield other, tuple(amount for _, amount in chain)
            else:
                sign = _OPERATOR.search(between)
        chain = [*chain, (sign[0][0], other)] if sign else [("+", other)]


def _is_result(mine: Amount, chain: Sequence[tuple[str, Amount]]) -> bool:
    terms: list[float] = []
    for sign, one in chain:
        if sign in _TIMES:
            terms[-1] *= one.written
        elif sign in _OVER:
            terms[-1] /= one.written or float("nan")
        else:
            terms.append(-one.written if sign in _MINUS else one.written)
    made = sum(terms)
    return any(abs(mine.written - one) <= _EXACT for one in (made, made / _CENTS))
