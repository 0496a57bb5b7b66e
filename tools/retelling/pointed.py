"""What a reader points at in a case: words that the answer has and its sources have not, and back.

"It says March and the reference says May" is weighed against the words themselves.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.han import HAN_RANGE
from knowledge.records import Trace
from knowledge.tokens import says_something

_WORD = re.compile(rf"[A-Za-z][\w'’-]*|\d[\d.,:%]*\d|\d|[{HAN_RANGE}]+")
_SHORTEST_EN, _SHORTEST_ZH = 3, 2
"""Letters of a word that tells one text from another; a figure may have one."""
_LONGEST_ZH = 12
_SHOWN = 3
"""Words that are named on each side."""


class Pointed(NamedTuple):
    """Words of the reader's that stand on one side only."""

    answer: list[str]
    """Those in the answer, and neither in the reference nor in a passage."""
    source: list[str]
    """Those in the reference or a passage, and not in the answer."""


def pointed_at(says: str, trace: Trace) -> Pointed | None:
    """What of a reader's words stands in the answer alone and what in its sources alone.

    None unless there is something on both sides: that alone is a difference.
    """
    sources = [trace.reference or "", *(one.text for one in trace.retrieved or [])]
    answer, source = trace.answer, "\n".join(sources)
    ours = _only(says, answer, source)
    theirs = _only(says, source, answer)
    if not ours or not theirs:
        return None
    return Pointed(ours[:_SHOWN], theirs[:_SHOWN])


def _only(says: str, here: str, there: str) -> list[str]:
    words = (word for said in _WORD.findall(says) for word in _pieces(said, here))
    return list(dict.fromkeys(word for word in words if not _stands(word, there)))


def _pieces(said: str, here: str) -> Iterator[str]:
    """The word, or the longest pieces of Chinese, that stand in a text."""
    if said.isascii() or not re.match(f"[{HAN_RANGE}]", said):
        long_enough = said[0].isdigit() or len(said) >= _SHORTEST_EN
        # "may" says nothing, "May" does.
        tells = long_enough and (not said.islower() or says_something(said))
        if tells and _stands(said, here):
            yield said
        return
    at = 0
    while at < len(said):
        ends = range(min(len(said), at + _LONGEST_ZH), at + _SHORTEST_ZH - 1, -1)
        end = next((one for one in ends if said[at:one] in here), None)
        if end:
            yield said[at:end]
        at = end or at + 1


def _stands(word: str, text: str) -> bool:
    """Whether a text has that word, or those Chinese characters."""
    if re.match(f"[{HAN_RANGE}]", word):
        return word in text
    return re.search(rf"(?<![\w.]){re.escape(word)}(?!\w|\.\d)", text, re.IGNORECASE) is not None
