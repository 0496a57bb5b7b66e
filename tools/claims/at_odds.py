"""Does a text say of one thing what it denies in another sentence?

"You can open one online. … you can't open one yourself", 不支持退款。退款会在3天内到账. Most texts
that say both tell of two cases, with a condition or a limit beside them, or of two things; so this
is told only where neither has such a word, and both are of the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.han import HAN_RANGE, has_han
from tools.claims.measure import content
from tools.claims.word_list import any_of

_TWO_CASES = re.compile(
    any_of(
        "if unless but however only except although though while whereas otherwise other"
        " others another instead until till when once before after later first second some"
        " most both either within during beyond per than from without yet rather"
        " 如果 若 但 不过 除 仅 只有 超过 之后 以后 以内 之内 之前 以前 另外"
        " 其他 其余 否则 的话 而 则 对于 部分 满 未 逾期 期间 期内 分别 或 先"
        " 再 再次 其次 另一 至少 首次 后 前".split()
    )
)
"""What tells of two cases, or of two things."""
_REASON = re.compile(
    r"\b(?:because|since|given that)\b[^.!?]*|^(?:as|since|because) [^,]*,"
    rf"|(?:因为|由于)[^，。]*[，。]|^如果[您你](?:特别|很|真的?|也)*(?:喜欢|需要|想|愿意)[{HAN_RANGE}]*[，,]",
    re.IGNORECASE,
)
"""A reason, and what a user may like: neither is a case."""
_FREE = re.compile(
    r"(?<!\bnot )(?<!\bnot a )\b(?:free(?: of charge)?|no (?:extra )?(?:charge|fee|cost)s?"
    r"|at no cost"
    r"|won['’]t (?:be charged|cost you|have to pay)|(?:do not|don['’]t) (?:have to |need to )?pay"
    r"|(?:isn['’]t|is not|not be|are not|aren['’]t) charged)\b"
    r"|免费|不收(?:任何|额外)?(?:费|钱)|不用(?:另外)?(?:付|交|花)|不要钱|无需(?:付|支付|缴)|不收取",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\b(?:fees?|charges?)\b[^.!?]{0,30}\b(?:will be|gets?|applies|apply)\b"
    r"(?! (?:no|not|free|waived))"
    r"|\b(?:will be|are|be) charged\b|\byou(?:['’]ll| will)? (?:have to |need to |must )pay\b"
    r"|(?<![不无])(?:会|将|要|需要?|须|得)(?:另外|额外|再|先)?(?:收取?|支付|缴纳|交纳|扣除|付|交)[^，。；]{0,10}(?:元|费|块|钱)",
    re.IGNORECASE,
)
_NO_REFUND = re.compile(
    r"\b(?:no refunds?|non-?refundable|(?:not|cannot|can['’]t|won['’]t) be refunded"
    r"|not refundable)\b"
    r"|不(?:支持|能|可以?|予|给|提供)退(?:款|费|钱|票)?|无法退(?:款|费|票)|不退(?:款|费|还|钱)",
    re.IGNORECASE,
)
_REFUND = re.compile(
    r"\b(?:refund|money) (?:will|is going to|should) (?:be (?:paid|back|on|in|returned)|arrive"
    r"|reach|come)"
    r"|\b(?:will|can) be refunded\b|\byou(?:['’]ll| will) (?:get|receive) (?:a|your|the) (?:full )?"
    r"(?:refund|money)"
    r"|退款(?:会|将)[^，。；不]{0,16}(?:到|退回|退还|返还)|(?<!不)(?:可以|会|能)(?:给您|为您)?(?:全额)?退(?:款|费|还)",
    re.IGNORECASE,
)
_CAN = re.compile(
    r"\b(?P<who>\w+) (?:(?P<no>can(?:not|['’]t| not)|may not|(?:is|are)(?:n['’]t| not) (?:allowed"
    r"|able)"
    r" to)|(?:can|may|(?:is|are) (?:allowed|able) to)(?! (?:not|only)\b))"
    r" (?:still |also |\w+ly )?(?P<verb>[a-z]{3,})\b(?P<what>(?:(?! and | or | so )[^.,;:!?])*)",
    re.IGNORECASE,
)
_ENDS_NO = re.compile(
    r"(?P<what>[^，,。；;！!]{2,16}?)(?:是)?(?:不行|不可以|不可|不能|不允许)(?:的|哦|呢)?$"
)
_ENDS_YES = re.compile(
    r"(?P<what>[^，,。；;！!]{2,16}?)(?:也|都|完全|是)?(?:没关系|没问题|(?<!不)可以|(?<![不可])行|允许)(?:的|哦|呢)?$"
)
_OF_MONEY = frozenset(
    content("fee charge cost late extra amount money refund yes sorry 费用 金额 退款 抱歉")
)
_SELVES = frozenset(content("himself herself itself yourself themselves myself ourselves own"))
_FIGURE = re.compile(r"\d")
_CLAUSE = re.compile(r"[，,。；;！!]")


@dataclass(frozen=True)
class AtOdds:
    """Two sentences of a text of which not both can be true."""

    first: str
    """The one, verbatim."""
    second: str
    """The other, verbatim."""


def at_odds(sentences: Sequence[str]) -> AtOdds | None:
    """The first two of the sentences that deny each other; None where none do.

    >>> found = at_odds(["月付是不支持退款的。", "退款会在3天内到账。"])
    >>> found.second
    '退款会在3天内到账。'
    >>> at_odds(["You can pay by card.", "You can't pay by cheque."]) is None
    True
    """
    plain = [_REASON.sub(" ", one) for one in sentences]
    for at, one in enumerate(plain):
        for further in range(at + 1, len(plain)):
            other = plain[further]
            if any(map(_TWO_CASES.search, (one, other))):
                continue
            if _deny_each_other(one, other):
                return AtOdds(sentences[at], sentences[further])
    return None


def _deny_each_other(one: str, other: str) -> bool:
    for yes, no in ((_FREE, _CHARGED), (_REFUND, _NO_REFUND)):
        for first, second in ((one, other), (other, one)):
            mine, its = yes.search(first), no.search(second)
            if mine and its and not yes.search(second) and _is_of_one(mine, its):
                return True
    return _can_and_cannot(one, other) or (has_han(one) and _ends_both_ways(one, other))


def _is_of_one(mine: re.Match[str], its: re.Match[str]) -> bool:
    """Whether what stands before both names the same thing, or one of them nothing."""
    said = [
        {term for term in content(found.string[: found.start()]) if not _FIGURE.search(term)}
        - _OF_MONEY
        for found in (mine, its)
    ]
    return said[0] <= said[1] or said[1] <= said[0]


def _can_and_cannot(one: str, other: str) -> bool:
    for mine in _CAN.finditer(one):
        for its in _CAN.finditer(other):
            if bool(mine["no"]) == bool(its["no"]) or mine["verb"].lower() != its["verb"].lower():
                continue
            if mine["who"].lower() != its["who"].lower():
                continue
            can, cannot = (mine, its) if its["no"] else (its, mine)
            if set(content(cannot["what"])) - _SELVES <= set(content(can["what"])):
                return True
    return False


def _ends_both_ways(one: str, other: str) -> bool:
    """Whether a clause of each ends on a verdict, yes and no, on the same thing."""
    for yes, no in ((_ENDS_YES, _ENDS_NO), (_ENDS_NO, _ENDS_YES)):
        mine, its = _ending(yes, one), _ending(no, other)
        if any(set(content(a)) & set(content(b)) for a in mine for b in its):
            return True
    return False


def _ending(pattern: re.Pattern[str], sentence: str) -> list[str]:
    clauses = (one.strip() for one in _CLAUSE.split(sentence))
    return [found["what"] for one in clauses if (found := pattern.search(one))]
