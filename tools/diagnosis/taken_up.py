"""How far an answer takes up the question that was put, whatever the product searched for.

People say "is the tip open?" and products search for "recycling centre hours". Where the rewriting
has no word of the question, the answer often has: it was made for both. One to something else has
none, and no yes or no to a question that asks for it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tools.claims.measure import content, ready
from tools.claims.replies import asks_whether, says_yes
from tools.diagnosis.loosely import akin_share, loosely

_ASKS_FIGURE = re.compile(
    r"多少|几(?![乎个位]?人?都)|多[久长远大高重快晚早]|何时|什么时[候间]"
    r"|\b(?:how (?:much|many|long|soon|far|often|old|big|late|early|fast)|when(?:['’]?s)?"
    r"|what time)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|[一二两三四五六七八九十半]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|monthly|weekly|yearly|free)\b",
    re.IGNORECASE,
)
_OPEN = 0.5
"""What `gives` is where no value is asked for."""


class TakenUp(NamedTuple):
    """How an answer stands to a question and to what it was rewritten into, each 0 to 1."""

    asked: float
    """The share of what was asked that it has, parts and forms of words counted."""
    dropped: float
    """The same of what the rewriting dropped; 1 where it dropped nothing."""
    understood: float
    """The share of the rewriting that it has, likewise."""
    akin: float
    """The share of the question's sense that it has, in its words or in akin ones."""
    replies: float
    """1 where it says yes or no to a question that asks for that, else 0."""
    gives: float
    """1 where it may give the kind of value that is asked for, 0 where not; half where the question
    asks for none."""


def taken_up(
    question: str, asked: Sequence[str], rewritten: str, understood: Sequence[str], told: str
) -> TakenUp:
    """`asked` and `understood` are the terms of the question and of its rewriting; `told` is what
    the answer says.
    """
    answer, terms = ready(told), content(told)
    dropped = [term for term in asked if not ready(rewritten).carries(term)]
    asks_figure = _ASKS_FIGURE.search(question) is not None
    return TakenUp(
        asked=loosely(asked, answer, terms),
        dropped=loosely(dropped, answer, terms) if dropped else 1.0,
        understood=loosely(understood, answer, terms),
        akin=akin_share(question, told),
        replies=float(asks_whether(question) and says_yes(told) is not None),
        gives=float(_FIGURE.search(told) is not None) if asks_figure else _OPEN,
    )
