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
_OPENS = re.compile(r"^[^\d.。；;!?！？\n]{0,24}[:：=＝(（]\W*$")
"""How a result goes on to what it is made of: €336 a year: 7 × €4 × 12."""
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
    >>> text = "160 yuan: 8 × 20."
    >>> [(one.written, len(of)) for one, of in written_out(text, amounts(text))]
    [(160.0, 2)]
    """
    chain: list[tuple[str, Amount]] = [("+", own[0])] if own else []
    ahead: Sequence[Amount] = ()
    for one, other in pairwise(own):
        between = text[one.end : other.start]
        sign = None
        if len(between) <= _BETWEEN and not _ENDS.search(between):
            if len(chain) > 1 and _EQUALS.search(between):
                if _is_result(other, chain):
                    yield other, tuple(amount for _, amount in chain)
            else:
                sign = _OPERATOR.search(between)
        if sign:
            chain = [*chain, (sign[0][0], other)]
            continue
        yield from _opened(ahead, chain)
        at = own.index(one)
        ahead = own[max(0, at - 1) : at + 1] if _OPENS.search(between) else ()
        chain = [("+", other)]
    yield from _opened(ahead, chain)


def _opened(
    ahead: Sequence[Amount], chain: Sequence[tuple[str, Amount]]
) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    """The result that stands ahead of what it is made of."""
    made = (one for one in ahead if len(chain) > 1 and _is_result(one, chain))
    yield from ((one, tuple(amount for _, amount in chain)) for one in made)


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
