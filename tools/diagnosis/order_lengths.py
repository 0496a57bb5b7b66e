"""How long a text may be, as its order says; and whether what was made keeps to it.

An answer may say something before the text and after it: what counts is whether any part of the
answer that may be the text keeps to the bound.
"""

import re
from typing import NamedTuple

from knowledge.numerals import counted
from tools.diagnosis.length import length_in

_NUMBER_EN = r"(?P<n>\d{1,4}|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty)"
_BOUND_EN = re.compile(
    r"\b(?P<each>each )?(?:(?:up to|under|below|within|max(?:imum)?(?: of)?|no more than"
    rf"|not more than|at most|less than|fewer than) {_NUMBER_EN}"
    r"[ -](?P<unit>words?|char(?:acter)?s)"
    rf"|{_NUMBER_EN.replace('<n>', '<m>')}[ -](?P<of>words?|char(?:acter)?s)"
    r" (?:max(?:imum)?|at most|tops|or (?:less|fewer|under)|limit))"
    r"(?P<every>,? (?:each|per \w+|apiece))?",
    re.IGNORECASE,
)
_BOUND_ZH = re.compile(
    r"(?P<each>每[个条句段篇张行则][^，。；\d]{0,4})?(?:(?:不要?超过|别超过|不多于|最多|至多|控制在|限)\s*(?P<n>\d{1,4})"
    r"\s*个?字(?:以内|内)?|(?P<m>\d{1,4})\s*个?字(?:以内|之内|内|以下|封顶))"
)
_ITEM = re.compile(
    r"^\s*(?:\d{1,2}\s*[.)、．）]|[①-⑳]|[（(]\d{1,2}[）)]|[-*•·–])\s*(?P<text>\S.*)$", re.M
)
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{6,})[”\"」』]")
_SLACK = 1.15
"""How much longer a text may be that nobody would call too long: people count differently."""


class TooLong(NamedTuple):
    """A bound, and what goes beyond it."""

    words: str
    """The words of the order."""
    form: str
    """`words` or `characters`."""
    high: int
    """The most."""
    got: int
    """How many there are, of the shortest part that may be meant."""


def too_long(order: str, answer: str) -> TooLong | None:
    r"""The first bound of `order` to which no part of `answer` keeps.

    >>> too_long("max 5 words", "This one has got more than that")
    TooLong(words='max 5 words', form='words', high=5, got=7)
    >>> too_long("每个6字以内", "1. 一口入秋\n2. 今年的第一碗热汤面") is not None
    True
    """
    for pattern in (_BOUND_EN, _BOUND_ZH):
        for one in pattern.finditer(order):
            named = one.groupdict()
            high = counted(named["n"] or named["m"] or "")
            unit = (named.get("unit") or named.get("of") or "").lower()
            if not high:
                continue
            form = "words" if unit.startswith("word") else "characters"
            is_each = bool(named["each"] or named.get("every"))
            got = _over_each(answer, form) if is_each else _shortest(answer, form)
            if got is not None and got > high * _SLACK:
                return TooLong(one[0].strip(), form, high, got)
    return None


def _over_each(answer: str, form: str) -> int | None:
    """The length of the longest item of a list; None where there is none."""
    items = [found["text"].strip(" *_") for found in _ITEM.finditer(answer)]
    return max(length_in(form, one) for one in items) if len(items) > 1 else None


def _shortest(answer: str, form: str) -> int | None:
    """The length of the shortest part that may be the whole text."""
    return min((length_in(form, one) for one in parts(answer)), default=None)


def parts(answer: str) -> list[str]:
    """What of an answer may be the text that was ordered: all of it, a quotation, a block that is
    marked or led in to, or what is left without the first or the last paragraph.
    """
    blocks = [one.strip() for one in re.split(r"\n\s*\n", answer) if one.strip()]
    quoted = _QUOTED.findall(answer)
    marked = "\n".join(line for line in answer.splitlines() if line.lstrip().startswith(">"))
    found = [answer, *quoted, *([marked] if marked else [])]
    if len(blocks) > 1:
        found += ["\n".join(blocks[1:]), "\n".join(blocks[:-1])]
    if len(blocks) > _FRAMED:
        found.append("\n".join(blocks[1:-1]))
    return found


_FRAMED = 2
"""Paragraphs of an answer above which one may stand before the text and one behind."""
