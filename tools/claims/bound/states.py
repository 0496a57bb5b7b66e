"""Which of two opposite states a text gives something: free or charged, open or closed."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.packaged import packaged
from knowledge.remembered import SENTENCE, remembered
from tools.claims.word_list import finder

_DENIED = re.compile(
    r"(?:\b(?:not|never|no|isn['’]t|aren['’]t|wasn['’]t|don['’]t|doesn['’]t|cannot|can['’]t|won['’]t|without)"
    r"(?: (?:be|been|being|yet|a|any|at|are|is|to|have|has|need|required|necessary))*\s*"
    r"|(?:不|没|未|无|无需|不用|没有|不需要?|不予|不再|不提供|非|不对外)(?:正常|对外|再|被|另外|额外)?)$",
    re.IGNORECASE,
)
"""A denial that ends where a word begins."""
_NOT_OF_IT = re.compile(
    r"^\W*(?:but )?not (?=(?:with|for|in|on|at|to|by|from|during)\b)", re.IGNORECASE
)
"""How a clause goes on with the opposite of the one before it: "but not with Basic"."""
_BEFORE = 24
"""Characters before a word in which its denial stands."""
_IN_A_NAME = re.compile(
    r"\s*-|\s(?:of(?! charge)|plans?|accounts?|tiers?|trials?|versions?|keys?|users?|members?|time"
    r"|to)\b",
    re.IGNORECASE,
)
"""What follows "free" where it names a thing, or says of what something is free."""


@dataclass(frozen=True)
class State:
    """A state, and where it is named."""

    start: int
    """The offset of the word for it."""
    end: int
    """The offset after the word."""
    of: str
    """Which pair of opposites it is of."""
    holds: bool
    """Whether it is the first of the pair."""

    def opposes(self, other: "State") -> bool:
        """Whether both cannot be true of one thing."""
        return self.of == other.of and self.holds != other.holds


@remembered(texts=8_192, longest=SENTENCE)
def states(text: str) -> tuple[State, ...]:
    """The states that a text names, in order.

    >>> [(one.of, one.holds) for one in states("Parking is not free; the pool is closed.")]
    [('cost', False), ('open', False)]
    """
    if not _any_state().search(text):
        return ()
    found = [
        State(word.start(), word.end(), of, holds != bool(_denied(text, word.start())))
        for of, holds, words in _opposites()
        for word in words.finditer(text)
        if not (word[0].casefold() == "free" and _is_in_a_name(text, word))
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(one for at, one in enumerate(found) if not _is_within(one, found[:at]))


def _is_in_a_name(text: str, word: re.Match[str]) -> bool:
    """Whether "free" is a part of another word, or of a name: interest-free, free trial."""
    is_ending = text[: word.start()].endswith("-")
    return is_ending or _IN_A_NAME.match(text, word.end()) is not None


def _is_within(one: State, before: list[State]) -> bool:
    """Whether it begins within another word for the same: 收费 in 不收费."""
    return any(one.of == other.of and one.start < other.end for other in before)


def goes_on_with_opposite(text: str) -> re.Match[str] | None:
    """How a clause begins that only denies of something else what was just said."""
    return _NOT_OF_IT.match(text)


def _denied(text: str, start: int) -> re.Match[str] | None:
    return _DENIED.search(text[max(0, start - _BEFORE) : start])


@cache
def _any_state() -> re.Pattern[str]:
    told: dict[str, Any] = packaged(__package__, "states.yaml")
    sides = [pair[key] for pair in told.values() for key in ("is", "not")]
    return finder([word for side in sides for word in (*side["zh"], *side["en"])])


@cache
def _opposites() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    told: dict[str, Any] = packaged(__package__, "states.yaml")
    return tuple(
        (of, key == "is", finder([*pair[key]["zh"], *pair[key]["en"]]))
        for of, pair in told.items()
        for key in ("is", "not")
    )
