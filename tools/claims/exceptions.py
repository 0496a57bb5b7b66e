"""What a sentence leaves out of what it says: "every day except Mondays", 导盲犬除外."""

import re
from functools import cache

from knowledge.han import HAN
from tools.claims.polarity import Clause, Word, clauses, lists

_NO_VERB = "(?<![清扣删解免消拆去移开排铲根])"
"""What stands before 除 in a verb: 清除, 扣除."""


def without_exceptions(text: str) -> tuple[list[Clause], dict[Clause, list[Word]]]:
    """The clauses that are no mere exception, and what each of them leaves out."""
    kept: list[Clause] = []
    ahead: list[Word] = []
    left_out: dict[Clause, list[Word]] = {}
    for one in clauses(text):
        mark = exception().search(text[one.start : one.end])
        if mark is None:
            kept.append(one)
            left_out[one], ahead = ahead, []
            continue
        start, end = one.start + mark.start(), one.start + mark.end()
        words = [word for word in one.words if not start <= word.start < end]
        after = [word for word in words if word.start >= end]
        before = [word for word in words if word.start < start]
        if after and before:
            kept.append(one)
            left_out[one] = [*ahead, *after]
            ahead = []
        elif kept:
            left_out[kept[-1]] = words
        else:
            ahead = words
    return kept, left_out


@cache
def exception() -> re.Pattern[str]:
    """Finds the words beside which what is left out stands."""
    words = sorted(lists("except"), key=len, reverse=True)
    besides = r"(?!(?:此|[^。；，]{1,20}[以之]?外，?(?:还|也|另|尚|又)))"
    return re.compile(
        "|".join(
            _NO_VERB * (w == "除") + w + besides * w.startswith("除")
            if HAN.search(w)
            else rf"\b{re.escape(w)}\b"
            for w in words
        ),
        re.IGNORECASE,
    )
