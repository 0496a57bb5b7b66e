"""What an answer adds that nothing it was given has: "…, and there's a bonus of $25, too".

Told where a clause says itself that it adds something, and hardly a word of it, nor of the same
sense, is known. Other words than the passage's may be a paraphrase; an addition in other words than
everything that is known is none.
"""

import re

from tools.claims.ground import Ground
from tools.claims.nearest import retold, weight_of_pieces
from tools.claims.pieces import pieces
from tools.claims.small_talk import is_small_talk
from tools.claims.splitting import claims
from tools.claims.word_list import any_of
from tools.diagnosis.facts import Facts

_ADDS = re.compile(
    any_of(
        ["also", "plus", "in addition", "additionally", "as well", "on top of that", "besides"]
        + ["moreover", "too", "furthermore", "and if", "and with", "and we", "and you"]
        + ["另外", "此外", "同时", "并且", "而且", "配有", "附赠", "顺便"]
        + [f"还{one}" for one in "可 会 能 有 提供 免费 需 要 附 送 配 支持 享".split()]
    )
)
"""How a clause says that it adds something."""
_ADVISES = re.compile(
    any_of(
        [
            *("please", "remember", "note", "sorry", "don't forget", "make sure", "feel free"),
            *("let me know", "let us know", "happy to", "contact", "reach", "get in touch", "help"),
            *("support team", "customer service", "any questions", "further questions", "wish"),
            *("联系", "咨询", "客服", "帮您", "帮到", "疑问", "问题", "告诉我", "随时"),
            *(
                "别",
                "勿",
                "请",
                "祝",
                "记得",
                "注意",
                "建议",
                "最好",
                "欢迎",
                "放心",
                "抱歉",
                "方便",
            ),
        ]
    )
)
"""What advises or wishes, and states nothing."""
_CLAUSE = re.compile(
    r"(?<=[，,；;—])(?!\d)|(?<=[a-z]) (?=(?:and (?:if|with|we|you)|plus) )", re.IGNORECASE
)
_KNOWN, _WEIGHT, _PIECES = 0.31, 2.5, 3
"""Share of a clause that is known at most, and the weight and the pieces that it has at least:
fewer are a manner of speaking."""
_READ = 40
"""Claims of an answer that are read."""


def says_that_it_adds(text: str) -> bool:
    """Whether a text says itself that it adds something.

    >>> says_that_it_adds("You may also bring a dog."), says_that_it_adds("You may bring a dog.")
    (True, False)
    """
    return _ADDS.search(text) is not None and not _ADVISES.search(text)


def added(facts: Facts) -> list[str]:
    """The clauses that add what neither the passages, nor the reference, nor the talk has."""
    told = facts.said.plain
    if not facts.found.handed_on or not _ADDS.search(told):
        return []
    talk = [turn.text for turn in facts.trace.history]
    given = [facts.asked.told_by_user, facts.said.reference or "", *talk]
    known = Ground([*(text.raw for _, text in facts.found.handed_on), *given])
    parts = [part.strip() for one in claims(told)[:_READ] for part in _CLAUSE.split(one)]
    return [
        part
        for part in parts
        if _ADDS.search(part)
        and not (_ADVISES.search(part) or is_small_talk(part, facts.asked.query.casefold()))
        and _is_new(facts, part, known)
    ]


def _is_new(facts: Facts, clause: str, known: Ground) -> bool:
    said = [
        one for one in pieces(clause) if not (one.amount and facts.said.reckoned.has(one.amount))
    ]
    whole = weight_of_pieces(said)
    if len(said) < _PIECES or whole < _WEIGHT:
        return False
    return weight_of_pieces(retold(said, known)) <= _KNOWN * whole
